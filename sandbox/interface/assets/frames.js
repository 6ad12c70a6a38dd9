import { listenTo } from './bridge.js'

/**
 * An application in a frame of this page.
 * @typedef {object} AppFrame
 * @property {string} sid
 * @property {string} origin of the application's handler: the only one whose messages count
 * @property {HTMLIFrameElement} element
 * @property {string} placement
 * @property {'page' | 'widget' | 'slider'} mode
 * @property {string} title
 * @property {string} appPath the portal's page of this application
 * @property {boolean} mobile shown by the mobile app, where some commands are not supported
 * @property {boolean} answersCancel a dialog that is closed without a selection answers null; otherwise nothing, as on real portals
 * @property {Set<string>} silent commands that this frame gets no answer to
 * @property {Set<string>} failing commands that the portal's server fails at
 * @property {Map<string, ((value: unknown) => void)[]>} listeners who waits for an event, by its name
 */

/**
 * How a frame's portal misbehaves: the page may ask for it, and so may the server in its answer.
 * @typedef {{ silent?: string[], failing?: string[], answersCancel?: boolean, mobile?: boolean }} Conduct
 */

/** @typedef {{ sid: string, name: string, action: string, fields: Record<string, string> }} FrameForm */

/**
 * Bitrix24 creates the frame empty and under its name first, and posts the form into that name.
 * @param {FrameForm} form
 * @param {{ title: string, placement: string }} request
 */
function frameElement(form, { title, placement }) {
  const element = document.createElement('iframe')
  element.id = `appframe_${form.sid}`
  element.name = form.name
  element.title = title
  element.allow = 'geolocation *; microphone *; camera *; autoplay *;'
  // A field of a card starts this low and grows with resizeWindow.
  if (placement === 'USERFIELD_TYPE') element.style.height = '200px'
  return element
}

/** @param {FrameForm} form */
function submit({ name, action, fields }) {
  const form = document.createElement('form')
  form.method = 'post'
  form.target = name
  form.action = action
  form.hidden = true
  for (const [field, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = field
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}

/**
 * @param {HTMLElement} slot
 * @param {boolean} loading
 */
function setLoading(slot, loading) {
  slot.classList.toggle('is-loading', loading)
  slot.setAttribute('aria-busy', String(loading))
}

/**
 * @param {HTMLElement} slot
 * @param {string} sentence
 */
function refuse(slot, sentence) {
  const text = document.createElement('p')
  text.className = 'panel frame-refused'
  text.setAttribute('role', 'alert')
  text.textContent = sentence
  setLoading(slot, false)
  slot.replaceChildren(text)
}

/**
 * @param {Conduct} request
 * @param {Conduct} answer
 * @returns {Pick<AppFrame, 'silent' | 'failing' | 'answersCancel' | 'mobile'>}
 */
function conductOf(request, answer) {
  return {
    silent: new Set([...request.silent ?? [], ...answer.silent ?? []]),
    failing: new Set([...request.failing ?? [], ...answer.failing ?? []]),
    answersCancel: request.answersCancel ?? answer.answersCancel ?? false,
    mobile: request.mobile ?? answer.mobile ?? location.pathname.startsWith('/mobile/'),
  }
}

/** @param {HTMLElement} slot */
async function openSlot(slot) {
  const request = JSON.parse(slot.dataset.frame ?? '{}')
  delete slot.dataset.frame
  setLoading(slot, true)

  const uri = location.pathname + location.search
  const response = await fetch('/sandbox/frame', { method: 'POST', body: JSON.stringify({ uri, ...request }) })
  const answer = await response.json()
  if (!response.ok) return refuse(slot, answer.error)

  const element = frameElement(answer.form, request)
  slot.append(element)
  listenTo({
    sid: answer.form.sid,
    origin: answer.origin,
    element,
    placement: request.placement,
    mode: request.mode,
    title: request.title,
    appPath: request.appPath,
    ...conductOf(request, answer),
    listeners: new Map(),
  })
  element.addEventListener('load', () => {
    setLoading(slot, false)
    slot.dispatchEvent(new CustomEvent('frameload', { bubbles: true, detail: answer.form.sid }))
  })
  slot.dispatchEvent(new CustomEvent('frameopen', { bubbles: true, detail: answer.form.sid }))
  if (Object.keys(answer.form.fields).length > 0) submit(answer.form)
  else element.src = answer.form.action
}

/**
 * Opens the frames below an element that have not been opened yet.
 * @param {ParentNode} root
 * @param {string} [selector] which of them
 */
export function openFrames(root, selector = '[data-frame]') {
  for (const slot of root.querySelectorAll(selector)) {
    if (slot instanceof HTMLElement) void openSlot(slot)
  }
}
