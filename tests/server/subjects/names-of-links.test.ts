import { expect, test } from 'vitest'
import type { Subject } from '../../../shared/subject.ts'
import { alderOak, people } from '../../support/services.ts'
import { places, startSubjects } from './start-subjects.ts'

const owner: Subject = { kind: 'crm-item', entityTypeId: 2, id: '3473' }
const title = 'Reception desk and lounge seating, Harbour Hotel Bristol'

/** The chat of a deal, and a task of it, as Tom opens them: he is in the chat and has to do the task. */
const chat = { placement: 'IM_SIDEBAR', options: { dialogId: 'chat1439' }, userId: people.tom }
const task = { ...places.task, userId: people.tom }

async function startNames() {
  const server = await startSubjects()
  const { items } = server.sandbox.portal(alderOak).data

  /** What the header says it belongs to, what else of other objects is told, and by which commands. */
  async function look(place: typeof chat | typeof task) {
    server.sandbox.clearRequests()
    const { thread } = await server.open(place)
    const facts = thread.subject.facts.filter(({ key }) => key === 'crm' || key === 'belongsTo').map(({ value }) => value)
    return { facts, on: thread.notes.map(({ on }) => on), asked: server.asked() }
  }

  return {
    ...server, look,
    /** From now on Tom may not read the deal. */
    deny: () => Object.assign(items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473) ?? {}, { opened: 'N', assignedById: people.admin, createdBy: people.admin }),
    /** From now on there is no such deal. */
    remove: () => items.splice(items.findIndex(({ entityTypeId, id }) => entityTypeId === 2 && id === 3473), 1),
  }
}

test.each([['chat', chat], ['task', task]] as const)('what a %s belongs to is named from the second opening on, within its one batch', async (_kind, place) => {
  const { look } = await startNames()

  const [first, second] = [await look(place), await look(place)]

  expect([first.facts, second.facts]).toEqual([[], [title]])
  expect([first.asked.length, second.asked.length]).toEqual([1, 1])
})

test.each([['chat', chat], ['task', task]] as const)('from the first one on where something was written on the %s, also by a server that has just started', async (kind, place) => {
  const { look, database, services, portal } = await startNames()
  const subject: Subject = { kind, entityTypeId: 0, id: kind === 'chat' ? 'chat1439' : '287' }
  database.transaction(transaction => services.subjects.link(transaction, portal.id, services.subjects.ensure(transaction, portal.id, subject), [owner]))

  const { facts, asked } = await look(place)

  expect(facts).toEqual([title])
  expect(asked).toHaveLength(1)
})

test.each([
  ['the chat, not written on', chat, false],
  ['the chat, written on', chat, true],
  ['the task, not written on', task, false],
  ['the task, written on', task, true],
] as const)('the deal of %s, is the same to see when one may not read it and when it is gone', async (_what, place, isWritten) => {
  async function seen(hide: 'deny' | 'remove') {
    const server = await startNames()
    if (isWritten) await server.write(owner)
    await server.look(place)
    server[hide]()
    return server.look(place)
  }

  const [denied, absent] = [await seen('deny'), await seen('remove')]

  expect(denied).toMatchObject({ facts: [], on: [] })
  expect(denied.asked).toHaveLength(1)
  expect(absent).toEqual(denied)
})
