import { commandOf, NO_REPLY } from './commands.js'
import { formatReply, parseMessage } from './wire.js'

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

  const command = commandOf(frame, message.command)
  if (!command) return

  const reply = await command(frame, message.params)
  if (reply !== NO_REPLY) frame.element.contentWindow?.postMessage(formatReply(message.key, reply), frame.origin)
}

/** @param {AppFrame} frame */
export function listenTo(frame) {
  if (frames.size === 0) window.addEventListener('message', receive)
  frames.set(frame.sid, frame)
}
