import { sliders } from './slider.js'

const changes = new BroadcastChannel('sandbox-changes')

/**
 * Puts the parts that are made of data (`data-live`, each with an id) as a newer copy of the page has them.
 * @param {Document} document
 * @param {string} markup of the newer copy
 */
export function replaceParts(document, markup) {
  const fresh = new DOMParser().parseFromString(markup, 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const replacement = fresh.getElementById(part.id)
    if (replacement) part.replaceChildren(...replacement.childNodes)
  }
}

/** @param {Window} page */
export async function refreshParts(page) {
  const response = await fetch(page.location.href)
  if (response.ok) replaceParts(page.document, await response.text())
}

/** Pages hear what was saved in a slider over them; that slider has done its work. */
export function enableLiveParts() {
  changes.addEventListener('message', () => void refreshParts(window))
  if (!document.querySelector('[data-saved]')) return

  changes.postMessage('saved')
  sliders().closeAround(window)
}
