import { and, count, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { notes, subjects } from '../../../db/schema.ts'
import { readableBy } from '../../../server/subjects/readable.ts'
import { alderOak, deals, failureOf, people, startServices } from '../../support/services.ts'

const minute = 60_000

/** Somebody has written on three deals: one that all may read, one that is Marcus's alone, one that is gone by now. */
async function startWithNotes() {
  const server = await startServices()
  const portal = await server.install()
  await server.open({ userId: people.marcus })
  await server.open({ userId: people.hannah })
  for (const id of Object.values(deals)) {
    const scope = { portalId: portal.id, userId: people.marcus, isAdmin: false, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: String(id) } }
    await server.services.notes.add(scope, { id: `note-${id}`, text: `On ${id}` }, [])
  }
  const ids = server.database.select({ id: subjects.id }).from(subjects).all().map(({ id }) => id)
  server.sandbox.clearRequests()

  /** A list as a view makes it: notes of subjects that the person may read, and how many there are. */
  function list(userId: number) {
    const mine = and(eq(notes.portalId, portal.id), readableBy({ portalId: portal.id, userId, now: server.clock() }, notes.subjectId))
    return {
      texts: server.database.select({ text: notes.text }).from(notes).where(mine).all().map(({ text }) => text),
      count: server.database.select({ count: count() }).from(notes).where(mine).get()?.count,
    }
  }

  return { ...server, portal, ids, list, refresh: (userId: number) => server.services.readable.refresh(portal, userId, ids) }
}

test('lists and their counts hold what the person may read, and nothing of the rest', async () => {
  const { list, refresh } = await startWithNotes()

  await refresh(people.marcus)
  await refresh(people.hannah)

  expect(list(people.marcus)).toEqual({ texts: ['On 3473', 'On 3465'], count: 2 })
  expect(list(people.hannah)).toEqual({ texts: ['On 3473'], count: 1 })
})

test.each([
  ['a number that somebody else wrote about', { kind: 'phone', externalId: `${people.marcus}:+447700900999` }],
  ['a private dialog of two others', { kind: 'chat', externalId: `${people.marcus}-${people.hannah}` }],
] as const)('%s is not readable, and nobody is asked about it', async (_what, named) => {
  const { database, portal, sandbox, services } = await startWithNotes()
  const { id } = database.insert(subjects).values({ portalId: portal.id, entityTypeId: 0, ...named }).returning({ id: subjects.id }).get()

  expect(await services.readable.now(portal, people.tom, [id])).toEqual(new Set())
  expect(await services.readable.now(portal, people.marcus, [id])).toEqual(new Set([id]))
  expect(sandbox.requests.filter(({ userId }) => userId === people.tom)).toEqual([])
})

test('before the portal was asked nothing is listed', async () => {
  const { list } = await startWithNotes()

  expect(list(people.marcus)).toEqual({ texts: [], count: 0 })
})

test('hundreds of subjects of several types cost one request, and the next list none', async () => {
  const { database, portal, sandbox, services } = await startWithNotes()
  for (let id = 1; id <= 300; id++) database.insert(subjects).values({ portalId: portal.id, kind: 'crm-item', entityTypeId: id % 2 ? 2 : 4, externalId: String(10_000 + id) }).run()
  const ids = database.select({ id: subjects.id }).from(subjects).all().map(({ id }) => id)

  await services.readable.refresh(portal, people.marcus, ids)
  await services.readable.refresh(portal, people.marcus, ids)

  expect(sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(1)
})

test('who lost the right sees nothing any more after ten minutes, who got one sees it', async () => {
  const { list, refresh, sandbox } = await startWithNotes()
  await refresh(people.marcus)
  await refresh(people.hannah)
  const secret = sandbox.portal(alderOak).data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === deals.secret)
  if (secret) secret.assignedById = people.hannah
  const within = [list(people.marcus).count, list(people.hannah).count]

  sandbox.clock.turn(10 * minute)
  const between = [list(people.marcus).count, list(people.hannah).count]
  await refresh(people.marcus)
  await refresh(people.hannah)

  expect(within).toEqual([2, 1])
  expect(between).toEqual([0, 0])
  expect([list(people.marcus).count, list(people.hannah).count]).toEqual([1, 2])
})

test('a portal that does not answer is neither "may" nor "may not": the list fails, and the table stays', async () => {
  const { list, refresh, sandbox, database } = await startWithNotes()
  await refresh(people.marcus)
  sandbox.faults.rest = 'down'
  const rows = () => database.$client.prepare('select * from access').all()
  const before = rows()

  const failure = await failureOf(refresh(people.hannah))

  expect(failure).toBe('portal-unreachable')
  expect(rows()).toEqual(before)
  expect(list(people.hannah)).toEqual({ texts: [], count: 0 })
})

test('subjects of another portal are not asked about, whatever their ids', async () => {
  const server = await startWithNotes()
  const other = await server.install('Brightwater Studio')

  await server.services.readable.refresh(other, people.admin, server.ids)

  expect(server.database.$client.prepare('select count(*) from access').pluck().get()).toBe(0)
})
