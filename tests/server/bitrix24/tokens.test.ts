import { expect, test } from 'vitest'
import type { TokenPair } from '../../../server/bitrix24/oauth.ts'
import { Secret } from '../../../server/secret.ts'
import { failureOf, people, startServices, type TestServices } from '../../support/services.ts'

const hour = 3600_000

/** A server on which Marcus has opened a deal, his row of tokens, and how to ask for his token. */
async function startWithTokens(changes: Parameters<typeof startServices>[0] = {}) {
  const server = await startServices(changes)
  const portal = await server.install()
  await server.open()
  server.sandbox.clearRequests()
  const keeper = server.tokenKeeper()
  const ask = (from = keeper, refused?: Secret) => from.accessToken(server.ownerOf(portal, people.marcus), refused)
  const freshPair = (): TokenPair => {
    const { accessToken, refreshToken, expiresAt } = server.sandbox.issueToken({ memberId: portal.memberId, userId: people.marcus, clientId: server.app.clientId })
    return { accessToken: new Secret(accessToken), refreshToken: new Secret(refreshToken), expiresAt }
  }
  return { ...server, portal, keeper, ask, freshPair }
}

function refreshes({ sandbox }: TestServices) {
  return sandbox.requests.filter(({ method }) => method === 'oauth/token').length
}

test('tokens, and the application\'s token, are nowhere in the database in clear', async () => {
  const server = await startServices()
  await server.install()
  const { callback, path } = server.visit()

  await server.services.open(callback, path)
  const file = server.database.$client.serialize().toString('latin1')

  expect(file).toContain(callback.memberId)
  for (const secret of [callback.accessToken, callback.refreshToken, callback.applicationToken]) expect(file).not.toContain(secret?.reveal())
})

test('a token that lives is given out without asking anybody', async () => {
  const server = await startWithTokens()

  await server.ask()

  expect(server.sandbox.requests).toEqual([])
})

test('fifty calls at once refresh an expired token once, and all get the new one', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)

  const given = await Promise.all(Array.from({ length: 50 }, () => server.ask()))

  expect(refreshes(server)).toBe(1)
  expect(new Set(given.map(token => token.fingerprint())).size).toBe(1)
})

test('a token that the portal called expired is refreshed although our clock says that it lives', async () => {
  const server = await startWithTokens()
  const refused = await server.ask()

  const renewed = await server.ask(server.keeper, refused)

  expect(renewed.equals(refused)).toBe(false)
  expect(refreshes(server)).toBe(1)
})

test('a token counts as expired half a minute early', async () => {
  const server = await startWithTokens()

  server.sandbox.clock.turn(hour - 31_000)
  await server.ask()
  const before = refreshes(server)
  server.sandbox.clock.turn(1000)
  await server.ask()

  expect([before, refreshes(server)]).toEqual([0, 1])
})

test('a newer opening is not overwritten by a refresh that was slower', async () => {
  let gate = Promise.resolve()
  const server = await startWithTokens({
    fetch: async (...request) => {
      const answer = await fetch(...request)
      await gate
      return answer
    },
  })
  server.sandbox.clock.turn(hour)
  let letGo = () => {}
  gate = new Promise<void>((done) => {
    letGo = done
  })

  const slow = server.ask()
  const newer = server.freshPair()
  await server.keeper.store(server.portal.id, people.marcus, newer)
  letGo()
  await slow

  expect((await server.ask()).equals(newer.accessToken)).toBe(true)
})

test('of two processes that refresh at once, the loser takes the winner\'s token', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)

  const winner = server.ask()
  const loser = server.ask(server.tokenKeeper({
    fetch: async (...request) => {
      await winner
      return fetch(...request)
    },
  }))

  expect((await loser).equals(await winner)).toBe(true)
  expect((await server.ask()).equals(await winner)).toBe(true)
})

test('a refused refresh token ends the session, and is not tried again', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(181 * 24 * hour)

  const first = await failureOf(server.ask())
  const second = await failureOf(server.ask())

  expect([first, second]).toEqual(['session-over', 'session-over'])
  expect(refreshes(server)).toBe(1)
})

test('the next opening heals a refused pair', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(181 * 24 * hour)
  await failureOf(server.ask())

  await server.open()

  expect(await failureOf(server.ask())).toBe('no failure')
})

test('an OAuth server that is down spoils nothing: the pair is good again afterwards', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  server.sandbox.faults.oauth = 'down'

  const during = await failureOf(server.ask())
  server.sandbox.faults.oauth = null
  const after = await failureOf(server.ask())

  expect([during, after]).toEqual(['oauth-unreachable', 'no failure'])
})

test('somebody who never opened anything has no token', async () => {
  const server = await startWithTokens()

  expect(await failureOf(server.keeper.accessToken(server.ownerOf(server.portal, people.tom)))).toBe('session-over')
})

test('without a REFRESH_ID an access token serves its hour, and is not renewed', async () => {
  const server = await startServices()
  const portal = await server.install()
  await server.open({ posted: { REFRESH_ID: null } })
  const ask = () => failureOf(server.tokenKeeper().accessToken(server.ownerOf(portal, people.marcus)))

  const now = await ask()
  server.sandbox.clock.turn(hour)
  const later = await ask()

  expect([now, later]).toEqual(['no failure', 'session-over'])
})

test('an opening without a REFRESH_ID does not lose the one that is kept', async () => {
  const server = await startWithTokens()
  await server.open({ posted: { REFRESH_ID: null } })
  server.sandbox.clock.turn(hour)

  expect(await failureOf(server.ask())).toBe('no failure')
})

test('somebody else\'s refresh token beside one\'s own access token renews nothing', async () => {
  const server = await startWithTokens()
  const hannahs = server.sandbox.issueToken({ memberId: server.portal.memberId, userId: people.hannah, clientId: server.app.clientId })
  await server.open({ posted: { REFRESH_ID: hannahs.refreshToken } })
  server.sandbox.clock.turn(hour)

  expect(await failureOf(server.ask())).toBe('session-over')
})

test('a call that has read its row before another call has refreshed takes what that one got', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  const late = server.ask()

  const [first, second] = await Promise.all([late, late.then(() => server.ask())])

  expect(second.equals(first)).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test.each([
  ['503', 503, '{"error":"INTERNAL_SERVER_ERROR"}'],
  ['429', 429, '{"error":"invalid_grant"}'],
  ['an unknown code', 400, '{"error":"SOMETHING_NEW"}'],
])('%s of the OAuth server is no refusal: the pair stays good', async (_name, status, body) => {
  let broken = false
  const server = await startWithTokens({ fetch: async (...request) => broken ? new Response(body, { status }) : fetch(...request) })
  server.sandbox.clock.turn(hour)

  broken = true
  const during = await failureOf(server.ask())
  broken = false
  const after = await failureOf(server.ask())

  expect([during, after]).toEqual(['oauth-unreachable', 'no failure'])
})

test('an application that is not paid keeps its pairs', async () => {
  let unpaid = false
  const server = await startWithTokens({ fetch: async (...request) => unpaid ? new Response('{"error":"PAYMENT_REQUIRED"}', { status: 401 }) : fetch(...request) })
  server.sandbox.clock.turn(hour)

  unpaid = true
  const during = await failureOf(server.ask())
  unpaid = false
  const after = await failureOf(server.ask())

  expect([during, after]).toEqual(['no-app-access', 'no failure'])
})
