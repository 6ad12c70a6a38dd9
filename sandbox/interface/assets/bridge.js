import { commandOf, NO_REPLY } from './commands.js'
import { formatReply, parseMessage } from './wire.js'

export { provideCommands } from './commands.js'

/** @typedef {import('./frames.js').AppFrame} AppFrame */

/** @type {Map<string, AppFrame>} by APP_SID */
const frames = new Map()

/**
 * A message counts only from the application's own origin, with a known sid, out of that very frame. Everything else, unknown and
 * denied commands included, meets silence: Bitrix24 never says why.
 * @param {MessageEvent} event
 */
async function receive({ data, origin, source }) {
  const message = parseMessage(data)
  const frame = message && frames.get(message.sid)
  if (!frame || origin !== frame.origin || source !== frame.element.contentWindow) return
  if (frame.silent.has('*') || frame.silent.has(message.command)) return

  const command = commandOf(frame, message.command)
  if (!command) return

  /** @param {unknown} value */
  const reply = value => frame.element.contentWindow?.postMessage(formatReply(message.key, value), frame.origin)
  const answer = await command(frame, message.params, reply)
  if (answer !== NO_REPLY) reply(answer)
}

/** @param {AppFrame} frame */
export function listenTo(frame) {
  if (frames.size === 0) window.addEventListener('message', receive)
  frames.set(frame.sid, frame)
}

/**
 * Tells every frame of a placement on this page that something happened. Only frames that have bound the event, with
 * placementBindEvent or a `bind…Callback` command of that name, hear of it.
 * @param {RegExp | string} placement
 * @param {string} event
 * @param {unknown} [payload] the event's first argument; without it the application hears an empty one
 */
export function fireFrameEvent(placement, event, payload) {
  for (const frame of frames.values()) {
    const meant = typeof placement === 'string' ? placement === frame.placement : placement.test(frame.placement)
    if (!meant || !frame.element.isConnected) continue
    for (const notify of frame.listeners.get(event) ?? []) notify(payload)
  }
}
