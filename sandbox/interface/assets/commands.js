import { askServer, NO_REPLY } from './ask-server.js'
import { selectAccess, selectCrm, selectUser, showForm } from './dialogs.js'
import { refreshParts } from './live.js'
import { MESSENGER } from './messenger.js'
import { openingOf, sliderTarget } from './paths.js'
import { interfaceOf } from './placement-interface.js'
import { record } from './record.js'
import { sentence } from './sentence.js'
import { sliders } from './slider.js'

export { NO_REPLY } from './ask-server.js'

/** @typedef {import('./frames.js').AppFrame} AppFrame */

/**
 * Answers a command of the application: a value is the reply, `undefined` the empty reply, NO_REPLY none at all. `reply` may be kept
 * and called again later: the SDK settles its promise with the first answer and runs the application's callback with the others.
 * @typedef {(frame: AppFrame, params: unknown, reply: (value: unknown) => void) => Promise<unknown>} Command
 */

/**
 * @param {string} command
 * @returns {Command}
 */
function serverCommand(command) {
  return (frame, params) => askServer(frame, command, params).catch(() => NO_REPLY)
}

/** @type {Command} */
async function refreshAuth(frame, params) {
  try {
    return await askServer(frame, 'refreshAuth', params)
  }
  catch {
    // Bitrix24 shows an alert and never answers: the SDK gives up after ten seconds.
    window.alert(sentence('refreshFailed'))
    return NO_REPLY
  }
}

/**
 * The page around the application is loaded anew; a slider is closed, and the application opened again in a new one.
 * @type {Command}
 */
async function setInstallFinish(frame) {
  const finished = await askServer(frame, 'setInstallFinish', null).then(() => 'Y', () => 'N')
  const page = `${frame.appPath}?install_finished=${finished}`
  if (frame.mode === 'slider') sliders().replaceAround(window, { url: `${page}&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER`, title: frame.title })
  else location.replace(page)
  return NO_REPLY
}

/** Places that are as wide as their card lets them be. */
const FIXED_WIDTH = /^(CRM_\w+_DETAIL_TAB|USERFIELD_TYPE)$/

/** @type {Command} */
async function resizeWindow({ element, placement }, params) {
  const { width, height } = record(params)
  if (Number(height) > 0) element.style.height = `${Math.round(Number(height))}px`
  if (!FIXED_WIDTH.test(placement)) element.style.width = Number(width) > 0 ? `${Math.round(Number(width))}px` : '100%'

  const box = element.getBoundingClientRect()
  return { width: Math.round(box.width), height: Math.round(box.height) }
}

/** @type {Command} */
async function setTitle(_, params) {
  const heading = document.querySelector('h1')
  if (heading) heading.textContent = String(record(params).title ?? '')
  return params
}

/** @type {Command} */
async function setScroll(_, params) {
  window.scrollTo({ top: Math.max(0, Number(record(params).scroll) || 0) })
  return params
}

/** @type {Command} */
async function reloadWindow() {
  location.reload()
  return NO_REPLY
}

/** @type {Command} */
async function openApplication(frame, params) {
  const { settings, options } = openingOf(record(params))
  const query = new URLSearchParams({
    IFRAME: 'Y',
    IFRAME_TYPE: 'SIDE_SLIDER',
    ...settings.title && { title: settings.title },
    params: JSON.stringify(options),
  })
  await sliders().open({ ...settings, url: `${frame.appPath}?${query}`, title: settings.title ?? frame.title, tabTitle: settings.title })
  return undefined
}

/** @type {Command} */
async function closeApplication(frame, _, reply) {
  // The frame ends with its slider, so the answer goes out before.
  if (frame.mode === 'slider' && sliders().holds(window)) {
    reply(undefined)
    sliders().closeAround(window)
  }
  return NO_REPLY
}

/** @type {Command} */
async function openPath(frame, params) {
  if (frame.mobile) return { result: 'error', errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' }
  const target = sliderTarget(record(params).path, location.origin)
  if (!target) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }

  const appId = /\/(\w+)\/$/.exec(frame.appPath)?.[1] ?? ''
  const url = `${target.path}?${new URLSearchParams([...target.query, ['from', 'rest_placement'], ['from_app', appId]])}`
  await sliders().open({ url, width: target.width, title: frame.title })
  return { result: 'close' }
}

