import { expect, test } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { queueState } from '../../../app/utils/queueState.ts'
import type { FollowUp } from '../../../shared/follow-up.ts'
import type { ChangeResult, FollowUpList } from '../../../shared/lists.ts'

const ada = { id: 1, name: 'Ada' }
const ben = { id: 2, name: 'Ben' }

function followUp(id: string, values: Partial<FollowUp> = {}): FollowUp {
  return {
    id, version: 1, text: id, on: { kind: 'crm-item', entityTypeId: 2, id: '7', type: 'deal', title: 'Deal', path: null }, source: null, author: ada, assignee: ada, state: 'open',
    dueOn: '2026-11-20', dueTime: null, zone: 'UTC', dueAt: '2026-11-20T18:00:00.000Z', createdAt: '2026-11-01T00:00:00.000Z', edited: null, closed: null, editable: true, ...values,
  }
}

const page = (ids: string[], values: Partial<FollowUpList> = {}): FollowUpList => ({ followUps: ids.map(id => followUp(id)), next: null, total: ids.length, ...values })

/** A list beside a server that answers with `answers` in turn: a value, or a failure, each when `settle` is called where it is a promise. */
function startQueue(list: FollowUpList, ...answers: unknown[]) {
  const calls: { path: string, body?: unknown }[] = []
  const queue = queueState({
    scope: { of: 'type', id: 2 },
    list,
    rangeOf: async () => ({}),
    dueOf: ({ dueOn, dueTime }) => ({ dueOn, dueTime }),
    call: async <Answer>(path: string, options?: { body?: object }) => {
      calls.push({ path, body: options?.body })
      const answer = await answers.shift()
      if (answer instanceof Error) throw answer
      return answer as Answer
    },
  })
  const ids = () => queue.rows.value.map(({ id }) => id)
  return { queue, calls, ids, pick: (...names: string[]) => queue.rows.value.filter(({ id }) => names.includes(id)) }
}

const done = (id: string, values: Partial<FollowUp>): ChangeResult => ({ id, outcome: 'done', followUp: followUp(id, { version: 2, ...values }) })

test('what is finished leaves the list and its count, and comes back to its place when that is undone', async () => {
  const { queue, ids, pick, calls } = startQueue(page(['a', 'b', 'c', 'd']), [done('b', { state: 'done' }), done('d', { state: 'done' })], [done('b', {}), done('d', {})])

  const outcome = await queue.change(pick('b', 'd'), { state: 'done' })
  const [between, count] = [ids(), queue.total.value]
  await outcome.undo()

  expect([outcome.done, outcome.refused]).toEqual([2, 0])
  expect([between, count]).toEqual([['a', 'c'], 2])
  expect([ids(), queue.total.value]).toEqual([['a', 'b', 'c', 'd'], 4])
  expect(calls.map(({ body }) => body)).toMatchObject([{ changes: [{ id: 'b', to: { state: 'done' } }, { id: 'd', to: { state: 'done' } }] }, { changes: [{ id: 'b', to: { state: 'open' } }, { id: 'd', to: { state: 'open' } }] }])
})

test('an undo names the version that the change has made, and what was before', async () => {
  const { queue, calls, pick } = startQueue(page(['a']), [done('a', { assignee: ben, version: 5 })], [done('a', {})])

  const outcome = await queue.change(pick('a'), { assignee: ben })
  await outcome.undo()

  expect(calls.map(({ body }) => body)).toEqual([
    { changes: [{ id: 'a', subject: { kind: 'crm-item', entityTypeId: 2, id: '7' }, to: { version: 1, assigneeId: 2 } }] },
    { changes: [{ id: 'a', subject: { kind: 'crm-item', entityTypeId: 2, id: '7' }, to: { version: 5, assigneeId: 1 } }] },
  ])
})

test('what somebody else has changed is shown as it stands, what is gone goes, and neither is undone', async () => {
  const { queue, ids, pick, calls } = startQueue(
    page(['a', 'b', 'c']),
    [done('a', { dueOn: '2026-12-01' }), { id: 'b', outcome: 'conflict', followUp: followUp('b', { text: 'theirs', version: 3 }) }, { id: 'c', outcome: 'not-available' }],
    [done('a', {})],
  )

  const outcome = await queue.change(pick('a', 'b', 'c'), { due: { dueOn: '2026-12-01', dueTime: null } })
  await outcome.undo()

  expect([outcome.done, outcome.refused]).toEqual([1, 2])
  expect(ids()).toEqual(['a', 'b'])
  expect(queue.rows.value[1]?.text).toBe('theirs')
  expect(calls[1]?.body).toMatchObject({ changes: [{ id: 'a' }] })
})

test('more than a hundred are sent a hundred at a time', async () => {
  const names = Array.from({ length: 130 }, (_, index) => `f${index}`)
  const results = names.map(id => done(id, { state: 'done' }))
  const { queue, calls, ids } = startQueue(page(names), results.slice(0, 100), results.slice(100))

  await queue.change(queue.rows.value, { state: 'done' })

  expect(calls.map(({ body }) => (body as { changes: unknown[] }).changes.length)).toEqual([100, 30])
  expect(ids()).toEqual([])
})

test('a change that is not answered changes nothing that is shown, and nothing stays marked as under way', async () => {
  const { queue, ids, pick } = startQueue(page(['a', 'b']), new ApiFailure('offline'))

  await expect(queue.change(pick('a'), { state: 'done' })).rejects.toThrow('offline')

  expect([ids(), [...queue.busy]]).toEqual([['a', 'b'], []])
})

test('of two choices the later one is shown, whichever answer comes first', async () => {
  const first = Promise.withResolvers<FollowUpList>()
  const { queue, ids } = startQueue(page(['a']), first.promise, page(['later']))

  const earlier = queue.show({ text: 'ea' })
  const later = queue.show({ text: 'later' })
  await later
  first.resolve(page(['earlier']))
  await earlier

  expect([ids(), queue.loading.value]).toEqual([['later'], null])
})

test('a choice that cannot be loaded keeps what is shown, and says why', async () => {
  const { queue, ids } = startQueue(page(['a']), new ApiFailure('portal-unreachable'))

  await queue.show({ state: 'done' })

  expect([ids(), queue.failure.value, queue.loading.value]).toEqual([['a'], 'portal-unreachable', null])
})

test('further pages join at the end, each follow-up once, and go on where the last one ended', async () => {
  const { queue, calls, ids } = startQueue(page(['a', 'b'], { next: 'two', total: 3 }), page(['b', 'c'], { total: null }))

  await queue.more()

  expect([ids(), queue.next.value, queue.total.value]).toEqual([['a', 'b', 'c'], null, 3])
  expect(calls[0]?.path).toContain('after=two')
})

test('another choice drops what was selected', async () => {
  const { queue } = startQueue(page(['a', 'b']), page(['b']))
  queue.select(['a', 'b'], true)

  await queue.show({ text: 'b' })

  expect([...queue.selected]).toEqual([])
})
