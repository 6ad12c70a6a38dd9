import qs from 'qs'
import { expect, onTestFinished, test } from 'vitest'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { alderOak, brightwater, failureOf, people, startServices, type Visit } from '../../support/services.ts'
import { rowsOf } from '../../support/rows.ts'

const hour = 3600_000

/** Two installed portals, and a host of the attacker's that counts who comes. */
async function startAttacked() {
  let hits = 0
  const listener = createServer((_request, response) => {
    hits++
    response.end('{}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    listener.close()
  })
  await once(listener, 'listening')
  const address = listener.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`

  const server = await startServices()
  await server.install(brightwater)
  const portal = await server.install(alderOak)
  const other = server.sandbox.registerApp({ title: 'Other', url: 'http://localhost:3001/', scope: ['crm', 'user_basic'] })
  server.sandbox.addApp(portal.memberId, other.clientId)

  /** What every attacker adds: hosts of the own, and nothing that proves to know the portal. */
  const lures = { SERVER_ENDPOINT: `http://${host}/rest/`, DOMAIN: host, PROTOCOL: '0' }
  const tokenOf = (memberId: string, userId: number, clientId = server.app.clientId) => {
    const { accessToken, refreshToken } = server.sandbox.issueToken({ memberId, userId, clientId })
    return { AUTH_ID: accessToken, REFRESH_ID: refreshToken }
  }
  return { ...server, portal, other, host, lures, tokenOf, hits: () => hits }
}
type Attacked = Awaited<ReturnType<typeof startAttacked>>

const attacks: [string, (server: Attacked) => Record<string, string | null>][] = [
  ['a token of nobody\'s', () => ({ AUTH_ID: 'd'.repeat(64), REFRESH_ID: 'e'.repeat(64) })],
  ['a live token of another application', ({ tokenOf, portal, other }) => tokenOf(portal.memberId, people.admin, other.clientId)],
  ['a live token of another portal', ({ tokenOf, sandbox }) => tokenOf(sandbox.portal(brightwater).memberId, people.admin)],
  ['an expired token with a forged REFRESH_ID', ({ tokenOf, portal, sandbox }) => {
    const { AUTH_ID } = tokenOf(portal.memberId, people.admin)
    sandbox.clock.turn(2 * hour)
    return { AUTH_ID, REFRESH_ID: 'e'.repeat(64) }
  }],
  ['an expired token without a REFRESH_ID', ({ tokenOf, portal, sandbox }) => {
    const { AUTH_ID } = tokenOf(portal.memberId, people.admin)
    sandbox.clock.turn(2 * hour)
    return { AUTH_ID, REFRESH_ID: null }
  }],
]

const pages: [string, Visit][] = [
  ['a thread', {}],
  ['the application\'s own page', { placement: 'DEFAULT', options: undefined }],
  ['the installation of a known portal', { placement: 'DEFAULT', options: undefined, userId: people.admin }],
]

test.each(attacks.flatMap(([attack, fields]) => pages.map(([page, visit]) => ({ attack, page, fields, visit }))))('$attack opens not $page, changes no row, and asks neither the portal nor a host that was posted', async ({ page, fields, visit }) => {
  const server = await startAttacked()
  const { callback, path } = server.visit({ ...visit, posted: { ...fields(server), ...server.lures, APPLICATION_TOKEN: 'f'.repeat(32) } })
  const before = rowsOf(server.database.$client)
  server.sandbox.clearRequests()

  const code = await failureOf(server.services.open(callback, page.startsWith('the installation') ? '/install' : path))

  expect(['token-refused', 'session-over']).toContain(code)
  expect(rowsOf(server.database.$client)).toEqual(before)
  expect(server.sandbox.requests.filter(request => request.server === 'portal')).toEqual([])
  expect(server.hits()).toBe(0)
})

test('an employee\'s own good token installs nothing anew, and changes neither addresses nor application_token', async () => {
  const server = await startAttacked()
  const { callback } = server.visit({ posted: { ...server.lures, APPLICATION_TOKEN: 'f'.repeat(32) } })
  const before = rowsOf(server.database.$client)

  const code = await failureOf(server.services.open(callback, '/install'))

  expect(code).toBe('not-administrator')
  expect(rowsOf(server.database.$client)).toEqual(before)
  expect(server.hits()).toBe(0)
})

test.each(['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPPAYMENT'].flatMap(event => [true, false].map(isEmployee => ({ event, by: isEmployee ? 'an employee' : 'a stranger', isEmployee }))))(
  'a forged $event of $by, sent over and over, changes no row and asks no portal', async ({ event, isEmployee }) => {
    const server = await startAttacked()
    const applicationToken = server.sandbox.portal(alderOak).installations.get(server.app.clientId)?.applicationToken
    const accessToken = isEmployee ? server.tokenOf(server.portal.memberId, people.marcus).AUTH_ID : 'd'.repeat(64)
    const body = (ts: number) => new URLSearchParams(qs.stringify({
      event, ts, data: { CLEAN: '1' },
      auth: {
        member_id: server.portal.memberId, application_token: isEmployee ? applicationToken : 'f'.repeat(32), access_token: accessToken,
        domain: server.host, client_endpoint: server.lures.SERVER_ENDPOINT, server_endpoint: server.lures.SERVER_ENDPOINT,
      },
    }))
    // The inbox holds what it was told, as not verified, and jobs come and go.
    const lasting = () => Object.entries(rowsOf(server.database.$client)).filter(([table]) => table !== 'events_inbox')
    const before = lasting()

    for (const ts of [1, 1, 2, 3]) {
      await server.services.inbox.receive(body(ts))
      server.sandbox.clock.turn(60_001)
      await server.services.jobs.runDue()
    }

    expect(lasting()).toEqual(before)
    // The profile of whose token it is: without it nobody would know that this is no administrator.
    const isAsked = isEmployee && ['ONAPPINSTALL', 'ONAPPUPDATE'].includes(event)
    expect(server.sandbox.requests.filter(request => request.server === 'portal' && !isAsked)).toEqual([])
    expect(server.hits()).toBe(0)
  })

test('a sealed callback that is brought a second time changes no row, and asks nobody', async () => {
  const server = await startAttacked()
  const { callback, path } = server.visit()
  const sealed = await server.services.pending.seal(callback, path)
  await server.services.pending.redeem(sealed)
  const before = rowsOf(server.database.$client)
  server.sandbox.clearRequests()

  const code = await failureOf(server.services.pending.redeem(sealed))

  expect([code, server.sandbox.requests]).toEqual(['session-over', []])
  expect(rowsOf(server.database.$client)).toEqual(before)
})
