import { randomUUID } from 'node:crypto'
import { and, count, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { jobs } from '../../db/schema.ts'
import type { FailureCode } from '../../shared/failures.ts'
import { asFailure } from '../failure.ts'
import type { Log } from '../log.ts'

export type Job = typeof jobs.$inferSelect

/** What is to be done. */
export interface Task {
  kind: string
  /** Of the same kind and key only one waits: a newer one takes its place. */
  key: string
  portalId?: number
  payload?: unknown
  /** Milliseconds since the epoch; default now. */
  runAt?: number
}

/** Does the work of one job; what it throws decides whether and when it is tried again. It may be called twice for the same job. */
export type Work = (job: Job) => Promise<void>

export interface Jobs {
  /** Takes a task down, together with whatever else the caller's transaction changes. */
  add(transaction: Transaction, task: Task): void
  /** Takes a task down by itself. */
  enqueue(task: Task): Promise<void>
  /** Names who does the jobs of a kind. */
  handle(kind: string, work: Work): void
  /** Does everything that is due, one job after the other. @returns how many were done or tried. */
  runDue(): Promise<number>
  /** Looks for due jobs from now on, until `stop`. */
  start(): void
  /** Begins nothing more, and ends with the job that is under way. One that is cut off is taken up again when its lease ends. */
  stop(): Promise<void>
  /** Is it looked for due jobs: was `start` called, and did a job or a look end in the last five minutes? */
  isAlive(): boolean
  /** How many jobs of a kind wait. */
  waiting(kind: string): number
  /** When the waiting job of a kind and key is due, in milliseconds since the epoch; null when none waits. */
  nextRun(kind: string, key: string): number | null
  /** How many jobs there are, by kind and state. */
  counts(): { kind: string, state: Job['state'], count: number }[]
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Longer than any work takes: what died with its process is taken up again afterwards. */
const lease = 5 * minute
/** How often a process looks for jobs that another one added, or whose time has come. */
const rhythm = 5 * second
/** Failed jobs can be looked at for so long. */
const keptFailed = 30 * day

/** When a job is tried again, by what went wrong. A code that is not here is final: trying again would change nothing. */
const retries: Partial<Record<FailureCode, { first: number, most: number, attempts: number }>> = {
  'oauth-unreachable': { first: 30 * second, most: 6 * hour, attempts: 20 },
  'portal-unreachable': { first: 30 * second, most: 6 * hour, attempts: 20 },
  'storage': { first: 5 * second, most: 10 * minute, attempts: 20 },
  'storage-busy': { first: 5 * second, most: 10 * minute, attempts: 20 },
  'storage-full': { first: minute, most: hour, attempts: 40 },
  // An administrator has to come by first.
  'session-over': { first: hour, most: day, attempts: 40 },
  'token-refused': { first: hour, most: day, attempts: 40 },
  'no-app-access': { first: hour, most: day, attempts: 40 },
  'no-administrator': { first: hour, most: day, attempts: 40 },
  'unexpected': { first: minute, most: hour, attempts: 5 },
}

/**
 * Background work that lives in the database: claimed once across processes, taken up again after a crash, retried by the class of its error.
 * @param clock milliseconds since the epoch.
 * @param random between 0 and 1: spreads the retries of many portals.
 */
export function createJobs({ database, clock, random = Math.random, log }: { database: Database, clock: () => number, random?: () => number, log: Log }): Jobs {
  const self = randomUUID()
  const works = new Map<string, Work>()
  const waiting = database.select({ count: count() }).from(jobs).where(and(eq(jobs.kind, sql.placeholder('kind')), sql`${jobs.state} = 'waiting'`)).prepare()
  const next = database.select({ runAt: jobs.runAt }).from(jobs)
    .where(and(eq(jobs.kind, sql.placeholder('kind')), eq(jobs.key, sql.placeholder('key')), sql`${jobs.state} = 'waiting'`)).prepare()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined
  let isStopping = false
  let movedAt = -Infinity

  function add(transaction: Transaction, { kind, key, portalId, payload, runAt = clock() }: Task) {
    transaction.insert(jobs).values({ kind, key, portalId: portalId ?? null, payload: payload ?? null, state: 'waiting', runAt, createdAt: clock() })
      .onConflictDoUpdate({ target: [jobs.kind, jobs.key], targetWhere: sql`${jobs.state} = 'waiting'`, set: { payload: payload ?? null, runAt, attempts: 0, failure: null } }).run()
  }

  /** The next job whose time has come and of whose kind and key no other one is under way. */
  function claim(): Promise<Job | undefined> {
    const now = clock()
    return write(database, transaction => transaction.update(jobs)
      .set({ state: 'running', claimedBy: self, leaseUntil: now + lease, attempts: sql`${jobs.attempts} + 1` })
      .where(eq(jobs.id, sql`(
        select job.id from ${jobs} as job
        where ((job.state = 'waiting' and job.run_at <= ${now}) or (job.state = 'running' and job.lease_until <= ${now}))
          and not exists (select 1 from ${jobs} as other where other.kind = job.kind and other.key = job.key and other.id <> job.id and other.state = 'running' and other.lease_until > ${now})
        order by job.run_at, job.id limit 1
      )`)).returning().get())
  }

  async function finish(job: Job) {
    await write(database, transaction => transaction.delete(jobs).where(ours(job)).run())
  }

  async function putOff(job: Job, error: unknown) {
    const { code, cause } = asFailure(error)
    const retry = retries[code]
    const isFinal = !retry || job.attempts >= retry.attempts
    log[isFinal ? 'error' : 'warn']({ job: job.kind, jobId: job.id, portalId: job.portalId, attempt: job.attempts, code, err: cause }, isFinal ? 'a job failed' : 'a job will be tried again')
    await write(database, (transaction) => {
      // A newer task of the same kind and key waits already: it does what this one could not.
      const isReplaced = transaction.select({ id: jobs.id }).from(jobs).where(and(eq(jobs.kind, job.kind), eq(jobs.key, job.key), eq(jobs.state, 'waiting'))).get()
      if (isReplaced) return transaction.delete(jobs).where(ours(job)).run()

      const delay = retry && Math.min(retry.first * 2 ** (job.attempts - 1), retry.most) * (0.75 + random() / 2)
      return transaction.update(jobs).set({
        state: isFinal ? 'failed' : 'waiting', failure: code, claimedBy: null, leaseUntil: null, ...(delay && !isFinal ? { runAt: Math.round(clock() + delay) } : {}),
      }).where(ours(job)).run()
    })
  }

  /** Only while the claim is still this process's: after its lease another one may have taken the job up. */
  function ours({ id, attempts }: Job) {
    return and(eq(jobs.id, id), eq(jobs.claimedBy, self), eq(jobs.attempts, attempts))
  }

  async function run(job: Job) {
    const work = works.get(job.kind)
    try {
      if (!work) throw new Error(`nobody does jobs of the kind ${job.kind}`)
      await work(job)
    }
    catch (error) {
      return putOff(job, error)
    }
    await finish(job)
  }

  async function runDue() {
    await write(database, transaction => transaction.delete(jobs).where(and(eq(jobs.state, 'failed'), isNotNull(jobs.runAt), lt(jobs.runAt, clock() - keptFailed))).run())
    for (let done = 0; ; done++) {
      const job = isStopping ? undefined : await claim()
      movedAt = clock()
      if (!job) return done
      await run(job)
    }
  }

  function look() {
    running ??= runDue().catch((error: unknown) => {
      log.error({ err: error }, 'jobs could not be looked for')
      return 0
    }).finally(() => {
      running = undefined
    })
  }

  return {
    add,
    async enqueue(task) {
      await write(database, transaction => add(transaction, task))
      if (timer) look()
    },
    handle(kind, work) {
      works.set(kind, work)
    },
    runDue,
    start() {
      isStopping = false
      movedAt = clock()
      timer ??= setInterval(look, rhythm)
      look()
    },
    async stop() {
      isStopping = true
      clearInterval(timer)
      timer = undefined
      await running
    },
    isAlive() {
      return timer !== undefined && clock() - movedAt <= lease
    },
    waiting(kind) {
      return waiting.get({ kind })?.count ?? 0
    },
    nextRun(kind, key) {
      return next.get({ kind, key })?.runAt ?? null
    },
    counts() {
      return database.select({ kind: jobs.kind, state: jobs.state, count: count() }).from(jobs).groupBy(jobs.kind, jobs.state).all()
    },
  }
}
