import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { alderOak, deals, people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

/** Marcus and Hannah have the tab of the same deal open. */
async function startTwoTabs() {
  const api = await startApi()
  const marcus = (await api.openThread({ userId: people.marcus })).session
  const hannah = (await api.openThread({ userId: people.hannah })).session
  return { ...api, marcus, hannah }
}

test('a note is made with 201, the same again is the note that stands with 200', async () => {
  const { call, marcus } = await startTwoTabs()
  const note = { id: uuid(), text: '  **Deliver** before 10 am ' }

  const first = await call(marcus, 'POST', '/api/notes', note)
  const again = await call(marcus, 'POST', '/api/notes', note)

  expect([first.status, again.status]).toEqual([201, 200])
  expect(first.body).toEqual({
    id: note.id, version: 1, text: '**Deliver** before 10 am', html: '<p><strong>Deliver</strong> before 10 am</p>\n',
    author: { id: people.marcus, name: 'Marcus Reid' }, createdAt: '2026-11-20T09:00:00.000Z', edited: null, pinned: false, on: null, source: null, editable: true,
  })
  expect(again.body).toEqual(first.body)
})

test('a colleague reads it, and is told that it is not theirs to change', async () => {
  const { call, marcus, hannah } = await startTwoTabs()
  const { id } = (await call(marcus, 'POST', '/api/notes', { id: uuid(), text: 'One' })).body

  const thread = await call(hannah, 'GET', '/api/thread')
  const edit = await call(hannah, 'PATCH', `/api/notes/${id}`, { version: 1, text: 'Two' })
  const removal = await call(hannah, 'DELETE', `/api/notes/${id}`)
  const pin = await call(hannah, 'PATCH', `/api/notes/${id}`, { pinned: true })

  expect(thread.body.notes).toEqual([expect.objectContaining({ id, text: 'One', editable: false })])
  expect([edit.status, edit.body.code, removal.status, removal.body.code]).toEqual([403, 'not-allowed', 403, 'not-allowed'])
  expect([pin.status, pin.body.pinned]).toEqual([200, true])
})

test('a stale edit is answered with 409 and the note that stands', async () => {
  const { call, marcus } = await startTwoTabs()
  const { id } = (await call(marcus, 'POST', '/api/notes', { id: uuid(), text: 'One' })).body
  await call(marcus, 'PATCH', `/api/notes/${id}`, { version: 1, text: 'Theirs' })

  const stale = await call(marcus, 'PATCH', `/api/notes/${id}`, { version: 1, text: 'Mine' })

  expect(stale.status).toBe(409)
  expect(stale.body).toEqual({ code: 'note-conflict', requestId: expect.any(String), current: expect.objectContaining({ text: 'Theirs', version: 2 }) })
})

test('a note is deleted, and restored', async () => {
  const { call, marcus } = await startTwoTabs()
  const { id } = (await call(marcus, 'POST', '/api/notes', { id: uuid(), text: 'One' })).body

  const removed = await call(marcus, 'DELETE', `/api/notes/${id}`)
  const without = await call(marcus, 'GET', '/api/thread')
  const restored = await call(marcus, 'POST', `/api/notes/${id}/restore`)

  expect([removed.status, without.body.notes, restored.status, restored.body.id]).toEqual([204, [], 200, id])
})

test('what is being typed is kept, and comes with the next opening', async () => {
  const { call, marcus, openThread } = await startTwoTabs()

  const { status } = await call(marcus, 'PUT', '/api/draft', { noteId: null, text: 'Half a', baseVersion: null })

  expect(status).toBe(204)
  expect((await openThread({ userId: people.marcus })).thread.drafts).toEqual([{ noteId: null, text: 'Half a', baseVersion: null }])
})

test.each([
  ['POST', '/api/notes', { id: 'no-uuid', text: 'x' }],
  ['POST', '/api/notes', { id: '018f8c3e-0000-4000-8000-000000000000', text: 'a UUID of version 4' }],
  ['POST', '/api/notes', { id: uuid(), text: ' \n ' }],
  ['POST', '/api/notes', { id: uuid(), text: 'x'.repeat(20_001) }],
  ['POST', '/api/notes', undefined],
  ['PATCH', `/api/notes/${uuid()}`, { text: 'without a version' }],
  ['PUT', '/api/draft', { text: 'without its note' }],
  ['GET', '/api/thread?before=x', undefined],
])('%s %s with %j is refused as invalid', async (method, path, body) => {
  const { call, marcus } = await startTwoTabs()

  const { status, body: answer } = await call(marcus, method, path, body)

  expect([status, answer.code]).toEqual([400, 'invalid-input'])
})

test('who may not read the deal any more gets nothing from any call', async () => {
  const api = await startApi()
  const { session } = await api.openThread({ options: { ID: deals.secret } })
  const { id } = (await api.call(session, 'POST', '/api/notes', { id: uuid(), text: 'Secret' })).body
  const item = api.sandbox.portal(alderOak).data.items.find(deal => deal.entityTypeId === 2 && deal.id === deals.secret)
  if (item) item.assignedById = people.tom
  api.sandbox.clock.turn(61_000)

  const answers = [
    await api.call(session, 'GET', '/api/thread'),
    await api.call(session, 'GET', '/api/thread?since=0'),
    await api.call(session, 'POST', '/api/notes', { id: uuid(), text: 'x' }),
    await api.call(session, 'PATCH', `/api/notes/${id}`, { version: 1, text: 'x' }),
    await api.call(session, 'DELETE', `/api/notes/${id}`),
    await api.call(session, 'POST', `/api/notes/${id}/restore`),
    await api.call(session, 'PUT', '/api/draft', { noteId: null, text: 'x', baseVersion: null }),
  ]

  for (const { status, body } of answers) {
    expect([status, body]).toEqual([404, { code: 'not-available', requestId: expect.any(String) }])
  }
})
