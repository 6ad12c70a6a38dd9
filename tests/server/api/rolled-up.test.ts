import { expect, test } from 'vitest'
import type { Note } from '../../../shared/thread.ts'
import type { Subject } from '../../../server/subjects/subject.ts'
import { people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

const deal: Subject = { kind: 'crm-item', entityTypeId: 2, id: '3473' }
const chat: Subject = { kind: 'chat', entityTypeId: 0, id: 'chat1439' }

/** Marcus has written in the chat of a deal; Hannah may open the deal, and is not in the chat. */
async function startWithChat() {
  const api = await startApi()
  const session = async (userId: number) => (await api.openThread({ userId })).session
  const [marcus, hannah] = [await session(people.marcus), await session(people.hannah)]
  const links = await api.services.access.check(api.portal, people.marcus, chat)
  await api.services.notes.add({ portalId: api.portal.id, userId: people.marcus, isAdmin: false, subject: chat }, { id: 'n1', text: 'Truck is booked' }, links)
  const notes = async (bearer: string, path: string): Promise<Note[]> => (await api.call(bearer, 'GET', path)).body.notes
  return { ...api, marcus, hannah, notes }
}

test('a page that asks for its thread, or for what is new, gets what was written around it, as far as the person may read it', async () => {
  const { marcus, hannah, notes } = await startWithChat()

  for (const path of ['/api/thread', '/api/thread?since=0']) {
    expect((await notes(marcus, path)).map(({ text, on }) => [text, on?.id])).toEqual([['Truck is booked', 'chat1439']])
    expect(await notes(hannah, path)).toEqual([])
  }
})

test('the portal is asked for it when nothing is known, and not again for ten minutes', async () => {
  const { marcus, notes, sandbox } = await startWithChat()
  const asked = async () => {
    sandbox.clearRequests()
    await notes(marcus, '/api/thread')
    return sandbox.requests.length
  }

  expect([await asked(), await asked()]).toEqual([1, 0])
  sandbox.clock.turn(10 * 60_000 + 1)
  // One question about the deal itself, which holds for a minute, one about what is around it.
  expect(await asked()).toBe(2)
})

test('a thread that is named in the call has its own surroundings', async () => {
  const { marcus, services, portal, notes } = await startWithChat()
  await services.notes.add({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject: deal }, { id: 'n2', text: 'On the deal' }, [])

  expect((await notes(marcus, '/api/thread?subject=chat:0:chat1439')).map(({ text, on }) => [text, on?.title ?? null])).toEqual([
    ['On the deal', 'Reception desk and lounge seating, Harbour Hotel Bristol'], ['Truck is booked', null],
  ])
})
