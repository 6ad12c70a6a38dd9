import { openFrames } from './frames.js'
import { neighbour } from './neighbour.js'

/**
 * @param {HTMLElement} tab
 * @param {HTMLElement[]} tabs
 */
function show(tab, tabs) {
  for (const candidate of tabs) {
    const panel = document.getElementById(candidate.getAttribute('aria-controls') ?? '')
    const selected = candidate === tab
    candidate.setAttribute('aria-selected', String(selected))
    candidate.tabIndex = selected ? 0 : -1
    if (panel) panel.hidden = !selected
    if (panel && selected) openFrames(panel)
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} tabs
 */
function moveFocus(event, tabs) {
  const tab = neighbour(event.key, tabs)
  if (!tab) return

  event.preventDefault()
  tab.focus()
  show(tab, tabs)
}

/**
 * The tabs of a card: an app frame opens when its tab is shown first. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 * @param {ParentNode} [root]
 */
export function enableTabs(root = document) {
  for (const list of root.querySelectorAll('[role=tablist]')) {
    const tabs = [...list.querySelectorAll('[role=tab]')].filter(tab => tab instanceof HTMLElement)
    for (const tab of tabs) tab.addEventListener('click', () => show(tab, tabs))
    list.addEventListener('keydown', event => event instanceof KeyboardEvent && moveFocus(event, tabs))
  }
}
