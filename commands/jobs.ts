// `npm run jobs`: what waits, runs and has failed in the background. `npm run jobs -- --retry`: what has failed is tried again at once.
// Only NUXT_DATABASE_URL is needed.
import { parseArgs } from 'node:util'
import { count } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { jobs } from '../db/schema.ts'
import { main } from '../scripts/lib/main.mjs'
import { failedJobs, retryFailed } from '../server/jobs/failed.ts'
import { databaseFile, withDatabase } from './lib/open.ts'

await main(async () => {
  const { values: { retry } } = parseArgs({ options: { retry: { type: 'boolean', default: false } } })

  await withDatabase(databaseFile(), async (database) => {
    const retried = retry ? [`${await retryFailed(database, Date.now())} failed jobs are tried again.`] : []
    process.stdout.write([...retried, ...countsOf(database), ...failuresOf(database)].map(line => `${line}\n`).join('') || 'There are no jobs.\n')
  })
})

function countsOf(database: Database): string[] {
  const rows = database.select({ kind: jobs.kind, state: jobs.state, count: count() }).from(jobs).groupBy(jobs.kind, jobs.state).all()
  return rows.map(row => `${row.kind} ${row.state} ${row.count}`)
}

/** `job 7, reconcile, portal 1: portal-unreachable after 20 attempts, taken down 2026-11-20T09:00:00.000Z` */
function failuresOf(database: Database): string[] {
  return failedJobs(database).map(job =>
    `job ${job.id}, ${job.kind}, portal ${job.portalId ?? 'none'}: ${job.failure} after ${job.attempts} attempts, taken down ${new Date(job.createdAt).toISOString()}`)
}