/** @type {Command} */
async function placementBindEvent(frame, params, reply) {
  const { event } = record(params)
  if (typeof event === 'string' && interfaceOf(frame.placement).events.includes(event)) listen(frame, event, reply)
  return NO_REPLY
}

/**
 * Nothing acknowledges the subscription: the first message with its key is the first event.
 * @param {AppFrame} frame
 * @param {string} event
 * @param {(value: unknown) => void} reply
 */
function listen(frame, event, reply) {
  frame.listeners.set(event, [...frame.listeners.get(event) ?? [], reply])
}

/**
 * Real portals call back only with a selection; some versions are said to answer null, which the frame's switch asks for.
 * @param {AppFrame} frame
 * @param {unknown} selection null after a cancel
 */
function selected(frame, selection) {
  return selection ?? (frame.answersCancel ? null : NO_REPLY)
}

/**
 * The card or list that the widget was opened from shows its data anew: the page below, when the widget has a slider to itself.
 * @type {Command}
 */
async function reloadData({ mode }) {
  const page = mode === 'slider' ? sliders().below(window) : window
  await refreshParts(page)
  return undefined
}

/**
 * Commands of every placement. What is not here meets silence.
 * @type {Record<string, Command>}
 */
const COMMON = {
  getInitData: serverCommand('getInitData'),
  setInstall: serverCommand('setInstall'),
  setAppOption: serverCommand('setAppOption'),
  setUserOption: serverCommand('setUserOption'),
  refreshAuth,
  setInstallFinish,
  resizeWindow,
  setTitle,
  setScroll,
  reloadWindow,
  openApplication,
  closeApplication,
  openPath,
  placementBindEvent,
  getInterface: async ({ placement }) => ({ command: interfaceOf(placement).commands, event: interfaceOf(placement).events }),
  selectUser: async (frame, params) => selected(frame, await selectUser(record(params).mult === true)),
  selectAccess: async (frame, params) => selected(frame, await selectAccess(record(params).value)),
  selectCRM: async (frame, params) => selected(frame, await selectCrm(record(params))),
  async showAppForm() {
    await showForm()
    return NO_REPLY
  },
  ...MESSENGER,
}

/** @type {{ placement: RegExp, commands: Record<string, Command> }[]} */
const provided = []

/**
 * Answers a placement's own commands on this page: `provideCommands(/^CALL_CARD$/, { getStatus: async () => status })`. What is
 * provided later goes before what was provided earlier, and all of it before the base set.
 * @param {RegExp} placement
 * @param {Record<string, Command>} commands
 */
export function provideCommands(placement, commands) {
  provided.unshift({ placement, commands })
}

provideCommands(/^CRM_\w+_(LIST_MENU|DETAIL_TAB|DETAIL_ACTIVITY)$/, { reloadData })

/**
 * Base commands that this frame may not use. Newer portals allow setScroll and reloadWindow in widgets (rest 25.800.0).
 * @type {Record<string, (frame: AppFrame) => boolean>}
 */
const DENIED = {
  setTitle: ({ placement }) => placement !== 'DEFAULT',
  resizeWindow: ({ mode, placement }) => mode === 'slider' && placement !== 'USERFIELD_TYPE',
}

/**
 * @param {AppFrame} frame
 * @param {string} name
 * @returns {Command | undefined} undefined: the portal stays silent
 */
export function commandOf(frame, name) {
  const own = provided.find(({ placement, commands }) => placement.test(frame.placement) && Object.hasOwn(commands, name))
  if (own) return own.commands[name]
  if (Object.hasOwn(DENIED, name) && DENIED[name]?.(frame)) return undefined
  if (Object.hasOwn(COMMON, name)) return COMMON[name]
  if (/^bind\w+Callback$/.test(name) && interfaceOf(frame.placement).commands.includes(name)) return subscription(name)
  return undefined
}

/**
 * `bind…Callback` of a placement is a subscription to the event of its own name.
 * @param {string} name
 * @returns {Command}
 */
function subscription(name) {
  return async (frame, _, reply) => {
    listen(frame, name, reply)
    return NO_REPLY
  }
}
