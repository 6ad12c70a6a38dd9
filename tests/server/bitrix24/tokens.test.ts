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
  const ask = (from = keeper, refused?: Secret) => from.accessToken(portal.id, people.marcus, server.sandbox.oauth.url, refused)
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

  expect(await failureOf(server.keeper.accessToken(server.portal.id, people.tom, server.sandbox.oauth.url))).toBe('session-over')
})
