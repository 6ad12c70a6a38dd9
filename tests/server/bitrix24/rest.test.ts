import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { connectPortal, type PortalAccess } from '../../../server/bitrix24/rest.ts'
import { Failure } from '../../../server/failure.ts'
import { Secret } from '../../../server/secret.ts'
import { failureOf } from '../../support/services.ts'

interface Said { status?: number, body: unknown }

/** A portal that answers every request with the same, or with the next of several answers. */
async function portalSaying(...answers: Said[]) {
  const tokens: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    tokens.push(JSON.parse(Buffer.concat(chunks).toString()).auth)
    const { status = 200, body } = answers[tokens.length - 1] ?? answers.at(-1) ?? { body: null }
    response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const connect = (access: Partial<PortalAccess> = {}) =>
    connectPortal({ clientEndpoint: `http://127.0.0.1:${address.port}/rest/`, accessToken: new Secret('first-token'), ...access })
  return { connect, tokens }
}

const time = { start: 1, finish: 2, duration: 1, processing: 1, date_start: '2026-11-20T09:00:00+00:00', date_finish: '2026-11-20T09:00:01+00:00' }
const refusal = (error: string) => ({ error, error_description: `because of ${error}` })

function batchAnswer({ result, errors = [], totals = [] }: { result: object, errors?: object, totals?: object }): Said {
  return { body: { result: { result, result_error: errors, result_total: totals, result_next: [], result_time: {} }, time } }
}

test('a command that is refused does not stop the others', async () => {
  const { connect } = await portalSaying(batchAnswer({ result: { profile: { ID: '1' }, list: [1, 2] }, errors: { item: refusal('ACCESS_DENIED') }, totals: { list: 70 } }))

  const answers = await connect().batch({ item: ['crm.item.get'], profile: ['profile'], list: ['crm.type.list'] })

  expect(answers.profile).toEqual({ value: { ID: '1' }, total: null })
  expect(answers.list).toEqual({ value: [1, 2], total: 70 })
  expect(answers.item).toMatchObject({ error: { code: 'access_denied' } })
})

test.each([
  ['user_access_error', 403, 'no-app-access'],
  ['PAYMENT_REQUIRED', 402, 'no-app-access'],
  ['ERROR_OAUTH', 401, 'not-installed'],
  ['APPLICATION_NOT_FOUND', 401, 'not-installed'],
  ['invalid_token', 401, 'token-refused'],
  ['expired_token', 401, 'token-refused'],
  ['NO_AUTH_FOUND', 401, 'token-refused'],
  ['authorization_error', 401, 'token-refused'],
  ['invalid_token', 503, 'portal-unreachable'],
  ['QUERY_LIMIT_EXCEEDED', 429, 'portal-unreachable'],
  ['METHOD_CONFIRM_WAITING', 401, 'portal-unreachable'],
  ['ERROR_METHOD_NOT_FOUND', 404, 'portal-unreachable'],
  ['SOMETHING_NEW', 400, 'portal-unreachable'],
  ['INTERNAL_SERVER_ERROR', 500, 'portal-unreachable'],
  ['PORTAL_DELETED', 403, 'portal-unreachable'],
])('a batch refused with %s (%i) is told as %s', async (error, status, code) => {
  const { connect } = await portalSaying({ status, body: refusal(error) })

  expect(await failureOf(connect().batch({ profile: ['profile'] }))).toBe(code)
})

test.each([['QUERY_LIMIT_EXCEEDED', 503], ['OPERATION_TIME_LIMIT', 429], ['OVERLOAD_LIMIT', 503]])('with %s nothing is sent again: it might be a write', async (error, status) => {
  const { connect, tokens } = await portalSaying({ status, body: refusal(error) })

  expect(await failureOf(connect().batch({ bind: ['placement.bind'] }))).toBe('portal-unreachable')
  expect(tokens).toHaveLength(1)
})

test.each([
  ['an HTML page', { body: '<html>maintenance</html>' }],
  ['an HTML page as an error', { status: 503, body: '<html>maintenance</html>' }],
  ['nothing', { body: '' }],
  ['null', { body: null }],
  ['JSON of another form', { body: { hello: 'world' } }],
])('%s for an answer is none', async (_what, said) => {
  const { connect } = await portalSaying(said)

  expect(await failureOf(connect().batch({ profile: ['profile'] }))).toBe('portal-unreachable')
})

test('a token that the portal calls expired is exchanged once, and the new one is sent', async () => {
  const { connect, tokens } = await portalSaying({ status: 401, body: refusal('expired_token') }, batchAnswer({ result: { profile: { ID: '1' } } }))

  const { profile } = await connect({ refresh: async () => new Secret('second-token') }).batch({ profile: ['profile'] })

  expect(profile).toMatchObject({ value: { ID: '1' } })
  expect(tokens).toEqual(['first-token', 'second-token'])
})

test('a token that cannot be exchanged ends the session', async () => {
  const { connect } = await portalSaying({ status: 401, body: refusal('expired_token') })

  const code = await failureOf(connect({ refresh: () => Promise.reject(new Failure('session-over')) }).batch({ profile: ['profile'] }))

  expect(code).toBe('session-over')
})

test('an answer without end is not taken in', async () => {
  const { connect } = await portalSaying({ body: `{"result":"${'x'.repeat(9 * 1024 * 1024)}"}` })

  expect(await failureOf(connect().batch({ profile: ['profile'] }))).toBe('portal-unreachable')
})
