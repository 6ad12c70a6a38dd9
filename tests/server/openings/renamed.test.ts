import { v7 as uuid } from 'uuid'
import qs from 'qs'
import { expect, test } from 'vitest'
import { failureOf, people, startServices } from '../../support/services.ts'
import { createOAuth } from '../../../server/bitrix24/oauth.ts'
import { PortalMoved } from '../../../server/bitrix24/rest.ts'
import { createVerify } from '../../../server/bitrix24/verify.ts'
import { startApi } from '../api/start-api.ts'

const minute = 60_001
const restOf = (url: string) => `${url}/rest/`

/** The thread of a deal is open, and then the portal gets another address. */
async function startRenamed() {
  const api = await startApi()
  const { session } = await api.openThread()
  // What the portal allowed is remembered for a minute: afterwards it has to be asked.
  api.sandbox.clock.turn(minute)
  const address = await api.sandbox.rename(api.portal.memberId)
  api.sandbox.clearRequests()
  return { ...api, session, address, stored: async () => (await api.portalRow()).clientEndpoint }
}

test('a portal that was renamed between opening and saving: the note is saved, and the new address kept', async () => {
  const { call, session, address, stored, sandbox } = await startRenamed()

  const { status } = await call(session, 'POST', '/api/notes', { id: uuid(), text: 'Fumed oak' })

  expect([status, await stored()]).toEqual([201, restOf(address)])
  expect(sandbox.requests.map(({ server, method }) => [server, method])).toEqual([['oauth', 'app.info'], ['portal', 'batch']])
})

test('the next call goes to the new address at once', async () => {
  const { call, session, sandbox } = await startRenamed()
  await call(session, 'GET', '/api/thread')
  sandbox.clock.turn(minute)
  sandbox.clearRequests()

  await call(session, 'GET', '/api/thread')

  expect(sandbox.requests.map(({ method }) => method)).toEqual(['batch'])
})

test('a page is opened with the token of before, whose verdict is still remembered', async () => {
  const { services, sandbox, visit, portal, portalRow } = await startApi()
  const { callback, path } = visit()
  await services.open(callback, path)
  const address = await sandbox.rename(portal.memberId)

  const { portalOrigin } = await services.open(callback, path)

  expect([portalOrigin, (await portalRow()).clientEndpoint]).toEqual([address, restOf(address)])
})

test('the remembered verdict of another person does not bring the old address back', async () => {
  const { services, sandbox, visit, open, portal, portalRow } = await startApi()
  const [marcus, hannah] = [visit(), visit({ userId: people.hannah })]
  await services.open(marcus.callback, marcus.path)
  await services.open(hannah.callback, hannah.path)
  const address = await sandbox.rename(portal.memberId)

  await open()
  await services.open(hannah.callback, hannah.path)

  expect((await portalRow()).clientEndpoint).toBe(restOf(address))
})

test('background work goes on at the new address', async () => {
  const server = await startServices()
  const { id, memberId } = await server.install()
  const address = await server.sandbox.rename(memberId)
  const bindings = () => server.sandbox.portal(memberId).installations.get(server.app.clientId)?.bindings ?? []
  const before = bindings().length
  bindings().splice(0, 3)

  await server.services.jobs.enqueue({ kind: 'reconcile', key: String(id), portalId: id })
  await server.services.jobs.runDue()

  expect(server.services.jobs.counts()).toEqual([])
  expect(before).toBeGreaterThan(3)
  expect(bindings()).toHaveLength(before)
  expect((await server.portalRow()).clientEndpoint).toBe(restOf(address))
})

test('so does what an event brings, and a session that is renewed', async () => {
  const server = await startApi()
  const { session } = await server.openThread()
  const { memberId } = server.portal
  const admin = server.sandbox.issueToken({ memberId, userId: people.admin, clientId: server.app.clientId })
  const marcus = server.sandbox.issueToken({ memberId, userId: people.marcus, clientId: server.app.clientId })
  const address = await server.sandbox.rename(memberId)

  const { status } = await server.call(null, 'POST', '/api/session', { session, accessToken: marcus.accessToken })
  await server.services.inbox.receive(new URLSearchParams(qs.stringify({ event: 'ONAPPUPDATE', ts: 1, auth: { member_id: memberId, access_token: admin.accessToken, application_token: 'e'.repeat(32) } })))
  await server.services.jobs.runDue()

  expect([status, (await server.portalRow()).clientEndpoint]).toEqual([200, restOf(address)])
  expect(server.services.jobs.counts()).toEqual([])
})

test('a portal that redirects while the OAuth server knows no other address is not reachable, and asked once', async () => {
  const { call, session, sandbox, portal, stored } = await startRenamed()
  const row = sandbox.portal(portal.memberId)
  const before = await stored()
  row.url = before.slice(0, -'/rest/'.length)

  const { status, body } = await call(session, 'GET', '/api/thread')

  expect([status, body.code, await stored()]).toEqual([503, 'portal-unreachable', before])
  expect(sandbox.requests.map(({ method }) => method)).toEqual(['app.info'])
})

test('while the OAuth server is down, a renamed portal is not found, and nothing is taken for absent', async () => {
  const { services, portal, sandbox, openThread } = await startApi()
  await openThread()
  sandbox.clock.turn(minute)
  await sandbox.rename(portal.memberId)
  sandbox.faults.oauth = 'down'

  expect(await failureOf(services.access.check(portal, people.marcus, { kind: 'crm-item', entityTypeId: 2, id: '3473' }))).toBe('oauth-unreachable')
})

test('once it is known that a portal has moved, nobody\'s remembered verdict sends another token to the old name', async () => {
  const server = await startServices()
  await server.install()
  const verify = createVerify({ ...server, oauth: createOAuth(server) })
  const [marcus, hannah] = [server.visit().callback, server.visit({ userId: people.hannah }).callback]
  const { url } = server.sandbox.oauth
  const before = (await verify(url, hannah)).verdict.clientEndpoint
  const address = await server.sandbox.rename(marcus.memberId)
  await verify.following(url, marcus, before, async (clientEndpoint) => {
    if (clientEndpoint === before) throw new PortalMoved()
  })

  const { verdict } = await verify(url, hannah)

  expect(verdict.clientEndpoint).toBe(restOf(address))
})
