import { expect, test } from 'vitest'
import { alderOak, failureOf, people, startServices } from '../../support/services.ts'

const hour = 3600_000

/** A portal on which two administrators have opened Sidenote: Marcus an hour after the other. */
async function startWithTwo() {
  const server = await startServices()
  const portal = await server.install()
  const person = (id: number) => {
    const found = server.sandbox.portal(alderOak).users.find(user => user.id === id)
    if (!found) throw new Error(`nobody is ${id}`)
    return found
  }
  person(people.marcus).role = 'admin'
  server.sandbox.clock.turn(hour)
  await server.open({ userId: people.marcus })
  server.sandbox.clearRequests()
  return { ...server, portal, person, find: () => server.services.anyAdministrator(portal), asked: () => server.sandbox.requests.map(({ userId }) => userId) }
}

test('background work gets the rights of the administrator who was seen last', async () => {
  const server = await startWithTwo()

  const marcus = await server.find()
  server.sandbox.clock.turn(hour)
  await server.open({ userId: people.admin })
  const admin = await server.find()

  expect([marcus.userId, admin.userId]).toEqual([people.marcus, people.admin])
  expect(await admin.client.batch({ scope: ['scope'] })).toMatchObject({ scope: { value: expect.any(Array) } })
})

test('it survives the dismissal of one administrator by another one\'s rights', async () => {
  const server = await startWithTwo()
  server.person(people.marcus).active = false

  expect((await server.find()).userId).toBe(people.admin)
})

test('it survives that one administrator may not use the application any more', async () => {
  const server = await startWithTwo()
  server.person(people.marcus).appAccess = false

  expect((await server.find()).userId).toBe(people.admin)
})

test('it survives a token that has died', async () => {
  const server = await startWithTwo()
  const keeper = server.tokenKeeper({ fetch: async () => new Response('{"error":"invalid_grant"}', { status: 400 }) })
  await failureOf(keeper.accessToken(server.ownerOf(server.portal, people.marcus), await keeper.accessToken(server.ownerOf(server.portal, people.marcus))))

  const { userId } = await server.find()

  expect(userId).toBe(people.admin)
  expect(server.asked()).not.toContain(people.marcus)
})

test('who is no administrator any more is asked once, and not again before the next opening says otherwise', async () => {
  const server = await startWithTwo()
  server.person(people.marcus).role = 'employee'

  const first = await server.find()
  server.sandbox.clearRequests()
  const second = await server.find()

  expect([first.userId, second.userId]).toEqual([people.admin, people.admin])
  expect(server.asked()).not.toContain(people.marcus)
})

test('a portal that does not answer says nothing about its administrators', async () => {
  const server = await startWithTwo()
  server.sandbox.faults.rest = 'html'

  const during = await failureOf(server.find())
  const asked = server.asked()
  server.sandbox.faults.rest = null

  expect(during).toBe('portal-unreachable')
  expect(asked).toHaveLength(1)
  expect((await server.find()).userId).toBe(people.marcus)
})

test('a portal that has removed the application is told so', async () => {
  const server = await startWithTwo()
  server.sandbox.uninstall(server.portal.memberId, server.app.clientId)

  expect(await failureOf(server.find())).toBe('not-installed')
})

test('without any administrator left it says so, until one opens Sidenote', async () => {
  const server = await startWithTwo()
  server.person(people.marcus).active = false
  server.person(people.admin).role = 'employee'

  const without = await failureOf(server.find())
  server.person(people.admin).role = 'admin'
  await server.open({ userId: people.admin })

  expect(without).toBe('no-administrator')
  expect((await server.find()).userId).toBe(people.admin)
})

test('somebody who opens widgets all day is written down once an hour', async () => {
  const server = await startWithTwo()
  const order = () => server.services.people.administrators(server.portal.id)

  server.sandbox.clock.turn(hour - 1)
  await server.open({ userId: people.marcus })
  await server.open({ userId: people.admin })
  const before = await order()
  server.sandbox.clock.turn(1)
  await server.open({ userId: people.marcus })

  expect([before, await order()]).toEqual([[people.admin, people.marcus], [people.marcus, people.admin]])
})
