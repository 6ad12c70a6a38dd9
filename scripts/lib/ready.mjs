import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from './failure.mjs'

const ASK_AGAIN_MS = 100
const GIVE_UP_MS = 60_000

/**
 * Resolves when a server answers with 200, and rejects after a minute; stops asking when the signal says that nobody waits any more.
 * @param {string} name for the sentence: "the app"
 * @param {string} address
 * @param {() => string} tail the last lines of its output
 * @param {AbortSignal} signal
 */
export async function untilReady(name, address, tail, signal) {
  const deadline = Date.now() + GIVE_UP_MS
  let answer = 'nothing'

  while (Date.now() < deadline) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5000) })
      if (response.ok) return
      answer = `${response.status} ${await response.text()}`
    }
    catch (error) {
      answer = error instanceof Error ? String(error.cause ?? error.message) : String(error)
    }
    await pause(ASK_AGAIN_MS, undefined, { signal })
  }
  throw new Failure(`After a minute ${name} is still not ready: ${address} answered ${answer.slice(0, 500)}`, tail())
}
