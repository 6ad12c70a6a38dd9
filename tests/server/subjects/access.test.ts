import { expect, test } from 'vitest'
import type { Subject } from '../../../server/subjects/subject.ts'
import { alderOak, deals, failureOf, people, startServices, type TestServices } from '../../support/services.ts'

const minute = 60_000
const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })

/** Both have opened something, so that there are tokens to ask with. */
async function startWithPeople() {
  const server = await startServices()
  const portal = await server.install()
  await server.open({ userId: people.marcus, options: { ID: deals.secret } })
  await server.open({ userId: people.hannah })
  server.sandbox.clearRequests()
  const check = (userId: number, id: number) => server.services.access.check(portal, userId, deal(id))
  return { ...server, portal, check }
}

function asked({ sandbox }: TestServices) {
  return sandbox.requests.filter(({ method }) => method === 'batch').length
}

test('who has just opened a deal may call about it without a question to the portal', async () => {
  const server = await startWithPeople()

  const links = await server.check(people.marcus, deals.secret)

  expect(links).toEqual([{ kind: 'crm-item', entityTypeId: 4, id: '2967' }, { kind: 'crm-item', entityTypeId: 3, id: '13066' }])
  expect(asked(server)).toBe(0)
})

test('the right of one person is not that of another', async () => {
  const server = await startWithPeople()

  expect(await failureOf(server.check(people.hannah, deals.secret))).toBe('not-available')
})

test('a right is asked for again after a minute: who lost it sees nothing any more', async () => {
  const server = await startWithPeople()
  const item = server.sandbox.portal(alderOak).data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === deals.secret)
  if (item) item.assignedById = people.tom

  const within = await failureOf(server.check(people.marcus, deals.secret))
  server.sandbox.clock.turn(minute + 1)
  const after = await failureOf(server.check(people.marcus, deals.secret))

  expect([within, after]).toEqual(['no failure', 'not-available'])
})

test('a good answer holds for a minute, a refusal is asked again', async () => {
  const server = await startWithPeople()
  server.sandbox.clock.turn(minute + 1)

  await server.check(people.marcus, deals.secret)
  await server.check(people.marcus, deals.secret)
  const forGood = asked(server)
  await failureOf(server.check(people.hannah, deals.secret))
  await failureOf(server.check(people.hannah, deals.secret))

  expect([forGood, asked(server) - forGood]).toEqual([1, 2])
})

test('denied and absent are the same', async () => {
  const server = await startWithPeople()

  const codes = [await failureOf(server.check(people.hannah, deals.secret)), await failureOf(server.check(people.hannah, deals.absent))]

  expect(codes).toEqual(['not-available', 'not-available'])
})

test('a portal that does not answer is told so, never as "not available"', async () => {
  const server = await startWithPeople()
  server.sandbox.faults.rest = 'down'

  expect(await failureOf(server.check(people.hannah, deals.secret))).toBe('portal-unreachable')
})

test('a new installation ends the rights of the old one', async () => {
  const server = await startWithPeople()
  const reinstalled = { ...server.portal, generation: server.portal.generation + 1 }

  await server.services.access.check(reinstalled, people.marcus, deal(deals.secret))

  expect(asked(server)).toBe(1)
})

test('an expired token is refreshed on the way, a person whose access to the application was taken is told so', async () => {
  const server = await startWithPeople()
  server.sandbox.clock.turn(60 * minute)
  const renewed = await failureOf(server.check(people.marcus, deals.secret))
  const marcus = server.sandbox.portal(alderOak).users.find(({ id }) => id === people.marcus)
  if (marcus) marcus.appAccess = false
  server.sandbox.clock.turn(2 * minute)

  const taken = await failureOf(server.check(people.marcus, deals.secret))

  expect([renewed, taken]).toEqual(['no failure', 'no-app-access'])
})

test('a portal that removed the application is told as not installed', async () => {
  const server = await startWithPeople()
  server.sandbox.uninstall(server.portal.memberId, server.app.clientId)

  expect(await failureOf(server.check(people.hannah, deals.secret))).toBe('not-installed')
})
