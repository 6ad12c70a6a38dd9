import { sliderTarget } from './paths.js'
import { selectCrm, selectUser } from './dialogs.js'
import { sliders } from './slider.js'
import { toast } from './toast.js'

/** @typedef {import('./frames.js').AppFrame} AppFrame */

/**
 * Answers a command of the application: a value is the reply, `undefined` the empty reply, NO_REPLY none at all.
 * @typedef {(frame: AppFrame, params: unknown) => Promise<unknown>} Command
 */

export const NO_REPLY = Symbol('no reply')

/**
 * @param {unknown} params
 * @returns {Record<string, unknown>}
 */
function record(params) {
  return typeof params === 'object' && params !== null ? { ...params } : {}
}

/**
 * @param {AppFrame} frame
 * @param {string} command
 * @param {unknown} params
 */
async function askServer(frame, command, params) {
  const response = await fetch(`/sandbox/frame/${frame.sid}/${command}`, { method: 'POST', body: JSON.stringify(params ?? null) })
  if (!response.ok) throw new Error(`The portal answered ${response.status} to ${command}.`)
  return response.status === 204 ? NO_REPLY : (await response.json()).reply
}

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
    toast(document.body.dataset.refreshFailed ?? '')
    return NO_REPLY
  }
}

/** @type {Command} */
async function setInstallFinish(frame) {
  const finished = await askServer(frame, 'setInstallFinish', null).then(() => 'Y', () => 'N')
  const slider = frame.mode === 'slider' ? '&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER' : ''
  location.replace(`${frame.appPath}?install_finished=${finished}${slider}`)
  return NO_REPLY
}

/**
 * A widget takes the width of its tab whatever it asks for; a page may be narrower than its place.
 * @type {Command}
 */
async function resizeWindow({ element, mode }, params) {
  const { width, height } = record(params)
  if (Number(height) > 0) element.style.height = `${Math.round(Number(height))}px`
  if (mode === 'page') element.style.width = Number(width) > 0 ? `${Math.round(Number(width))}px` : '100%'

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
  const { bx24_width, bx24_leftBoundary, bx24_title, bx24_label, ...options } = record(params)
  const title = typeof bx24_title === 'string' ? bx24_title : frame.title
  const query = new URLSearchParams({ IFRAME: 'Y', IFRAME_TYPE: 'SIDE_SLIDER', title, params: JSON.stringify(options) })
  await sliders().open({
    url: `${frame.appPath}?${query}`,
    title,
    width: Number(bx24_width) || undefined,
    leftBoundary: Number(bx24_leftBoundary) || undefined,
    label: record(bx24_label),
  })
  return undefined
}

/** @type {Command} */
async function closeApplication(frame) {
  if (frame.mode === 'slider') sliders().closeAround(window)
  return NO_REPLY
}

/** @type {Command} */
async function openPath(frame, params) {
  const target = sliderTarget(record(params).path, location.origin)
  if (!target) return { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' }

  await sliders().open({ ...target, title: frame.title })
  return { result: 'close' }
}

/** @type {Command} */
async function reloadData() {
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const replacement = fresh.getElementById(part.id)
    if (replacement) part.replaceChildren(...replacement.childNodes)
  }
  return undefined
}

/**
 * Commands of every placement. What is not here meets silence, and some must: placementBindEvent (never acknowledged), im* (carried
 * out without an answer), showAppForm.
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
  getInterface: async frame => ({ command: Object.keys(ownCommands(frame)), event: [] }),
  selectUser: async (_, params) => await selectUser(record(params).mult === true) ?? NO_REPLY,
  selectCRM: async (_, params) => await selectCrm(record(params)) ?? NO_REPLY,
}

/**
 * Commands that only some placements have; getInterface lists these.
 * @type {{ placement: RegExp, commands: Record<string, Command> }[]}
 */
const BY_PLACEMENT = [
  { placement: /^CRM_\w+_DETAIL_TAB$/, commands: { reloadData } },
]

/** @type {Record<AppFrame['mode'], string[]>} */
const DENIED = { page: [], widget: ['setTitle'], slider: ['resizeWindow'] }

/** @param {AppFrame} frame */
function ownCommands({ placement }) {
  return BY_PLACEMENT.find(group => group.placement.test(placement))?.commands ?? {}
}

/**
 * @param {AppFrame} frame
 * @param {string} name
 * @returns {Command | undefined} undefined: the portal stays silent
 */
export function commandOf(frame, name) {
  if (DENIED[frame.mode].includes(name)) return undefined
  const commands = { ...COMMON, ...ownCommands(frame) }
  return Object.hasOwn(commands, name) ? commands[name] : undefined
}
