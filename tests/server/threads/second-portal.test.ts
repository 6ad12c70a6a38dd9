import { expect, test } from 'vitest'
import type { Reader, Scope } from '../../../server/subjects/subject.ts'
import { alderOak, brightwater, failureOf, people, startServices } from '../../support/services.ts'

/** Deal 3473 exists on both portals, and person 3 works on both: only the portal tells them apart. */
async function startTwoPortals() {
  const server = await startServices()
  const [here, there] = [await server.install(alderOak), await server.install(brightwater)]
  const subject = { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' }
  const scope = (portalId: number): Reader => ({ portalId, userId: people.marcus, isAdmin: true, subject, linked: [] })
  await server.services.notes.add(scope(here.id), { id: 'n1', text: 'Alder & Oak only' }, [])
  await server.services.drafts.keep(here.id, people.marcus, subject, { noteId: null, text: 'Alder & Oak draft', baseVersion: null })
  return { ...server, here, there, subject, scope }
}

test('a second portal sees nothing of the first on the same subject', async () => {
  const server = await startTwoPortals()

  const { thread } = await server.openThread({ portal: brightwater })

  expect(thread.subject.title).toBe('Spring launch, Vento e-bikes')
  expect([thread.notes, thread.drafts, thread.seq]).toEqual([[], [], 0])
  expect((await server.openThread({ portal: alderOak })).thread.notes).toHaveLength(1)
})

test('the same id is another note on another portal', async () => {
  const { services, scope, here, there } = await startTwoPortals()

  const { isNew } = await services.notes.add(scope(there.id), { id: 'n1', text: 'Brightwater' }, [])
  await services.notes.edit(scope(there.id), 'n1', 1, 'Brightwater only')

  expect(isNew).toBe(true)
  expect((await services.threads.page(scope(here.id))).notes.map(({ text }) => text)).toEqual(['Alder & Oak only'])
  expect((await services.threads.page(scope(there.id))).notes.map(({ text }) => text)).toEqual(['Brightwater only'])
})

test.each([
  ['edit', (notes, scope) => notes.edit(scope, 'n1', 1, 'x')],
  ['pin', (notes, scope) => notes.pin(scope, 'n1', true)],
  ['delete', (notes, scope) => notes.remove(scope, 'n1')],
  ['restore', (notes, scope) => notes.restore(scope, 'n1')],
] satisfies [string, (notes: Awaited<ReturnType<typeof startServices>>['services']['notes'], scope: Scope) => Promise<unknown>][])('to %s a note of another portal is to find nothing', async (_verb, change) => {
  const { services, scope, there } = await startTwoPortals()

  expect(await failureOf(change(services.notes, scope(there.id)))).toBe('not-found')
})

test('changes of one portal are not counted on another', async () => {
  const { services, scope, there } = await startTwoPortals()

  expect(await services.threads.since(scope(there.id), 0)).toEqual({ notes: [], followUps: [], deleted: [], older: null, seq: 0 })
})

test('the people of two portals are told apart', async () => {
  const { services, openThread, here, there } = await startTwoPortals()
  await openThread({ portal: alderOak })
  await openThread({ portal: brightwater })

  expect((await services.people.names(here.id, [people.marcus])).get(people.marcus)).toBe('Marcus Reid')
  expect((await services.people.names(there.id, [people.marcus])).get(people.marcus)).toBe('Leon Okoro')
})

test('the token of a person on one portal is not that of the person with the same id on another', async () => {
  const server = await startTwoPortals()
  await server.open({ portal: alderOak })
  const keeper = server.tokenKeeper()

  const here = await failureOf(keeper.accessToken(server.ownerOf(server.here, people.marcus)))
  const there = await failureOf(keeper.accessToken(server.ownerOf(server.there, people.marcus)))

  expect([here, there]).toEqual(['no failure', 'session-over'])
})

test('a right on one portal is not one on another', async () => {
  const server = await startTwoPortals()
  await server.open({ portal: alderOak })
  await server.open({ portal: brightwater, options: { ID: 41 } })
  server.sandbox.clearRequests()

  await server.services.access.check(server.there, people.marcus, server.subject)

  expect(server.sandbox.requests.map(({ memberId }) => memberId)).toEqual([server.there.memberId])
})
