import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { sealSession } from '../../../server/openings/session.ts'
import { subjectKey } from '../../../server/subjects/subject.ts'
import { deals, people } from '../../support/services.ts'
import { promise } from '../threads/start-follow-ups.ts'
import { startApi } from './start-api.ts'

const deal = { kind: 'crm-item' as const, entityTypeId: 2, id: String(deals.open) }
const company = { kind: 'crm-item' as const, entityTypeId: 4, id: '2946' }
const source = { kind: 'message' as const, dialogId: 'chat7', messageId: '12', title: 'Can you send' }

/** The tab of a deal, opened by Marcus, and a company that the deal is linked to. */
async function startThread() {
  const api = await startApi()
  const { session } = await api.openThread()
  const { services, portal } = api
  const marcus = { portalId: portal.id, userId: people.marcus, isAdmin: false, subject: deal }
  const write = async (path: string, body: object) => {
    const id = uuid()
    await api.call(session, 'POST', path, { ...body, id })
    return id
  }
  return {
    ...api, session, marcus,
    note: (subject = '') => write(`/api/notes${subject}`, { text: 'x' }),
    followUp: () => write('/api/follow-ups', promise('')),
    ids: ({ notes, followUps }: { notes: { id: string }[], followUps: { id: string }[] }) => [...notes, ...followUps].map(({ id }) => id),
    /** The deal's thread with what is on the company. */
    rolledUp: () => {
      const label = { ...company, type: 'company' as const, title: 'Harbour Hotels', path: '/crm/company/details/2946/' }
      return services.threads.page({ ...marcus, linked: [{ id: services.subjects.find(portal.id, company) ?? 0, label }] })
    },
  }
}

test('the opening has the follow-ups of the thread with its notes', async () => {
  const { openThread, note, followUp } = await startThread()
  const [noteId, id] = [await note(), await followUp()]

  const { thread } = await openThread({ userId: people.hannah })

  expect([thread.notes.map(({ id }) => id), thread.followUps]).toEqual([[noteId], [expect.objectContaining({ id, state: 'open', on: null, author: { id: people.marcus, name: 'Marcus Reid' }, editable: false })]])
})

test('what was written on a linked subject is in the thread with the name of that subject, and is changed there', async () => {
  const { call, session, note, rolledUp } = await startThread()
  const id = await note(`?subject=${subjectKey(company)}`)

  const { notes: [shown] } = await rolledUp()
  const here = await call(session, 'PATCH', `/api/notes/${id}`, { version: 1, text: 'y' })
  const there = await call(session, 'PATCH', `/api/notes/${id}?subject=${subjectKey(company)}`, { version: 1, text: 'y' })

  expect(shown).toMatchObject({ id, on: { ...company, title: 'Harbour Hotels', path: '/crm/company/details/2946/' } })
  expect([here.status, there.status]).toEqual([404, 200])
  expect((await rolledUp()).notes).toEqual([expect.objectContaining({ text: 'y', version: 2 })])
})

test('what is written on a page says what that page had been opened on, whatever the body says', async () => {
  const { call, portal, services } = await startThread()
  const session = await sealSession(services.sealer, { portalId: portal.id, generation: portal.generation, userId: people.marcus, isAdmin: false, view: 'thread', subject: deal, source }, 3600)

  const note = await call(session, 'POST', '/api/notes', { id: uuid(), text: 'x', source: { ...source, title: 'forged' } })
  const followUp = await call(session, 'POST', '/api/follow-ups', { ...promise(uuid()), source: null })

  expect([note.body.source, followUp.body.source]).toEqual([source, source])
})

test('a filter lets one kind or one author through', async () => {
  const { call, session, note, followUp, ids } = await startThread()
  const [noteId, followUpId] = [await note(), await followUp()]

  const answers = ['kind=notes', 'kind=follow-ups', `author=${people.marcus}`, `author=${people.hannah}`, `kind=notes&author=${people.marcus}`]
    .map(async query => ids((await call(session, 'GET', `/api/thread?${query}`)).body))

  expect(await Promise.all(answers)).toEqual([[noteId], [followUpId], [noteId, followUpId], [], [noteId]])
})

test('a cursor leads through notes and closed follow-ups to the end of the thread', async () => {
  const { call, session, services, marcus, ids } = await startThread()
  const written = Array.from({ length: 60 }, () => uuid())
  for (const [index, id] of written.entries()) {
    if (index % 2) await services.notes.add(marcus, { id, text: 'x' }, [])
    else {
      await services.followUps.add(marcus, promise(id), { links: [], source: null, timeZone: 'UTC' })
      await services.followUps.setState(marcus, id, 'done')
    }
  }

  const { body: first } = await call(session, 'GET', '/api/thread')
  const { body: second } = await call(session, 'GET', `/api/thread?before=${first.older}`)

  expect([first.older, ids(first).length, ids(second).length, second.older]).toEqual([expect.stringMatching(/^n\d+-/), 50, 10, null])
  expect([...ids(first), ...ids(second)].sort()).toEqual(written.sort())
})

test('"since" tells of both kinds, and names the deleted ones of both', async () => {
  const { call, session, note, followUp, ids } = await startThread()
  const [keptNote, goneNote, keptFollowUp, goneFollowUp] = [await note(), await note(), await followUp(), await followUp()]
  await call(session, 'DELETE', `/api/notes/${goneNote}`)
  await call(session, 'DELETE', `/api/follow-ups/${goneFollowUp}`)

  const { body } = await call(session, 'GET', '/api/thread?since=0')
  const { body: later } = await call(session, 'GET', `/api/thread?since=${body.seq}`)

  expect([ids(body), body.deleted]).toEqual([[keptNote, keptFollowUp], [goneNote, goneFollowUp]])
  expect([ids(later), later.deleted, later.seq]).toEqual([[], [], body.seq])
})

test.each(['kind=all', 'author=0', 'author=x', 'since=-1', 'before=', `before=${uuid()}`, `before=x1-${uuid()}`, `before=n-${uuid()}`, `before=n${'9'.repeat(16)}-${uuid()}`])('a thread is not read with %s', async (query) => {
  const { call, session } = await startThread()

  const { status, body } = await call(session, 'GET', `/api/thread?${query}`)

  expect([status, body.code]).toEqual([400, 'invalid-input'])
})
