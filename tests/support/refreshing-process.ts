// A process of its own that asks the keeper for a token: tests/contract/refresh.test.ts starts it, and says when. What it gets is in `REFRESH`.
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { createOAuth } from '../../server/bitrix24/oauth.ts'
import { createTokenKeeper, type TokenOwner } from '../../server/bitrix24/tokens.ts'
import { readConfig } from '../../server/config.ts'
import { asFailure } from '../../server/failure.ts'
import { createSealer } from '../../server/seal.ts'

export interface Task {
  owner: TokenOwner
  calls: number
  /** The process kills itself at this point of its refresh. */
  dies?: 'before the request' | 'after the answer'
}

export interface Outcome {
  /** Fingerprints of the tokens, or codes of failures. */
  given: string[]
  /** Milliseconds between two beats of the event loop, at worst. */
  longestPause: number
}

const task: Task = JSON.parse(process.env.REFRESH ?? '')

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const dyingFetch: typeof fetch = async (...request) => {
  if (task.dies === 'before the request') await die()
  const answer = await fetch(...request)
  if (task.dies === 'after the answer') await answer.clone().text().then(die)
  return answer
}

/** @returns how to learn the longest pause since. */
function feelPulse() {
  let last = performance.now()
  let longest = 0
  const pulse = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  return () => {
    clearInterval(pulse)
    return longest
  }
}

const config = readConfig(process.env)
const database = openDatabase(config.databaseFile)
migrateDatabase(database, 'db/migrations')
const sealer = await createSealer(config.secretKeys, Date.now)
const keeper = createTokenKeeper({ database, sealer, oauth: createOAuth({ config, fetch: dyingFetch, clock: Date.now }), clock: Date.now })
// Node loads what it needs for this at the first use: no part of what is measured.
await fetch('data:,')

process.once('message', async () => {
  const longestPause = feelPulse()
  const given = await Promise.all(Array.from({ length: task.calls }, () => keeper.accessToken(task.owner)
    .then(token => token.fingerprint(), (error: unknown) => asFailure(error).code)))
  const outcome: Outcome = { given, longestPause: longestPause() }
  process.send?.(outcome)
  process.disconnect()
  database.$client.close()
})
process.send?.('ready')
