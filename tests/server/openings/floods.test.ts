import { expect, test } from 'vitest'
import { alderOak, brightwater, failureOf, people, startServices, type TestServices } from '../../support/services.ts'

const minute = 60_001

/** A token of nobody's making, another one for each number. */
const forged = (n: number) => n.toString(16).padStart(64, '0')

function asked({ sandbox }: TestServices) {
  return { oauth: sandbox.requests.filter(({ server }) => server === 'oauth').length, portal: sandbox.requests.filter(({ server }) => server === 'portal').length }
}

/** The codes of so many openings of Marcus's, each with a token of its own. */
async function openMany(server: TestServices, count: number, posted: (n: number) => Record<string, string | null>) {
  const codes = []
  for (let n = 0; n < count; n++) codes.push(await failureOf(server.open({ posted: posted(n) })))
  return codes
}

test('an office of 200 people behind one address opens within a minute, even after an update whose token nobody told us', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const portal = server.sandbox.portal(alderOak)
  const [marcus] = portal.users.filter(({ id }) => id === people.marcus)
  if (!marcus) throw new Error('Marcus has left')
  const office = Array.from({ length: 200 }, (_, n) => ({ ...marcus, id: 1000 + n }))
  portal.users.push(...office)
  server.sandbox.update(memberId, server.app.clientId)

  const codes = await Promise.all(office.map(({ id }) => failureOf(server.open({ userId: id }))))

  expect(new Set(codes)).toEqual(new Set(['no failure']))
}, 30_000)

test('the same forged form costs the OAuth server one request and the portal none, and is turned away after a while', async () => {
  const server = await startServices()
  await server.install()

  const codes = await openMany(server, 61, () => ({ AUTH_ID: forged(0), APPLICATION_TOKEN: null }))

  expect(codes).toEqual([...Array.from({ length: 60 }, () => 'token-refused'), 'too-many-requests'])
  expect(asked(server)).toEqual({ oauth: 1, portal: 0 })
})

test('what is remembered of a refused token is forgotten after a minute', async () => {
  const server = await startServices()
  await server.install()
  await openMany(server, 2, () => ({ AUTH_ID: forged(0), APPLICATION_TOKEN: null }))
  server.sandbox.clock.turn(minute)

  await openMany(server, 1, () => ({ AUTH_ID: forged(0), APPLICATION_TOKEN: null }))

  expect(asked(server).oauth).toBe(2)
})

test('a token that is refused for one portal is no worse for its own', async () => {
  const server = await startServices()
  const { memberId } = await server.install(brightwater)
  await server.install(alderOak)
  const visit = server.visit({ posted: { APPLICATION_TOKEN: null } })

  const foreign = await failureOf(server.services.open({ ...visit.callback, memberId }, visit.path))
  const own = await failureOf(server.services.open(visit.callback, visit.path))

  expect([foreign, own]).toEqual(['token-refused', 'no failure'])
})

test('always another forged token: after 300 a minute nobody is asked about it, and who brings the portal\'s token opens all the same', async () => {
  const server = await startServices()
  await server.install(brightwater)
  await server.install(alderOak)

  const codes = await openMany(server, 310, n => ({ AUTH_ID: forged(n), APPLICATION_TOKEN: 'e'.repeat(32) }))
  const during = asked(server)
  const colleague = await failureOf(server.open({ userId: people.hannah }))
  const neighbour = await failureOf(server.open({ portal: brightwater, userId: people.admin, placement: 'DEFAULT', posted: { AUTH_ID: forged(1) } }))
  server.sandbox.clock.turn(minute)
  const later = await failureOf(server.open({ posted: { APPLICATION_TOKEN: null } }))

  expect([codes.filter(code => code === 'token-refused').length, codes.at(-1)]).toEqual([300, 'too-many-requests'])
  expect(during).toEqual({ oauth: 300, portal: 0 })
  expect([colleague, neighbour, later]).toEqual(['no failure', 'token-refused', 'no failure'])
})

test('made-up portals are counted together, so that their names do not matter', async () => {
  const server = await startServices()
  server.sandbox.addApp(server.sandbox.portal(alderOak).memberId, server.app.clientId)

  const codes = []
  for (let n = 0; n < 301; n++) {
    codes.push(await failureOf(server.open({ userId: people.admin, placement: 'DEFAULT', posted: { AUTH_ID: forged(n), member_id: `made-up-${n}` } })))
  }

  expect([codes.at(0), codes.at(-1)]).toEqual(['token-refused', 'too-many-requests'])
})

test('an employee who knows the portal\'s token and makes up the others costs the portal a few requests, and the colleagues nothing', async () => {
  const server = await startServices()
  await server.install()

  const codes = await openMany(server, 100, n => ({ AUTH_ID: forged(n) }))
  const { portal } = asked(server)
  const colleague = await failureOf(server.open({ userId: people.hannah }))

  expect([new Set(codes), colleague]).toEqual([new Set(['token-refused']), 'no failure'])
  expect(portal).toBe(20)
})

test('an OAuth server that is down is nobody\'s flood', async () => {
  const server = await startServices()
  await server.install()
  server.sandbox.faults.oauth = 'down'

  const codes = await openMany(server, 310, () => ({ APPLICATION_TOKEN: null }))

  expect(new Set(codes)).toEqual(new Set(['oauth-unreachable']))
})
