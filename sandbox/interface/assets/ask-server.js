/** @typedef {import('./frames.js').AppFrame} AppFrame */

/** What a command answers that is never answered. */
export const NO_REPLY = Symbol('no reply')

/**
 * The server's half of a command.
 * @param {AppFrame} frame
 * @param {string} command
 * @param {unknown} params
 * @returns {Promise<unknown>} the reply, or NO_REPLY when the portal stays silent; throws when the portal failed or refused
 */
export async function askServer(frame, command, params) {
  if (frame.failing.has('*') || frame.failing.has(command)) throw new Error(`This frame was opened to see ${command} fail.`)

  const response = await fetch(`/sandbox/frame/${frame.sid}/${command}`, { method: 'POST', body: JSON.stringify(params ?? null) })
  if (!response.ok) throw new Error(`The portal answered ${response.status} to ${command}.`)
  return response.status === 204 ? NO_REPLY : (await response.json()).reply
}
