import { sliders } from './slider.js'

const changes = new BroadcastChannel('sandbox-changes')

/**
 * Shows the parts of a page that are made of data (`data-live`, each with an id) anew.
 * @param {Window} page
 */
export async function refreshParts(page) {
  const response = await fetch(page.location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of page.document.querySelectorAll('[data-live]')) {
    const replacement = fresh.getElementById(part.id)
    if (replacement) part.replaceChildren(...replacement.childNodes)
  }
}

/** Pages hear what was saved in a slider over them; that slider has done its work. */
export function enableLiveParts() {
  changes.addEventListener('message', () => void refreshParts(window))
  if (!document.querySelector('[data-saved]')) return

  changes.postMessage('saved')
  sliders().closeAround(window)
}
