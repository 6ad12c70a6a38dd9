import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { alderOak, people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

/** Marcus and Hannah have the tab of the same deal open. */
async function startTwoTabs() {
  const api = await startApi()
  const marcus = (await api.openThread({ userId: people.marcus })).session
  const hannah = (await api.openThread({ userId: people.hannah })).session
  const input = { id: uuid(), text: ' Send the samples ', dueOn: '2026-11-25', dueTime: null, assigneeId: people.hannah }
  return { ...api, marcus, hannah, input, path: `/api/follow-ups/${input.id}` }
}

test('a follow-up is made with 201, the same again is the one that stands with 200', async () => {
  const { call, marcus, input } = await startTwoTabs()

  const first = await call(marcus, 'POST', '/api/follow-ups', input)
  const again = await call(marcus, 'POST', '/api/follow-ups', input)

  expect([first.status, again.status]).toEqual([201, 200])
  expect(first.body).toEqual({
    id: input.id, version: 1, text: 'Send the samples', on: null, source: null, author: { id: people.marcus, name: 'Marcus Reid' }, assignee: { id: people.hannah, name: 'Hannah Vogel' },
    state: 'open', dueOn: '2026-11-25', dueTime: null, zone: 'Europe/Berlin', dueAt: '2026-11-25T17:00:00.000Z', createdAt: '2026-11-20T09:00:00.000Z', edited: null, closed: null, editable: true,
  })
  expect(again.body).toEqual(first.body)
})

test('the assignee puts it off and finishes it, but does not change its text', async () => {
  const { call, marcus, hannah, input, path } = await startTwoTabs()
  await call(marcus, 'POST', '/api/follow-ups', input)

  const putOff = await call(hannah, 'PATCH', path, { version: 1, dueOn: '2026-11-27', dueTime: '09:00' })
  const done = await call(hannah, 'PATCH', path, { state: 'done' })
  const rewritten = await call(hannah, 'PATCH', path, { version: 3, text: 'Nothing' })

  expect(putOff.body).toMatchObject({ dueAt: '2026-11-27T08:00:00.000Z', edited: { by: { id: people.hannah, name: 'Hannah Vogel' }, at: '2026-11-20T09:00:00.000Z' }, editable: false })
  expect(done.body).toMatchObject({ state: 'done', version: 3, closed: { by: { id: people.hannah, name: 'Hannah Vogel' }, at: '2026-11-20T09:00:00.000Z' } })
  expect([rewritten.status, rewritten.body.code]).toEqual([403, 'not-allowed'])
})

test('a stale change is answered with 409 and the follow-up that stands', async () => {
  const { call, marcus, hannah, input, path } = await startTwoTabs()
  await call(marcus, 'POST', '/api/follow-ups', input)
  await call(hannah, 'PATCH', path, { version: 1, dueOn: '2026-11-27' })

  const stale = await call(marcus, 'PATCH', path, { version: 1, text: 'Mine' })

  expect([stale.status, stale.body]).toEqual([409, { code: 'note-conflict', requestId: expect.any(String), current: expect.objectContaining({ version: 2, dueOn: '2026-11-27' }) }])
})

test('a follow-up is deleted, and restored', async () => {
  const { call, marcus, input, path } = await startTwoTabs()
  await call(marcus, 'POST', '/api/follow-ups', input)

  const removed = await call(marcus, 'DELETE', path)
  const gone = await call(marcus, 'PATCH', path, { state: 'done' })
  const restored = await call(marcus, 'POST', `${path}/restore`)

  expect([removed.status, gone.status, restored.status, restored.body.id]).toEqual([204, 404, 200, input.id])
})

test('it can be given to a colleague who was never here, whose name is known from then on', async () => {
  const { call, marcus, input, services, portal } = await startTwoTabs()

  const { status, body } = await call(marcus, 'POST', '/api/follow-ups', { ...input, assigneeId: 7 })

  expect([status, body.assignee]).toEqual([201, { id: 7, name: 'Priya Nair' }])
  expect([await services.people.ids(portal.id), await services.people.administrators(portal.id)].flat()).not.toContain(7)
})

test.each([['nobody has', 4711], ['a dismissed colleague has', 17]])('it is given to nobody under an id that %s', async (_whose, assigneeId) => {
  const { call, marcus, input, path } = await startTwoTabs()
  await call(marcus, 'POST', '/api/follow-ups', input)

  const written = await call(marcus, 'POST', '/api/follow-ups', { ...input, id: uuid(), assigneeId })
  const given = await call(marcus, 'PATCH', path, { version: 1, assigneeId })

  expect([written.status, written.body.code, given.status, given.body.code]).toEqual([400, 'invalid-input', 400, 'invalid-input'])
})

test('who left keeps what they have until it is given to somebody else', async () => {
  const { call, marcus, input, path, sandbox } = await startTwoTabs()
  await call(marcus, 'POST', '/api/follow-ups', { ...input, assigneeId: 7 })
  const priya = sandbox.portal(alderOak).users.find(({ id }) => id === 7)
  if (priya) priya.active = false
  sandbox.clock.turn(11 * 60_000)

  const { status, body } = await call(marcus, 'PATCH', path, { version: 1, assigneeId: 7, dueOn: '2026-12-01' })

  expect([status, body.assignee]).toEqual([200, { id: 7, name: 'Priya Nair' }])
})

test.each([
  ['POST', '/api/follow-ups', { text: 'no id' }],
  ['POST', '/api/follow-ups', { id: uuid(), text: 'x', dueOn: '2026-02-30', dueTime: null, assigneeId: 3 }],
  ['POST', '/api/follow-ups', { id: uuid(), text: 'x', dueOn: '2026-02-20', dueTime: '24:00', assigneeId: 3 }],
  ['POST', '/api/follow-ups', { id: uuid(), text: 'x'.repeat(2001), dueOn: '2026-02-20', dueTime: null, assigneeId: 3 }],
  ['POST', '/api/follow-ups', { id: uuid(), text: 'x', dueOn: '2026-02-20', dueTime: null, assigneeId: 0 }],
  ['PATCH', `/api/follow-ups/${uuid()}`, { text: 'without a version' }],
  ['PATCH', `/api/follow-ups/${uuid()}`, { version: 1, state: 'done' }],
  ['PATCH', `/api/follow-ups/${uuid()}`, { state: 'forgotten' }],
])('%s %s with %j is refused as invalid', async (method, path, body) => {
  const { call, marcus } = await startTwoTabs()

  const { status, body: answer } = await call(marcus, method, path, body)

  expect([status, answer.code]).toEqual([400, 'invalid-input'])
})
