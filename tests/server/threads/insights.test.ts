import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { followUps, notes } from '../../../db/schema.ts'
import type { InsightPeriod } from '../../../shared/insights.ts'
import type { Subject } from '../../../shared/subject.ts'
import { alderOak, deals, failureOf, people, startServices } from '../../support/services.ts'

const DAY = 86_400_000
const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })

/** A Friday, nine in the morning in London. Somebody has promised things on deals: one that all may read, one that is Marcus's alone. */
async function startInsights() {
  const server = await startServices()
  const portal = await server.install()
  await server.open({ userId: people.marcus })
  await server.open({ userId: people.hannah })
  const now = server.clock()

  function rowOf(on: Subject, text: string) {
    const subjectId = server.database.transaction(transaction => server.services.subjects.ensure(transaction, portal.id, on))
    return { id: uuid(), portalId: portal.id, subjectId, authorId: people.marcus, text, createdAt: now - 100 * DAY, seq: 1 }
  }

  /** @param due and `closed` in days from now. */
  function promise({ on = deal(deals.open), assignee = people.marcus, due = 1, state = 'open', closed, deleted }: {
    on?: Subject
    assignee?: number
    due?: number
    state?: 'open' | 'done' | 'cancelled'
    closed?: number
    deleted?: boolean
  }) {
    server.database.insert(followUps).values({
      ...rowOf(on, 'Promised'), assigneeId: assignee, state, dueOn: '2026-11-20', zone: 'UTC', dueAt: now + due * DAY,
      closedAt: closed === undefined ? null : now + closed * DAY, deletedAt: deleted ? now : null,
    }).run()
  }

  function note({ on = deal(deals.open), at = -1, source, deleted }: { on?: Subject, at?: number, source: unknown, deleted?: boolean }) {
    server.database.insert(notes).values({ ...rowOf(on, 'Said'), createdAt: now + at * DAY, source, deletedAt: deleted ? now : null }).run()
  }

  async function figures(userId = people.marcus, { days = 30, type }: { days?: InsightPeriod, type?: number } = {}) {
    return server.services.insights({ portal, portalId: portal.id, userId, isAdmin: false, now }, { days, type, weekStart: 1 }, 'Europe/London')
  }
  return { ...server, portal, promise, note, figures }
}

test('what is open and overdue is of now, what was done of the weeks that are shown', async () => {
  const { promise, figures } = await startInsights()
  promise({ due: 3 })
  promise({ due: -200 })
  promise({ state: 'done', due: -3, closed: -4 })
  promise({ state: 'done', due: -203, closed: -204 })
  promise({ state: 'cancelled', due: -2, closed: -2 })
  promise({ due: -2, deleted: true })

  const { insights } = await figures()

  expect(insights.total).toEqual({ open: 2, overdue: 1, done: 1 })
})

test('a promise is kept when it was done by its time, and not when it was done later or is still open', async () => {
  const { promise, figures } = await startInsights()
  promise({ state: 'done', due: -3, closed: -3.5 })
  promise({ state: 'done', due: -3, closed: -1 })
  promise({ due: -2 })
  promise({ due: 2 })
  promise({ state: 'cancelled', due: -3, closed: -4 })

  const { insights } = await figures()

  expect(insights.people).toEqual([{ key: String(people.marcus), label: 'Marcus Reid', open: 2, overdue: 1, done: 2, due: 3, kept: 1 }])
})

test('weeks are those of the reader\'s calendar, without gaps, the present one last', async () => {
  const { promise, note, figures } = await startInsights()
  // Monday 9 November begins at midnight in London: 11 days and 9 hours before this Friday morning.
  promise({ due: -11 - 8.9 / 24, state: 'done', closed: -12 })
  promise({ due: -11 - 9.1 / 24 })
  note({ at: -1, source: { kind: 'call', id: 'c1', title: '+44' } })

  const { insights } = await figures()

  expect(insights.weeks).toEqual([
    { start: '2026-10-19', due: 0, kept: 0, callNotes: 0 },
    { start: '2026-10-26', due: 0, kept: 0, callNotes: 0 },
    { start: '2026-11-02', due: 1, kept: 0, callNotes: 0 },
    { start: '2026-11-09', due: 1, kept: 1, callNotes: 0 },
    { start: '2026-11-16', due: 0, kept: 0, callNotes: 1 },
  ])
  expect((await figures(people.marcus, { days: 365 })).insights.weeks).toHaveLength(53)
})

