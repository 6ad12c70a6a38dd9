import pino from 'pino'
import { expect, test } from 'vitest'
import type { Database } from '../../../db/database.ts'
import { Failure } from '../../../server/failure.ts'
import { createJobs, type Work } from '../../../server/jobs/jobs.ts'
import type { FailureCode } from '../../../shared/failures.ts'
import { memoryDatabase } from '../../support/services.ts'

const minute = 60_000

function start(database: Database = memoryDatabase()) {
  let now = Date.UTC(2026, 10, 20, 9)
  const process = (work: Work = async () => {}) => {
    const jobs = createJobs({ database, clock: () => now, random: () => 0.5, log: pino({ level: 'silent' }) })
    jobs.handle('mail', work)
    return jobs
  }
  return {
    database,
    process,
    turn: (milliseconds: number) => {
      now += milliseconds
    },
    now: () => now,
    rows: () => database.$client.prepare('select kind, key, state, attempts, run_at, failure from jobs order by id').all(),
  }
}

test('a task is done once, when its time has come, and leaves nothing behind', async () => {
  const { process, turn, now, rows } = start()
  const done: unknown[] = []
  const jobs = process(async ({ payload }) => {
    done.push(payload)
  })
  await jobs.enqueue({ kind: 'mail', key: 'a', payload: { to: 'Marcus' }, runAt: now() + minute })

  const early = await jobs.runDue()
  turn(minute)
  await jobs.runDue()
  await jobs.runDue()

  expect(early).toBe(0)
  expect(done).toEqual([{ to: 'Marcus' }])
  expect(rows()).toEqual([])
})

test('of tasks with the same kind and key the newest waits', async () => {
  const { process } = start()
  const done: unknown[] = []
  const jobs = process(async ({ payload }) => {
    done.push(payload)
  })

  for (const payload of [1, 2, 3]) await jobs.enqueue({ kind: 'mail', key: 'a', payload })
  await jobs.enqueue({ kind: 'mail', key: 'b', payload: 4 })
  await jobs.runDue()

  expect(done).toEqual([3, 4])
})

test('two processes that look at the same time do each task once', async () => {
  const { process } = start()
  const done: string[] = []
  const work: Work = async ({ key }) => {
    done.push(key)
    await Promise.resolve()
  }
  const [one, other] = [process(work), process(work)]
  for (let n = 0; n < 50; n++) await one.enqueue({ kind: 'mail', key: String(n) })

  const counts = await Promise.all([one.runDue(), other.runDue()])

  expect(done).toHaveLength(50)
  expect(new Set(done).size).toBe(50)
  expect(counts.every(count => count > 0)).toBe(true)
})

test('of one kind and key nothing is done twice at the same time', async () => {
  const { process } = start()
  let atOnce = 0
  let most = 0
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<null>()
  const work: Work = async () => {
    most = Math.max(most, ++atOnce)
    await mayEnd
    atOnce--
  }
  const [one, other] = [process(work), process(work)]
  await one.enqueue({ kind: 'mail', key: 'a' })
  const first = one.runDue()
  await one.enqueue({ kind: 'mail', key: 'a' })
  const second = await other.runDue()

  end(null)
  await first

  expect(second).toBe(0)
  expect(most).toBe(1)
})

test('what died with its process is taken up again when its lease is over', async () => {
  const { process, turn } = start()
  const dying = process(() => new Promise(() => {}))
  await dying.enqueue({ kind: 'mail', key: 'a' })
  void dying.runDue()
  const done: number[] = []
  const heir = process(async ({ attempts }) => {
    done.push(attempts)
  })

  const before = await heir.runDue()
  turn(5 * minute)
  await heir.runDue()

  expect(before).toBe(0)
  expect(done).toEqual([2])
})

test.each<[FailureCode, number[]]>([
  ['portal-unreachable', [30_000, 60_000, 120_000]],
  ['oauth-unreachable', [30_000, 60_000, 120_000]],
  ['storage', [5000, 10_000, 20_000]],
  ['storage-busy', [5000, 10_000, 20_000]],
  ['storage-full', [60_000, 120_000, 240_000]],
  ['session-over', [60 * minute, 120 * minute, 240 * minute]],
])('after %s it is tried again, each time later', async (code, delays) => {
  const { process, turn, now, rows } = start()
  const jobs = process(async () => {
    throw new Failure(code)
  })
  await jobs.enqueue({ kind: 'mail', key: 'a' })

  for (const [index, delay] of delays.entries()) {
    await jobs.runDue()
    expect(rows()).toEqual([{ kind: 'mail', key: 'a', state: 'waiting', attempts: index + 1, run_at: now() + delay, failure: code }])
    turn(delay)
  }
})

test('what trying again would not change stays as failed, where it can be seen', async () => {
  const { process, rows } = start()
  const jobs = process(async () => {
    throw new Failure('not-installed')
  })
  await jobs.enqueue({ kind: 'mail', key: 'a' })

  await jobs.runDue()
  await jobs.runDue()

  expect(rows()).toEqual([expect.objectContaining({ state: 'failed', attempts: 1, failure: 'not-installed' })])
  expect(jobs.counts()).toEqual([{ kind: 'mail', state: 'failed', count: 1 }])
})

test('a mistake of ours is not tried for ever', async () => {
  const { process, turn, rows } = start()
  const jobs = process(async () => {
    throw new TypeError('x is not a function')
  })
  await jobs.enqueue({ kind: 'mail', key: 'a' })

  for (let n = 0; n < 10; n++) {
    await jobs.runDue()
    turn(2 * 60 * minute)
  }

  expect(rows()).toEqual([expect.objectContaining({ state: 'failed', attempts: 5, failure: 'unexpected' })])
})

test('a newer task takes the place of one that failed meanwhile', async () => {
  const { process, rows } = start()
  const done: unknown[] = []
  const jobs = process(async ({ payload }) => {
    if (payload === 'old') {
      await jobs.enqueue({ kind: 'mail', key: 'a', payload: 'new' })
      throw new Failure('portal-unreachable')
    }
    done.push(payload)
  })
  await jobs.enqueue({ kind: 'mail', key: 'a', payload: 'old' })

  await jobs.runDue()

  expect(done).toEqual(['new'])
  expect(rows()).toEqual([])
})

test('a failed job can be looked at for a month', async () => {
  const { process, turn, rows } = start()
  const jobs = process(async () => {
    throw new Failure('not-installed')
  })
  await jobs.enqueue({ kind: 'mail', key: 'a' })
  await jobs.runDue()

  turn(29 * 24 * 60 * minute)
  await jobs.runDue()
  const kept = rows().length
  turn(2 * 24 * 60 * minute)
  await jobs.runDue()

  expect([kept, rows().length]).toEqual([1, 0])
})

test('told to stop, it ends the job that is under way and begins no other', async () => {
  const { process, rows } = start()
  const { promise: hold, resolve: release } = Promise.withResolvers<null>()
  const done: unknown[] = []
  const jobs = process(async ({ key }) => {
    await hold
    done.push(key)
  })
  await jobs.enqueue({ kind: 'mail', key: 'a' })
  await jobs.enqueue({ kind: 'mail', key: 'b' })
  jobs.start()
  await expect.poll(() => jobs.counts()).toContainEqual({ kind: 'mail', state: 'running', count: 1 })

  const stopped = jobs.stop()
  release(null)
  await stopped

  expect(done).toEqual(['a'])
  expect(rows()).toEqual([expect.objectContaining({ key: 'b', state: 'waiting' })])
  expect(jobs.isAlive()).toBe(false)
})
