import { expect, test } from 'vitest'
import { Secret } from '../../../server/secret.ts'
import { failureOf, people, startServices } from '../../support/services.ts'
import { day, holdingFetch, hour, refreshes, startWithTokens } from './start-tokens.ts'

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

test('fifty openings at once of one person are fifty writes, not each against all others', async () => {
  const server = await startWithTokens()
  const { sealer } = server.services
  let sealed = 0
  const keeper = server.tokenKeeper({ sealer: { ...sealer, seal: (...value) => {
    sealed++
    return sealer.seal(...value)
  } } })
  const pair = () => ({ accessToken: new Secret('a'.repeat(64)), refreshToken: new Secret('r'.repeat(64)), expiresAt: server.clock() + hour })

  await Promise.all(Array.from({ length: 50 }, () => keeper.store(server.portal.id, people.marcus, pair())))

  expect(sealed).toBe(50)
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
  const { fetch, holdNext } = holdingFetch()
  const server = await startWithTokens({ fetch })
  server.sandbox.clock.turn(hour)
  const held = holdNext()

  const slow = server.ask()
  await held.arrived
  const newer = server.freshPair()
  await server.keeper.store(server.portal.id, people.marcus, newer)
  held.letGo()
  await slow

  expect((await server.ask()).equals(newer.accessToken)).toBe(true)
})

test('a refused refresh token ends the session, and is not tried again', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(181 * day)

  const first = await failureOf(server.ask())
  const second = await failureOf(server.ask())

  expect([first, second]).toEqual(['session-over', 'session-over'])
  expect(refreshes(server)).toBe(1)
})

test('the next opening heals a refused pair', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(181 * day)
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

test('a frame that is loaded again does not bring back the pair that was renewed meanwhile', async () => {
  const server = await startWithTokens()
  const first = server.visit()
  await server.services.open(first.callback, first.path)
  server.sandbox.clock.turn(hour - 20_000)
  const renewed = await server.ask()

  await server.services.open(first.callback, first.path)

  expect((await server.ask()).equals(renewed)).toBe(true)
  expect(server.row()).toMatchObject({ state: 'good', expiresAt: server.clock() + hour })
})

test('an opening without a REFRESH_ID during a refresh keeps the refresh token that this one brings', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)

  await Promise.all([server.ask(), server.keeper.store(server.portal.id, people.marcus, { ...server.freshPair(), refreshToken: null })])
  server.sandbox.clock.turn(hour)

  expect(await failureOf(server.ask())).toBe('no failure')
})

test('an opening without a REFRESH_ID that a refresh overtakes does not bring the spent refresh token back', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  const { sealer } = server.services
  const overtaken = server.tokenKeeper({
    sealer: {
      ...sealer,
      async seal(...what) {
        await server.ask()
        return sealer.seal(...what)
      },
    },
  })

  await overtaken.store(server.portal.id, people.marcus, { ...server.freshPair(), refreshToken: null })
  server.sandbox.clock.turn(hour)

  expect(await failureOf(server.ask())).toBe('no failure')
})

test('an opening replaces a pair that no key opens any more', async () => {
  const server = await startWithTokens()
  server.change({ sealed: 'sealed with a key that is gone' })

  const before = await failureOf(server.ask())
  await server.open({ posted: { REFRESH_ID: null } })

  expect([before, await failureOf(server.ask())]).toEqual(['session-over', 'no failure'])
})

test('a pair that was renewed more than ninety days ago is due once, and asking for its token renews it', async () => {
  const server = await startWithTokens()
  const owner = server.ownerOf(server.portal, people.marcus)
  const isDue = async () => (await server.keeper.dueForRenewal(server.clock())).some(({ userId }) => userId === people.marcus)

  server.sandbox.clock.turn(90 * day)
  const before = await isDue()
  server.sandbox.clock.turn(1)
  const due = await server.keeper.dueForRenewal(server.clock())
  for (const each of due) await server.keeper.accessToken(each)

  expect([before, await isDue()]).toEqual([false, false])
  expect(due).toContainEqual(owner)
})

test('a pair that is dead is not due, nor kept trying', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(181 * day)
  const due = await server.keeper.dueForRenewal(server.clock())
  for (const each of due) await failureOf(server.keeper.accessToken(each))

  expect(due.map(({ userId }) => userId)).toEqual([people.admin, people.marcus])
  expect(await server.keeper.dueForRenewal(server.clock())).toEqual([])
})
