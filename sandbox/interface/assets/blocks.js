import { openFrames } from './frames.js'

/**
 * @param {Element} button
 * @param {boolean} open
 */
function setOpen(button, open) {
  button.setAttribute('aria-expanded', String(open))
  const block = document.getElementById(button.getAttribute('aria-controls') ?? '')
  if (!block) return

  block.hidden = !open
  if (open) openFrames(block)
}

/** @param {HTMLElement} hint */
function showOnce(hint) {
  const key = `sandbox_seen_${hint.dataset.once}`
  if (localStorage.getItem(key)) return

  hint.hidden = false
  hint.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('button')) return
    localStorage.setItem(key, 'Y')
    hint.hidden = true
  })
}

/** Rows of buttons that each open a block, one at a time; and hints that a person sees until they have answered them. */
export function enableBlocks() {
  document.addEventListener('click', ({ target }) => {
    const chosen = target instanceof Element ? target.closest('[data-blocks] [aria-controls]') : null
    const opens = chosen?.getAttribute('aria-expanded') === 'false'
    for (const button of chosen?.closest('[data-blocks]')?.querySelectorAll('[aria-controls]') ?? []) setOpen(button, button === chosen && opens)
  })
  for (const hint of document.querySelectorAll('[data-once]')) if (hint instanceof HTMLElement) showOnce(hint)
}
