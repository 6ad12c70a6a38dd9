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
 * `placement.call` of the SDK leaves its own switch `isRawValue` among the parameters; no command means it.
 * @param {unknown} params
 * @returns {unknown}
 */
function withoutSwitch(params) {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params
  return Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'isRawValue'))
}

/**
 * @param {string} data
 * @returns {FrameMessage | null}
 */
function parseText(data) {
  const parts = data.split(':')
  const [command] = parts
  const key = parts.at(-2)
  const sid = parts.at(-1)
  if (parts.length < 3 || !command || !key || !sid) return null

  const params = readParams(parts.slice(1, -2).join(':'))
  // The middle of setValue is the value itself, whatever its keys are called.
  return { command, params: command === 'setValue' ? params : withoutSwitch(params), key, sid }
}

/**
 * The object form keeps `requestId` beside the parameters; the messenger's commands take it for one of them.
 * @param {object} data
 * @returns {FrameMessage | null}
 */
function parseObject(data) {
  if (!('method' in data && 'callback' in data && 'appSid' in data)) return null

  const sent = 'params' in data && data.params !== '' ? withoutSwitch(data.params) : undefined
  const requestId = 'requestId' in data && data.requestId !== undefined ? { requestId: data.requestId } : undefined
  const params = typeof sent === 'object' && sent !== null ? { ...sent, ...requestId } : sent ?? requestId
  return { command: String(data.method), params, key: String(data.callback), sid: String(data.appSid) }
}

/**
 * Reads what an application posted: the string `command[:params]:key:sid`, whose params are JSON and full of colons themselves, or
 * the object that the SDK posts when the command's own name holds a colon.
 * @param {unknown} data
 * @returns {FrameMessage | null} null for anything that is no command
 */
export function parseMessage(data) {
  if (typeof data === 'string') return parseText(data)
  return typeof data === 'object' && data !== null ? parseObject(data) : null
}

/**
 * @param {string} key
 * @param {unknown} reply `undefined` is the empty answer
 */
export function formatReply(key, reply) {
  return `${key}:${reply === undefined ? '' : JSON.stringify(reply)}`
}
