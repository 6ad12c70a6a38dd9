import { describe, expect, it } from 'vitest'
import { ADMIN, at, DISMISSED, MARCUS, post, send, stage, WITHOUT_APPS } from './setup.ts'

async function stageWithToken() {
  const here = await stage()
  const { accessToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: here.app.clientId })

  return { ...here, accessToken, rest: `${here.portal.url}/rest` }
}

describe('a REST call', () => {
  it('takes the token from JSON, form and query, with doubled slashes, .json, capitals and foreign query keys', async () => {
    const { rest, accessToken } = await stageWithToken()

    const answers = await Promise.all([
      post(`${rest}//profile?bx24_request_id=1&bx24_sdk_ver=2.2.0`, { auth: accessToken }),
      send(`${rest}/profile.json`, { method: 'POST', body: new URLSearchParams({ auth: accessToken }) }),
      send(`${rest}/PROFILE?auth=${accessToken}`),
    ])

    expect(answers.map(({ body }) => at(body, 'result', 'ID'))).toEqual(['1', '1', '1'])
  })

  it('carries the time block and the CORS headers, in errors as well', async () => {
    const { rest, accessToken } = await stageWithToken()

    const good = await post(`${rest}/server.time`, { auth: accessToken })
    const bad = await post(`${rest}/no.such.method`, { auth: accessToken })
    const preflight = await fetch(`${rest}/profile`, { method: 'OPTIONS' })

    expect(bad.status).toBe(404)
    for (const { headers } of [good, bad, preflight]) {
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-allow-headers')).toBe('origin, content-type, accept')
    }
    for (const { body } of [good, bad]) {
      expect(Object.keys(body.time ?? {})).toEqual(['start', 'finish', 'duration', 'processing', 'date_start', 'date_finish', 'operating_reset_at', 'operating'])
    }
  })

  it('writes dates in the offset of the portal', async () => {
    const { sandbox, app } = await stageWithToken()
    const portal = sandbox.portal('Brightwater Studio')
    sandbox.addApp(portal.memberId, app.clientId)
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })

    const { body } = await post(`${portal.url}/rest/server.time`, { auth: accessToken })

    expect(body.result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+02:00$/)
  })

  it('is refused without a token, with an unknown one, and with that of another portal', async () => {
    const { sandbox, rest, app } = await stageWithToken()
    const elsewhere = sandbox.portal('Brightwater Studio')
    sandbox.addApp(elsewhere.memberId, app.clientId)
    const foreign = sandbox.issueToken({ memberId: elsewhere.memberId, userId: ADMIN, clientId: app.clientId })

    const answers = await Promise.all([undefined, 'deadbeef', foreign.accessToken].map(auth => post(`${rest}/profile`, { auth })))

    expect(answers.map(({ status, body }) => [status, body.error])).toEqual([[401, 'NO_AUTH_FOUND'], [401, 'invalid_token'], [401, 'invalid_token']])
  })

  it('is refused with an expired token until it is renewed', async () => {
    const { sandbox, rest, accessToken } = await stageWithToken()
    sandbox.clock.turn(3600 * 1000)

    const { status, body } = await post(`${rest}/profile`, { auth: accessToken })

    expect([status, body.error, body.error_description]).toEqual([401, 'expired_token', 'The access token provided has expired.'])
  })

  it('is refused after the application has been removed', async () => {
    const { sandbox, portal, app, rest, accessToken } = await stageWithToken()
    sandbox.uninstall(portal.memberId, app.clientId)
    sandbox.addApp(portal.memberId, app.clientId)

    const { status, body } = await post(`${rest}/profile`, { auth: accessToken })

    expect([status, body.error]).toEqual([401, 'ERROR_OAUTH'])
  })

  it.each([
    ['without access to applications', WITHOUT_APPS, 403, 'user_access_error'],
    ['who was dismissed', DISMISSED, 401, 'authorization_error'],
  ])('is refused to a person %s', async (_, userId, status, error) => {
    const { call } = await stage()

    const answer = await call(userId, 'profile')

    expect([answer.status, answer.body.error]).toEqual([status, error])
  })

  it('is refused when the scope of the token does not reach', async () => {
    const { call } = await stage({ scope: ['placement'] })

    const { status, body } = await call(ADMIN, 'crm.item.get', { entityTypeId: 2, id: 3473 })

    expect([status, body.error]).toEqual([403, 'insufficient_scope'])
  })

  it('is written down with method, commands, person and status', async () => {
    const { sandbox, call } = await stage()
    sandbox.clearRequests()

    await call(MARCUS, 'batch', { cmd: { me: 'profile', deal: 'crm.item.get?entityTypeId=2&id=3473' } })

    expect(sandbox.requests).toMatchObject([{ server: 'portal', method: 'batch', commands: ['profile', 'crm.item.get'], userId: MARCUS, status: 200 }])
  })
})

describe('the switches for faults', () => {
  it('break the connection, answer a proxy\'s page, or take their time', async () => {
    const { sandbox, rest, accessToken } = await stageWithToken()

    sandbox.faults.rest = 'down'
    await expect(post(`${rest}/profile`, { auth: accessToken })).rejects.toThrow('fetch failed')
    sandbox.faults.rest = 'html'
    const html = await fetch(`${rest}/profile`)
    Object.assign(sandbox.faults, { rest: 'slow', slowBy: 20 })
    const slow = await post(`${rest}/profile`, { auth: accessToken })

    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(slow.status).toBe(200)
  })

  it('let a request hang until the caller gives up, and spare the other server', async () => {
    const { sandbox, rest, accessToken } = await stageWithToken()
    sandbox.faults.oauth = 'hang'

    const verdict = fetch(`${sandbox.oauth.url}/rest/app.info?auth=${accessToken}`, { signal: AbortSignal.timeout(50) })
    const profile = await post(`${rest}/profile`, { auth: accessToken })

    await expect(verdict).rejects.toThrow('timeout')
    expect(profile.status).toBe(200)
  })
})