test('only notes that were written on calls, and stand, count as such', async () => {
  const { note, figures } = await startInsights()
  note({ source: { kind: 'call', id: 'c1', title: '+44' } })
  note({ source: { kind: 'message', dialogId: 'chat1', messageId: '1', title: 'Hello' } })
  note({ source: null })
  note({ source: { kind: 'call', id: 'c2', title: '+44' }, deleted: true })

  const { insights } = await figures()

  expect(insights.weeks.at(-1)?.callNotes).toBe(1)
})

test('of what the reader may not read nothing is counted, neither a promise nor a call', async () => {
  const { promise, note, figures } = await startInsights()
  promise({ assignee: people.hannah })
  promise({ on: deal(deals.secret), assignee: people.hannah, due: -1 })
  promise({ on: deal(deals.secret), state: 'done', due: -1, closed: -2 })
  note({ on: deal(deals.secret), source: { kind: 'call', id: 'c1', title: '+44' } })

  const [hers, his] = [await figures(people.hannah), await figures(people.marcus)]

  expect(hers.insights).toMatchObject({ total: { open: 1, overdue: 0, done: 0 }, people: [{ key: String(people.hannah), open: 1 }], kinds: [{ key: 'deal', open: 1 }] })
  expect([hers.insights.weeks.at(-1)?.callNotes, hers.insights.stages.reduce((sum, { open, done }) => sum + open + done, 0)]).toEqual([0, 1])
  expect(his.insights.total).toEqual({ open: 2, overdue: 1, done: 1 })
})

test('stages are named as on the portal, in the order of the pipeline', async () => {
  const { promise, figures, sandbox } = await startInsights()
  const stageOf = (id: number, stageId: string) => Object.assign(sandbox.portal(alderOak).data.items.find(item => item.entityTypeId === 2 && item.id === id) ?? {}, { stageId })
  stageOf(deals.open, 'EXECUTING')
  stageOf(deals.secret, 'PREPARATION')
  promise({})
  promise({ on: deal(deals.secret) })
  promise({ on: deal(deals.secret) })

  const { insights } = await figures()

  expect(insights.stages.map(({ key, label, open }) => ({ key, label, open }))).toEqual([
    { key: 'PREPARATION', label: 'Design and samples', open: 2 },
    { key: 'EXECUTING', label: 'In the workshop', open: 1 },
  ])
})

test('stages of several pipelines say which one they are of', async () => {
  const { promise, figures, sandbox } = await startInsights()
  const { items } = sandbox.portal(alderOak).data
  Object.assign(items.find(item => item.entityTypeId === 2 && item.id === deals.secret) ?? {}, { stageId: 'C1:UC_TENDER', categoryId: 1 })
  promise({})
  promise({ on: deal(deals.secret) })

  const { insights } = await figures()

  expect(insights.stages.map(({ label }) => label)).toEqual(['Hospitality projects · Tender', 'Furniture sales · In the workshop'])
})

test('kinds are told apart, and beside the pipelines of one type only that type counts', async () => {
  const { promise, figures } = await startInsights()
  promise({})
  promise({ on: { kind: 'crm-item', entityTypeId: 4, id: '2948' } })
  promise({ on: { kind: 'crm-item', entityTypeId: 183, id: '3' } })

  const [all, deliveries] = [await figures(people.admin), await figures(people.admin, { type: 183 })]

  expect(all.insights.kinds.map(({ key, open }) => [key, open])).toEqual(expect.arrayContaining([['deal', 1], ['company', 1], ['dynamic', 1]]))
  expect(deliveries.insights).toMatchObject({ total: { open: 1 }, kinds: [{ key: 'dynamic' }], stages: [{ open: 1 }] })
})

test('one request asks what may be read, one for the stages, at the same time', async () => {
  const { promise, figures, sandbox } = await startInsights()
  promise({})
  sandbox.clearRequests()

  await figures()
  await figures()

  expect(sandbox.requests.map(({ method }) => method)).toEqual(['batch', 'batch', 'batch'])
})

test('a portal that does not answer gives no figures, rather than wrong ones', async () => {
  const { promise, figures, sandbox } = await startInsights()
  promise({})
  sandbox.faults.rest = 'down'

  expect(await failureOf(figures())).toBe('portal-unreachable')
})

test('figures over more than 2,500 items say that they leave something out', async () => {
  const { promise, figures } = await startInsights()
  for (let id = 1; id <= 2_501; id++) promise({ on: { kind: 'crm-item', entityTypeId: 4, id: String(10_000 + id) } })

  expect((await figures()).isPartial).toBe(true)
})
