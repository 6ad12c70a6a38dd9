import { expect, test } from 'vitest'
import { alderOak, brightwater, failureOf, people, startServices, type TestServices } from '../../support/services.ts'

const hour = 3600_000

/** Tables that an opening writes to. */
function written({ database }: TestServices) {
  return ['portals', 'users', 'tokens', 'subjects'].map(table => database.$client.prepare(`select * from ${table}`).all())
}

/** A token of the sandbox as form fields. */
function fields({ accessToken, refreshToken }: { accessToken: string, refreshToken: string }) {
  return { AUTH_ID: accessToken, REFRESH_ID: refreshToken }
}

test('a dead token is refused and nothing is written', async () => {
  const server = await startServices()
  await server.install()
  const before = written(server)

  const code = await failureOf(server.open({ posted: { AUTH_ID: 'd'.repeat(64) } }))

  expect(code).toBe('token-refused')
  expect(written(server)).toEqual(before)
})

test('a live token of another application on the same portal is refused and nothing is written', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const other = server.sandbox.registerApp({ title: 'Other', url: 'http://localhost:3001/', scope: ['crm', 'user_basic'] })
  server.sandbox.addApp(memberId, other.clientId)
  const before = written(server)

  const code = await failureOf(server.open({
    posted: fields(server.sandbox.issueToken({ memberId, userId: people.admin, clientId: other.clientId })),
  }))

  expect(code).toBe('token-refused')
  expect(written(server)).toEqual(before)
})

test('a live token of one portal posted for another is refused and nothing is written', async () => {
  const server = await startServices()
  await server.install(alderOak)
  const { memberId } = await server.install(brightwater)
  const before = written(server)

  const code = await failureOf(server.open({ portal: alderOak, posted: { member_id: memberId } }))

  expect(code).toBe('token-refused')
  expect(written(server)).toEqual(before)
})

test('the same on the installation page: a foreign member_id installs nothing', async () => {
  const server = await startServices()
  const { memberId } = await server.install(brightwater)

  const code = await failureOf(server.services.open(server.visit({ portal: brightwater, userId: people.admin, posted: { member_id: 'da45a03b265edd8787f8a258d793cc5d' } }).callback, '/install'))

  expect(memberId).not.toBe('da45a03b265edd8787f8a258d793cc5d')
  expect(code).toBe('token-refused')
  expect(await server.services.portals.find('da45a03b265edd8787f8a258d793cc5d')).toBeNull()
})

test('an expired token is renewed with its REFRESH_ID, and the new pair is kept', async () => {
  const server = await startServices()
  const portal = await server.install()
  const reloaded = server.visit()
  server.sandbox.clock.turn(2 * hour)

  const { opening } = await server.services.open(reloaded.callback, reloaded.path)
  server.sandbox.clearRequests()
  const kept = await server.tokenKeeper().accessToken(server.ownerOf(portal, people.marcus))

  expect(opening.view).toBe('thread')
  expect(kept.equals(reloaded.callback.accessToken)).toBe(false)
  expect(server.sandbox.requests).toEqual([])
})

test('an opening that is tried twice, as a slow portal\'s is, finds what the first try got for the REFRESH_ID', async () => {
  const server = await startServices()
  await server.install()
  const reloaded = server.visit()
  server.sandbox.clock.turn(2 * hour)

  const both = await Promise.all([1, 2].map(() => failureOf(server.services.open(reloaded.callback, reloaded.path))))
  const later = await failureOf(server.services.open(reloaded.callback, reloaded.path))

  expect([...both, later]).toEqual(['no failure', 'no failure', 'no failure'])
  expect(server.sandbox.requests.filter(({ method }) => method === 'oauth/token')).toHaveLength(1)
})

test('an expired token whose REFRESH_ID is spent has to be opened again', async () => {
  const server = await startServices()
  await server.install()
  const reloaded = server.visit()
  server.sandbox.clock.turn(2 * hour)
  await server.services.open(reloaded.callback, reloaded.path)
  server.sandbox.clock.turn(60_001)

  expect(await failureOf(server.services.open(reloaded.callback, reloaded.path))).toBe('session-over')
})

test('an expired token without a REFRESH_ID has to be opened again', async () => {
  const server = await startServices()
  await server.install()
  const reloaded = server.visit({ posted: { REFRESH_ID: null } })
  server.sandbox.clock.turn(2 * hour)

  expect(await failureOf(server.services.open(reloaded.callback, reloaded.path))).toBe('session-over')
})

test('a token that the portal reads as another person than the OAuth server does is refused', async () => {
  const server = await startServices({
    fetch: async (...request) => {
      const answer = await fetch(...request)
      return new Response((await answer.text()).replace(`"user_id":${people.marcus}`, `"user_id":${people.tom}`), { status: answer.status })
    },
  })
  await server.install()

  expect(await failureOf(server.open({ userId: people.marcus }))).toBe('token-refused')
  expect(await server.services.people.names(1, [people.marcus, people.tom])).toEqual(new Map())
})

test('a person without access to applications is told so', async () => {
  const server = await startServices()
  await server.install()
  const { callback, path } = server.visit({ userId: people.tom })
  const tom = server.sandbox.portal(alderOak).users.find(({ id }) => id === people.tom)
  if (tom) tom.appAccess = false

  expect(await failureOf(server.services.open(callback, path))).toBe('no-app-access')
})

test('a portal that removed the application is told that it is not installed', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const { callback, path } = server.visit()
  server.sandbox.uninstall(memberId, server.app.clientId)

  expect(await failureOf(server.services.open(callback, path))).toBe('not-installed')
})

test('a portal that nobody knows is not installed, and nobody is asked', async () => {
  const server = await startServices()
  await server.install(alderOak)
  const { callback, path } = server.visit({ posted: { member_id: 'c'.repeat(32) } })

  expect(await failureOf(server.services.open(callback, path))).toBe('not-installed')
  expect(server.sandbox.requests).toEqual([])
})

test('a portal whose installation was never finished is not installed', async () => {
  const server = await startServices()
  await server.install(brightwater)
  const lines = server.installing(alderOak)
  await lines.next()
  await lines.return(undefined)
  const { callback } = server.visit({ portal: brightwater, posted: { member_id: (await server.portalRow(alderOak)).memberId } })

  expect(await failureOf(server.services.open(callback, '/thread'))).toBe('not-installed')
})
