/**
 * The frame protocol's wire format, as @bitrix24/b24jssdk speaks it (frame/message/controller): no documentation describes it.
 * @typedef {{ command: string, params: unknown, key: string, sid: string }} FrameMessage
 */

/**
 * JSON, or the text itself where an application sends a bare word.
 * @param {string} text
 * @returns {unknown} the parameters, `undefined` when there are none
 */
function readParams(text) {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  }
  catch {
    return text
  }
}

/**
 * Reads what an application posted: the string `command[:params]:key:sid`, whose params are JSON and full of colons themselves, or
 * the object that the SDK posts when the command's own name holds a colon.
 * @param {unknown} data
 * @returns {FrameMessage | null} null for anything that is no command
 */
export function parseMessage(data) {
  if (typeof data === 'string') {
    const parts = data.split(':')
    const [command] = parts
    const key = parts.at(-2)
    const sid = parts.at(-1)
    if (parts.length < 3 || !command || !key || !sid) return null
    return { command, params: readParams(parts.slice(1, -2).join(':')), key, sid }
  }
  if (typeof data !== 'object' || data === null || !('method' in data && 'callback' in data && 'appSid' in data)) return null

  const params = 'params' in data && data.params !== '' ? data.params : undefined
  return { command: String(data.method), params, key: String(data.callback), sid: String(data.appSid) }
}

/**
 * @param {string} key
 * @param {unknown} reply `undefined` is the empty answer
 */
export function formatReply(key, reply) {
  return `${key}:${reply === undefined ? '' : JSON.stringify(reply)}`
}
