import { expect, test } from 'vitest'
import { failureOf } from '../../support/services.ts'
import { hour, refreshes, startWithTokens } from './start-tokens.ts'

const minute = 60_000

/** A server whose pair has expired, and an OAuth server that answers what it is told to, or the truth. */
async function startAnswering() {
  let lie: { status: number, body: string } | null = null
  const server = await startWithTokens({
    fetch: async (...request) => {
      const answer = await fetch(...request)
      return lie ? new Response(lie.body, { status: lie.status }) : answer
    },
  })
  server.sandbox.clock.turn(hour)
  return { ...server, answer: (status: number, body: string) => void (lie = { status, body }), answerTruly: () => void (lie = null) }
}

const pair = (fields: object) => JSON.stringify({ access_token: 'a'.repeat(32), refresh_token: 'r'.repeat(32), expires_in: 3600, member_id: 'm', user_id: 3, ...fields })

test.each([
  ['500', 500, '{"error":"INTERNAL_SERVER_ERROR"}'],
  ['503', 503, '{"error":"invalid_grant"}'],
  ['429', 429, '{"error":"invalid_grant"}'],
  ['an unknown code', 400, '{"error":"SOMETHING_NEW"}'],
  ['HTML', 200, '<html><body>Maintenance</body></html>'],
  ['an empty answer', 200, ''],
  ['a pair of blank tokens', 200, pair({ access_token: '', refresh_token: '' })],
  ['a blank refresh token', 200, pair({ refresh_token: ' ' })],
  ['no access token', 200, pair({ access_token: null })],
])('%s of the OAuth server is no refusal: the row stays as it was', async (_name, status, body) => {
  const server = await startAnswering()
  const before = server.row()
  server.answer(status, body)

  const told = await failureOf(server.ask())

  expect(told).toBe('oauth-unreachable')
  expect(server.row()).toEqual(before)
})

test.each(['down', 'html', 'hang'] as const)('an OAuth server that is %s spoils nothing: the pair is good again afterwards', async (fault) => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  const before = server.row()
  server.sandbox.faults.oauth = fault

  const during = await failureOf(server.ask(server.tokenKeeper({ timeout: 50 })))
  const row = server.row()
  server.sandbox.faults.oauth = null

  expect([during, row]).toEqual(['oauth-unreachable', before])
  expect(await failureOf(server.ask())).toBe('no failure')
})

test.each(['invalid_grant', 'expired_token', 'NO_AUTH_FOUND'])('%s is the end of a pair: only an opening brings another', async (code) => {
  const server = await startAnswering()
  server.answer(400, JSON.stringify({ error: code }))

  const told = await failureOf(server.ask())
  server.answerTruly()
  const later = await failureOf(server.ask())

  expect([told, later]).toEqual(['session-over', 'session-over'])
  expect(server.row()).toMatchObject({ state: 'dead', refusal: code, refusedAt: server.clock(), leaseId: null })
  expect(refreshes(server)).toBe(1)
})

test.each([
  ['PAYMENT_REQUIRED', 'no-app-access'],
  ['user_access_error', 'no-app-access'],
  ['NOT_INSTALLED', 'not-installed'],
  ['invalid_client', 'token-refused'],
  ['wrong_client', 'token-refused'],
  ['insufficient_scope', 'token-refused'],
])('%s does not kill the pair: it is held, asked again after a minute, and good again then', async (code, failure) => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  const before = server.row()
  const refusing = server.tokenKeeper({ fetch: async () => new Response(JSON.stringify({ error: code }), { status: 401 }) })

  const told = await failureOf(server.ask(refusing))
  const held = server.row()
  server.sandbox.clock.turn(minute - 1)
  const within = await failureOf(server.ask())
  const asked = refreshes(server)
  server.sandbox.clock.turn(1)
  const after = await failureOf(server.ask())

  expect([told, within, after]).toEqual([failure, failure, 'no failure'])
  expect([asked, refreshes(server)]).toEqual([0, 1])
  expect(held).toEqual({ ...before, state: 'held', refusal: code, refusedAt: held?.refusedAt })
  expect(server.row()).toMatchObject({ state: 'good', refusal: null, refusedAt: null })
})

test('an opening ends what a pair was held for at once', async () => {
  const server = await startAnswering()
  server.answer(401, '{"error":"PAYMENT_REQUIRED"}')
  await failureOf(server.ask())
  server.answerTruly()

  await server.open()

  expect([await failureOf(server.ask()), server.row()?.state]).toEqual(['no failure', 'good'])
})

test('a pair without a refresh token is dead after its hour', async () => {
  const server = await startWithTokens()
  server.change({ state: 'dead' })
  await server.open({ posted: { REFRESH_ID: null } })
  server.sandbox.clock.turn(hour)

  const told = await failureOf(server.ask())

  expect([told, server.row()?.state, refreshes(server)]).toEqual(['session-over', 'dead', 0])
})

test('a renewed pair of which nobody says whose it is, is kept, but given out only when that is known', async () => {
  const server = await startWithTokens()
  server.sandbox.clock.turn(hour)
  let isVerdictDown = true
  const keeper = server.tokenKeeper({
    async fetch(url, init) {
      if (isVerdictDown && String(url).endsWith('app.info')) return new Response('', { status: 502 })
      const answer = await fetch(url, init)
      return new Response((await answer.text()).replace(/,"user_id":\d+}$/, '}'), { status: answer.status })
    },
  })

  const during = await failureOf(server.ask(keeper))
  const kept = server.row()
  isVerdictDown = false
  const after = await failureOf(server.ask(keeper))

  expect([during, after]).toEqual(['oauth-unreachable', 'no failure'])
  expect(kept).toMatchObject({ state: 'good', expiresAt: 0, generation: 2, leaseId: null })
  expect(refreshes(server)).toBe(2)
})
