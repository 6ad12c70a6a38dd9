import { and, asc, eq } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { jobs } from '../../db/schema.ts'
import type { Job } from './jobs.ts'

/** Jobs that nobody tries any more, the oldest first. */
export function failedJobs(database: Database): Job[] {
  return database.select().from(jobs).where(eq(jobs.state, 'failed')).orderBy(asc(jobs.id)).all()
}

/**
 * Has every failed job tried again at once. Where a newer one of the same kind and key waits already, that one does its work.
 * @param now milliseconds since the epoch.
 * @returns how many wait now.
 */
export async function retryFailed(database: Database, now: number): Promise<number> {
  return write(database, transaction => failedJobs(database).filter(({ id, kind, key }) => {
    const waiting = transaction.select({ id: jobs.id }).from(jobs).where(and(eq(jobs.kind, kind), eq(jobs.key, key), eq(jobs.state, 'waiting'))).get()
    if (waiting) transaction.delete(jobs).where(eq(jobs.id, id)).run()
    else transaction.update(jobs).set({ state: 'waiting', attempts: 0, failure: null, runAt: now }).where(eq(jobs.id, id)).run()
    return !waiting
  }).length)
}
