import { openFrames } from './frames.js'
import { replaceParts } from './live.js'

/** @returns {HTMLElement[]} the elements that match */
function all(/** @type {string} */ selector, /** @type {ParentNode} */ root = document) {
  return [...root.querySelectorAll(selector)].filter(element => element instanceof HTMLElement)
}

/**
 * Shows the panel of this button or hides it; of one group no more than one panel is open.
 * @param {HTMLElement} button
 */
function togglePanel(button) {
  const atEnd = all('.messages').filter(list => list.scrollTop + list.clientHeight > list.scrollHeight - 40)
  const group = button.dataset.chatPanel ?? ''
  const open = button.getAttribute('aria-expanded') !== 'true'
  for (const other of all(`[data-chat-panel="${group}"]`)) {
    const shown = other === button && open
    const panel = document.getElementById(other.getAttribute('aria-controls') ?? '')
    other.setAttribute('aria-expanded', String(shown))
    if (panel) panel.hidden = !shown
    if (panel && shown) openFrames(panel)
  }
  // A narrower conversation is a longer one.
  for (const list of atEnd) list.scrollTop = list.scrollHeight
}

/** @param {HTMLElement} panel */
function closePanel(panel) {
  const button = all(`[aria-controls="${panel.id}"]`)[0]
  if (button?.getAttribute('aria-expanded') === 'true') togglePanel(button)
  button?.focus()
}

/**
 * Escape closes the widget's panel that has the focus before it closes a slider around the messenger.
 * @param {KeyboardEvent} event
 */
function closeOnEscape(event) {
  const panel = event.key === 'Escape' && event.target instanceof Element ? event.target.closest('.chat-panel') : null
  if (!(panel instanceof HTMLElement)) return

  event.stopPropagation()
  closePanel(panel)
}

/** The newest message is in sight, or the one that the address names. */
function showNewest() {
  for (const list of all('.messages')) list.scrollTop = list.scrollHeight
  const named = /^#message-\d+$/.test(location.hash) ? document.querySelector(location.hash) : null
  named?.scrollIntoView({ block: 'center' })
}

/**
 * The field grows with what is written, up to the height that its style allows.
 * @param {HTMLTextAreaElement} field
 */
function grow(field) {
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight + 2}px`
}

/**
 * Sends without leaving the page, so that open widgets stay as they are.
 * @param {HTMLFormElement} form
 */
async function send(form) {
  const field = form.querySelector('textarea')
  if (!field?.value.trim()) return

  const body = new URLSearchParams({ dialog: form.querySelector('input')?.value ?? '', text: field.value })
  field.value = ''
  grow(field)
  const response = await fetch(form.action, { method: 'POST', body })
  if (!response.ok) return location.reload()

  replaceParts(document, await response.text())
  showNewest()
  field.focus()
}

/** @param {HTMLFormElement} form */
function enableComposer(form) {
  const field = form.querySelector('textarea')
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form)
  })
  field?.addEventListener('input', () => grow(field))
  field?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
}

/** Who opens the bell has read what is in it; the marks stay until the next page. */
function enableBell() {
  document.getElementById('notifications')?.addEventListener('toggle', (event) => {
    if (!(event instanceof ToggleEvent) || event.newState !== 'open') return
    document.querySelector('.bell-count')?.remove()
    void fetch('/sandbox/notifications/read', { method: 'POST' })
  })
}

/** The messenger, its mobile page, and the bell. */
export function enableChats() {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-chat-panel], [data-chat-close]') : null
    const panel = button?.closest('.chat-panel')
    if (panel instanceof HTMLElement) closePanel(panel)
    else if (button instanceof HTMLElement) togglePanel(button)
  })
  document.addEventListener('keydown', closeOnEscape, true)
  for (const form of document.querySelectorAll('[data-composer]')) form instanceof HTMLFormElement && enableComposer(form)
  enableBell()
  showNewest()
}
