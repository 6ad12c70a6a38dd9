/**
 * A short message over the page that leaves by itself.
 * @param {string} text
 */
export function toast(text) {
  const element = document.createElement('p')
  element.className = 'toast'
  element.setAttribute('role', 'alert')
  element.textContent = text
  element.addEventListener('animationend', () => element.remove())
  document.body.append(element)
}
