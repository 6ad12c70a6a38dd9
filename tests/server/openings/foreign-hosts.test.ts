import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createOAuth } from '../../../server/bitrix24/oauth.ts'
import { connectPortal } from '../../../server/bitrix24/rest.ts'
import { createVerify } from '../../../server/bitrix24/verify.ts'
import { Secret } from '../../../server/secret.ts'
import { alderOak, failureOf, people, startServices } from '../../support/services.ts'

/** A server that is nobody's portal, and how often it was asked something. */
function stranger() {
  return listen(response => response.end('{}'))
}

function redirectTo(location: string) {
  return listen(response => response.writeHead(302, { location }).end())
}

async function listen(answer: (response: ServerResponse) => void) {
  let hits = 0
  const server = createServer((_request, response) => {
    hits++
    answer(response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`
  return { host, url: `http://${host}/rest/`, hits: () => hits }
}

/** The services, and the hosts that their requests to OAuth servers went to. */
async function startWatched() {
  const hosts = new Set<string>()
  const server = await startServices({
    fetch: async (input, options) => {
      hosts.add(new URL(input instanceof Request ? input.url : input).host)
      return fetch(input, options)
    },
  })
  return { ...server, hosts }
}

test('a known portal is asked at its stored addresses, whatever SERVER_ENDPOINT and DOMAIN were posted', async () => {
  const [server, { host, url, hits }] = await Promise.all([startWatched(), stranger()])
  await server.install()

  const { portalOrigin } = await server.open({ posted: { SERVER_ENDPOINT: url, DOMAIN: host, PROTOCOL: '0' } })

  expect(portalOrigin).toBe(server.sandbox.portal(alderOak).url)
  expect([...server.hosts]).toEqual([new URL(server.sandbox.oauth.url).host])
  expect(hits()).toBe(0)
})

test('the same without a matching APPLICATION_TOKEN and for a dead token', async () => {
  const [server, { host, url, hits }] = await Promise.all([startWatched(), stranger()])
  await server.install()

  const codes = [
    await failureOf(server.open({ posted: { SERVER_ENDPOINT: url, DOMAIN: host, APPLICATION_TOKEN: null } })),
    await failureOf(server.open({ posted: { SERVER_ENDPOINT: url, DOMAIN: host, AUTH_ID: 'd'.repeat(64) } })),
  ]

  expect(codes).toEqual(['no failure', 'token-refused'])
  expect([...server.hosts]).toEqual([new URL(server.sandbox.oauth.url).host])
  expect(hits()).toBe(0)
})

test.each([
  ['of a stranger', (url: string) => url],
  ['that only begins like an allowed one', (url: string, allowed: string) => `${allowed}@${new URL(url).host}/rest/`],
  ['that is no address', () => 'javascript:alert(1)'],
])('a first installation with a SERVER_ENDPOINT %s asks the first allowed server', async (_case, endpoint) => {
  const [server, { host, url, hits }] = await Promise.all([startWatched(), stranger()])
  server.sandbox.addApp(server.sandbox.portal(alderOak).memberId, server.app.clientId)

  await server.open({ userId: people.admin, placement: 'DEFAULT', posted: { SERVER_ENDPOINT: endpoint(url, server.sandbox.oauth.url), DOMAIN: host } })
  const portal = await server.portalRow()

  expect([portal.serverEndpoint, portal.clientEndpoint]).toEqual([`${server.sandbox.oauth.url}/rest/`, `${server.sandbox.portal(alderOak).url}/rest/`])
  expect([...server.hosts]).toEqual([new URL(server.sandbox.oauth.url).host])
  expect(hits()).toBe(0)
})

test('an OAuth server of the allow-list that is not its first serves the portal that names it', async () => {
  const server = await startServices()
  const { url } = server.sandbox.oauth

  const oauth = createOAuth({ ...server, config: { ...server.config, oauthServers: ['https://oauth.example', url] } })

  expect(oauth.server(`${url}/rest/`)).toBe(url)
  expect(oauth.server(null)).toBe('https://oauth.example')
})

test('an OAuth server that redirects is not followed', async () => {
  const { url, hits } = await stranger()
  const server = await startServices({ fetch: (_input, options) => fetch(redirecting.url, options) })
  const redirecting = await redirectTo(url)
  server.sandbox.addApp(server.sandbox.portal(alderOak).memberId, server.app.clientId)

  const code = await failureOf(server.open({ userId: people.admin, placement: 'DEFAULT' }))

  expect(code).toBe('oauth-unreachable')
  expect(hits()).toBe(0)
})

test('a portal that redirects is not followed', async () => {
  const { url, hits } = await stranger()
  const { url: clientEndpoint } = await redirectTo(url)

  const client = connectPortal({ clientEndpoint, accessToken: new Secret('a'.repeat(32)) })

  expect(await failureOf(client.batch({ profile: ['profile'] }))).toBe('portal-unreachable')
  expect(hits()).toBe(0)
})

test.each([
  'http://alder-oak.bitrix24.com/rest/', 'https://10.0.0.1/rest/', 'https://2130706433/rest/', 'https://8.8.8.8/rest/', 'https://[::ffff:127.0.0.1]/rest/', 'https://localhost/rest/', 'https://intranet/rest/',
])('a verdict that names %s as the portal is not believed, except in a sandbox', async (clientEndpoint) => {
  const server = await startServices()
  await server.install()
  const { callback } = server.visit()
  const oauth = { ...createOAuth(server), verdict: async () => ({
    clientId: server.app.clientId, memberId: callback.memberId, userId: people.marcus, installed: true, clientEndpoint, expiresAt: server.clock() + 1000,
  }) }

  const verified = (allowInsecure: boolean) => failureOf(createVerify({ config: { ...server.config, allowInsecure }, oauth, clock: server.clock })(server.sandbox.oauth.url, callback))

  expect([await verified(false), await verified(true)]).toEqual(['token-refused', 'no failure'])
})

test('a name that means an address of our own network is not connected to, except in a sandbox', async () => {
  const { url, hits } = await stranger()
  const clientEndpoint = url.replace('127.0.0.1', 'localhost')
  const ask = (reach?: 'any') => failureOf(connectPortal({ clientEndpoint, accessToken: new Secret('a'.repeat(32)) }, reach).batch({ profile: ['profile'] }))

  const inPublic = [await ask(), hits()]
  await ask('any')

  expect([...inPublic, hits()]).toEqual(['portal-unreachable', 0, 1])
})
