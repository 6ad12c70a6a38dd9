import { expect, test } from 'vitest'
import { brightwater, people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

const hour = 60 * 60 * 1000

/** A thread that was opened so long ago that its session is over; `fresh` gives tokens as the portal's page does. */
async function startLate(hours = 13) {
  const server = await startApi()
  const { session } = await server.openThread()
  server.sandbox.clock.turn(hours * hour)
  const fresh = (userId: number = people.marcus, portal = server.portal.memberId) => {
    const { accessToken, refreshToken } = server.sandbox.issueToken({ memberId: portal, userId, clientId: server.app.clientId })
    return { accessToken, refreshToken }
  }
  const renew = (tokens: object, old = session) => server.call(null, 'POST', '/api/session', { session: old, ...tokens })
  return { ...server, session, fresh, renew }
}

test('a page that was open for longer than its session goes on with a fresh token of the same person', async () => {
  const { call, session, fresh, renew } = await startLate()

  const over = await call(session, 'GET', '/api/thread')
  const { status, body } = await renew(fresh())
  const thread = await call(body.session, 'GET', '/api/thread')

  expect([over.status, status, thread.status]).toEqual([401, 200, 200])
})

test('it is again the same person\'s view of the same object: an administrator who is none any more has lost the flag', async () => {
  const server = await startApi()
  const { session } = await server.openThread({ userId: people.admin })
  const { accessToken } = server.sandbox.issueToken({ memberId: server.portal.memberId, userId: people.admin, clientId: server.app.clientId })
  const administrator = server.sandbox.portal(server.portal.memberId).users.find(({ id }) => id === people.admin)
  if (administrator) administrator.role = 'employee'

  const { body } = await server.call(null, 'POST', '/api/session', { session, accessToken })

  expect(await server.services.sealer.unseal('session', body.session)).toMatchObject({ isAdmin: false, userId: people.admin, view: 'thread', subject: { id: '3473' } })
})

test.each([
  ['somebody else\'s token', people.hannah, 'token-refused'],
  ['no live token', 0, 'token-refused'],
])('with %s there is no new session', async (_case, userId, code) => {
  const { fresh, renew } = await startLate()

  const { status, body } = await renew(userId ? fresh(userId) : { accessToken: 'f'.repeat(64) })

  expect([status, body]).toEqual([403, expect.objectContaining({ code })])
})

test('a token of another portal renews nothing here', async () => {
  const server = await startLate()
  await server.install(brightwater)

  const { status } = await server.renew(server.fresh(people.admin, server.sandbox.portal(brightwater).memberId))

  expect(status).toBe(403)
})

test.each([
  ['forged', () => 'forged'],
  ['changed', (session: string) => `${session.slice(0, -4)}AAAA`],
])('a %s session is renewed for nobody', async (_case, change) => {
  const { session, fresh, renew } = await startLate()

  const { status, body } = await renew(fresh(), change(session))

  expect([status, body.code]).toEqual([401, 'session-over'])
})

test('after a week, and after another installation, a page has to be opened anew', async () => {
  const late = await startLate(12 + 7 * 24 + 1)
  const removed = await startLate()
  removed.sandbox.uninstall(removed.portal.memberId, removed.app.clientId)
  await removed.install()

  const answers = [await late.renew(late.fresh()), await removed.renew(removed.fresh())]

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[401, 'session-over'], [401, 'session-over']])
})

test('a page that renews without end is told when to come back, and keeps nobody else from it', async () => {
  const server = await startLate()
  const { session: hannahs } = await server.openThread({ userId: people.hannah })
  const answers = []
  for (let n = 0; n < 31; n++) answers.push(await server.renew({ accessToken: n.toString(16).padStart(64, '0') }))

  const colleague = await server.renew(server.fresh(people.hannah), hannahs)
  const last = answers.at(-1)

  expect([answers[0]?.status, last?.status, last?.body.code, last?.headers.get('retry-after')]).toEqual([403, 429, 'too-many-requests', '60'])
  expect(colleague.status).toBe(200)
})
