import { expect, test } from 'vitest'
import { failureOf, deals, people } from '../../support/services.ts'
import type { FollowUpRowChange } from '../../../shared/lists.ts'
import { deal, startLists } from './start-lists.ts'

/** Follow-ups on a deal that all may read, and one on a deal that is Marcus's alone. */
async function startChanges() {
  const started = await startLists()
  const open = { id: started.put({ text: 'open' }), subject: deal(deals.open) }
  const other = { id: started.put({ text: 'other', on: deal(3466) }), subject: deal(3466) }
  const secret = { id: started.put({ text: 'secret', on: deal(deals.secret) }), subject: deal(deals.secret) }
  const change = (userId: number, changes: FollowUpRowChange[]) => started.services.changeFollowUps(started.reader(userId), changes)
  const row = (id: string) => started.database.$client.prepare<[string], Record<string, unknown>>('select state, assignee_id, due_on, due_time, version from follow_ups where id = ?').get(id)
  return { ...started, open, other, secret, change, row }
}

test('many are finished, given to somebody and put off at once, each as it is asked for', async () => {
  const { change, open, other, secret, row } = await startChanges()

  const results = await change(people.marcus, [
    { ...open, to: { state: 'done' } }, { ...other, to: { version: 1, assigneeId: people.hannah } }, { ...secret, to: { version: 1, dueOn: '2026-12-24', dueTime: '09:30' } },
  ])

  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([[open.id, 'done'], [other.id, 'done'], [secret.id, 'done']])
  expect(row(open.id)).toMatchObject({ state: 'done', version: 2 })
  expect(row(other.id)).toMatchObject({ assignee_id: people.hannah, version: 2 })
  expect(row(secret.id)).toMatchObject({ due_on: '2026-12-24', due_time: '09:30' })
})

test('what somebody may not see answers like what is not there, changes nothing, and keeps nothing else', async () => {
  const { change, open, secret, row } = await startChanges()
  const nowhere = { id: '01920000-0000-7000-8000-000000000000', subject: deal(deals.absent) }

  const results = await change(people.hannah, [{ ...secret, to: { state: 'done' } }, { ...nowhere, to: { state: 'done' } }, { ...open, to: { state: 'done' } }])

  expect(results.map(({ outcome }) => outcome)).toEqual(['not-available', 'not-available', 'done'])
  expect(row(secret.id)).toMatchObject({ state: 'open', version: 1 })
})

test('naming an object that one may see does not open a follow-up on another one', async () => {
  const { change, open, secret, row } = await startChanges()

  const [result] = await change(people.hannah, [{ id: secret.id, subject: open.subject, to: { state: 'done' } }])

  expect(result?.outcome).toBe('not-available')
  expect(row(secret.id)).toMatchObject({ state: 'open' })
})

test('what the access table said ten minutes ago is not enough: the portal is asked before something is changed', async () => {
  const { change, secret, row, page, sandbox } = await startChanges()
  await page(people.marcus)
  const item = sandbox.portal('Alder & Oak').data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === deals.secret)
  if (item) item.assignedById = people.hannah

  const [result] = await change(people.marcus, [{ ...secret, to: { state: 'done' } }])

  expect(result?.outcome).toBe('not-available')
  expect(row(secret.id)).toMatchObject({ state: 'open' })
})

test('a change of what somebody else has changed meanwhile is a conflict with what stands, and the last word on its state counts', async () => {
  const { change, open, other, row } = await startChanges()
  await change(people.hannah, [{ ...open, to: { version: 1, assigneeId: people.hannah } }, { ...other, to: { version: 1, assigneeId: people.hannah } }])

  const results = await change(people.marcus, [{ ...open, to: { version: 1, dueOn: '2026-12-24' } }, { ...other, to: { state: 'done' } }])

  expect(results).toMatchObject([{ outcome: 'conflict', followUp: { version: 2, assignee: { id: people.hannah }, on: { id: open.subject.id } } }, { outcome: 'done' }])
  expect(row(open.id)).toMatchObject({ version: 2 })
})

test('a hundred of as many objects cost one request to the portal', async () => {
  const { change, put, sandbox } = await startChanges()
  const many = Array.from({ length: 100 }, (_, index) => ({ id: put({ on: deal(20_000 + index) }), subject: deal(20_000 + index), to: { state: 'done' as const } }))

  await change(people.marcus, many)

  expect(sandbox.requests.filter(({ server, method }) => server === 'portal' && method === 'batch')).toHaveLength(1)
})

test('nobody is given something whom the portal does not name', async () => {
  const { change, open, row } = await startChanges()

  const failure = await failureOf(change(people.marcus, [{ ...open, to: { version: 1, assigneeId: 4_711 } }]))

  expect(failure).toBe('invalid-input')
  expect(row(open.id)).toMatchObject({ assignee_id: people.marcus })
})

test('a portal that does not answer keeps everything as it is', async () => {
  const { change, open, row, sandbox } = await startChanges()
  sandbox.faults.rest = 'down'

  const failure = await failureOf(change(people.marcus, [{ ...open, to: { state: 'done' } }]))

  expect(failure).toBe('portal-unreachable')
  expect(row(open.id)).toMatchObject({ state: 'open' })
})
