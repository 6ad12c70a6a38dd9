import { setTimeout } from 'node:timers/promises'
import { desc, eq } from 'drizzle-orm'
import { schemaVersion, write, type Database } from '../db/database.ts'
import { redeemedCallbacks, tokens } from '../db/schema.ts'
import { asFailure } from './failure.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Log } from './log.ts'
import type { Sealer } from './seal.ts'

/** What has to be in order for this server to be given work; each is `ok` or a few words on what is wrong. */
export type Part = 'database' | 'schema' | 'keys' | 'jobs'

export interface Readiness { isReady: boolean, parts: Record<Part, string> }

/** Milliseconds: whoever asks more often gets the same answer, since asking writes. */
const fresh = 1000

/** Milliseconds, in 40 attempts, for a database that is busy: who asks has little patience. */
const patience = 1000

/** Id of the row that is written to see whether there is room for one, longer than a page; no sealed callback has it. */
const probe = 'x'.repeat(8192)

/**
 * Finds out whether this server can do its work.
 * @param clock milliseconds since the epoch.
 */
export function createReadiness({ database, sealer, jobs, clock, log }: {
  database: Database
  sealer: Sealer
  jobs: Jobs
  clock: () => number
  log: Log
}): () => Promise<Readiness> {
  const version = schemaVersion(database)
  let last: { at: number, answer: Promise<Readiness> } | undefined

  /** Is there room for what people write? */
  async function writes() {
    await write(database, (transaction) => {
      transaction.insert(redeemedCallbacks).values({ id: probe, expiresAt: 0 }).run()
      transaction.delete(redeemedCallbacks).where(eq(redeemedCallbacks.id, probe)).run()
    }, () => setTimeout(patience / 40))
    return null
  }

  /** Another process may have brought the database to its own, newer schema. */
  async function isOurs() {
    return schemaVersion(database) === version ? null : 'another version'
  }

  /** Only the newest pair: older ones may be of a key that was lost, and their people bring new ones. */
  async function opens() {
    const newest = database.select({ sealed: tokens.sealed }).from(tokens).orderBy(desc(tokens.renewedAt)).limit(1).get()
    return !newest || await sealer.unseal('tokens', newest.sealed) ? null : 'do not open what is stored'
  }

  async function works() {
    return jobs.isAlive() ? null : 'nobody looks for them'
  }

  const checks: Record<Part, () => Promise<string | null>> = { database: writes, schema: isOurs, keys: opens, jobs: works }

  async function look(): Promise<Readiness> {
    const found = await Promise.all(Object.entries(checks).map(async ([part, check]) => [part, await check().catch(reasonOf) ?? 'ok'] as const))
    const parts = { database: 'ok', schema: 'ok', keys: 'ok', jobs: 'ok', ...Object.fromEntries(found) }
    const isReady = found.every(([, answer]) => answer === 'ok')
    if (!isReady) log.warn({ parts }, 'this server is not ready')
    return { isReady, parts }
  }

  /** The code alone: this answer is for anybody. */
  function reasonOf(error: unknown): string {
    log.error({ err: error }, 'readiness could not be found out')
    return asFailure(error).code
  }

  return () => {
    if (!last || clock() - last.at >= fresh) last = { at: clock(), answer: look() }
    return last.answer
  }
}
