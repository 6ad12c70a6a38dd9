import { describe, expect, it } from 'vitest'
import { ADMIN, at, post, send, stage, type Stage } from './setup.ts'

const HOUR = 3600 * 1000

function refresh({ sandbox, app }: Stage, refreshToken: string, changes: Record<string, string> = {}) {
  return send(`${sandbox.oauth.url}/oauth/token/`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret, refresh_token: refreshToken, ...changes,
    }),
  })
}

function freshToken({ sandbox, portal, app }: Stage) {
  return sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
}

describe('refreshing a token', () => {
  it('answers a new pair with the keys of the documentation', async () => {
    const here = await stage()

    const { status, body } = await refresh(here, freshToken(here).refreshToken)

    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual([
      'access_token', 'client_endpoint', 'domain', 'expires', 'expires_in', 'member_id', 'refresh_token', 'scope', 'server_endpoint', 'status', 'user_id',
    ])
    expect(body).toMatchObject({
      client_endpoint: `${here.portal.url}/rest/`, server_endpoint: `${here.sandbox.oauth.url}/rest/`, member_id: here.portal.memberId, expires_in: 3600, user_id: ADMIN, status: 'L',
    })
    expect(body.domain, 'the domain of the OAuth server, not of the portal').toBe(new URL(here.sandbox.oauth.url).host)
  })

  it('works as a GET without the slash at the end too', async () => {
    const here = await stage()
    const query = new URLSearchParams({
      grant_type: 'refresh_token', client_id: here.app.clientId, client_secret: here.app.clientSecret, refresh_token: freshToken(here).refreshToken,
    })

    const { status } = await send(`${here.sandbox.oauth.url}/oauth/token?${query}`)

    expect(status).toBe(200)
  })

  it('takes a refresh token once', async () => {
    const here = await stage()
    const token = freshToken(here)
    await refresh(here, token.refreshToken)

    const second = await refresh(here, token.refreshToken)

    expect(second.status).toBe(400)
    expect(second.body.error).toBe('invalid_grant')
  })

  it('refuses a refresh token after 180 days', async () => {
    const here = await stage()
    const token = freshToken(here)
    here.sandbox.clock.turn(181 * 24 * HOUR)

    const { status, body } = await refresh(here, token.refreshToken)

    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  })

  it('refuses the refresh token of another client', async () => {
    const here = await stage()
    const other = here.sandbox.registerApp({ title: 'Other', url: 'http://localhost:8/', scope: ['crm'] })
    const foreign = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: other.clientId })

    const { status, body } = await refresh(here, foreign.refreshToken)

    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  })

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 400, 'invalid_client'],
    ['an unknown client, with HTTP 200', { client_id: 'local.0.0' }, 200, 'wrong_client'],
    ['a scope wider than the card', { scope: 'crm disk' }, 403, 'invalid_scope'],
    ['an unknown grant', { grant_type: 'password' }, 400, 'invalid_request'],
  ])('refuses %s', async (_, changes, status, error) => {
    const here = await stage()

    const answer = await refresh(here, freshToken(here).refreshToken, changes)

    expect([answer.status, answer.body.error]).toEqual([status, error])
  })

  it('refuses a missing refresh token as a malformed request', async () => {
    const { sandbox, app } = await stage()

    const { status, body } = await post(`${sandbox.oauth.url}/oauth/token/`, {
      grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret,
    })

    expect([status, body.error, body.error_description]).toEqual([400, 'invalid_request', 'No "refresh_token" parameter found'])
  })
})

describe('app.info of the authorization server', () => {
  it('names client, portal and person of a live token', async () => {
    const here = await stage({ scope: ['crm', 'placement'] })

    const { status, body } = await post(`${here.sandbox.oauth.url}/rest/app.info`, { auth: freshToken(here).accessToken })

    expect(status).toBe(200)
    expect(body.result).toMatchObject({
      client_id: here.app.clientId,
      scope: 'crm,placement',
      user_id: ADMIN,
      install: {
        installed: true, version: '1', status: 'L', domain: here.portal.host, uri: here.portal.url,
        client_endpoint: `${here.portal.url}/rest/`, member_id: here.portal.memberId,
      },
    })
    expect(body.time).toBeTypeOf('object')
  })

  it('takes the token from query and form too', async () => {
    const here = await stage()
    const { accessToken } = freshToken(here)

    const byQuery = await send(`${here.sandbox.oauth.url}/rest/app.info?auth=${accessToken}`)
    const byForm = await send(`${here.sandbox.oauth.url}/rest/app.info`, { method: 'POST', body: new URLSearchParams({ auth: accessToken }) })

    expect([byQuery.status, byForm.status]).toEqual([200, 200])
  })

  it('judges the token of whatever client, and names that client', async () => {
    const here = await stage()
    const other = here.sandbox.registerApp({ title: 'Other', url: 'http://localhost:8/', scope: ['crm'] })
    here.sandbox.addApp(here.portal.memberId, other.clientId)
    const { accessToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: other.clientId })

    const { body } = await post(`${here.sandbox.oauth.url}/rest/app.info`, { auth: accessToken })

    expect(at(body, 'result', 'client_id')).toBe(other.clientId)
  })

  it('says that the installation is not finished', async () => {
    const here = await stage({ installed: false })

    const { body } = await post(`${here.sandbox.oauth.url}/rest/app.info`, { auth: freshToken(here).accessToken })

    expect(at(body, 'result', 'install', 'installed')).toBe(false)
  })

  it.each([
    ['no token', undefined, 'NO_AUTH_FOUND'],
    ['an unknown token', 'deadbeef', 'NO_AUTH_FOUND'],
  ])('refuses %s', async (_, auth, error) => {
    const { sandbox } = await stage()

    const { status, body } = await post(`${sandbox.oauth.url}/rest/app.info`, { auth })

    expect([status, body.error]).toEqual([401, error])
  })

  it('refuses an expired token and that of a removed application', async () => {
    const here = await stage()
    const expired = freshToken(here)
    here.sandbox.clock.turn(HOUR)
    const orphaned = freshToken(here)

    const first = await post(`${here.sandbox.oauth.url}/rest/app.info`, { auth: expired.accessToken })
    here.sandbox.uninstall(here.portal.memberId, here.app.clientId)
    const second = await post(`${here.sandbox.oauth.url}/rest/app.info`, { auth: orphaned.accessToken })

    expect([first.status, first.body.error]).toEqual([401, 'expired_token'])
    expect([second.status, second.body.error]).toEqual([401, 'NOT_INSTALLED'])
  })
})

describe('the full protocol', () => {
  async function codeOf(here: Stage) {
    const answer = await fetch(`${here.portal.url}/oauth/authorize/?client_id=${here.app.clientId}&state=mine`, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '').searchParams
  }

  function exchange({ sandbox, app }: Stage, code: string | null) {
    return send(`${sandbox.oauth.url}/oauth/token/?${new URLSearchParams({
      grant_type: 'authorization_code', client_id: app.clientId, client_secret: app.clientSecret, code: code ?? '',
    })}`)
  }

  it('leads back to the application with a code, and gives tokens for it', async () => {
    const here = await stage()

    const back = await codeOf(here)
    const { status, body } = await exchange(here, back.get('code'))
    const profile = await post(`${here.portal.url}/rest/profile`, { auth: body.access_token })

    expect(Object.fromEntries(back)).toEqual({
      code: expect.any(String), state: 'mine', domain: here.portal.host, member_id: here.portal.memberId, scope: here.app.scope.join(','),
      server_domain: new URL(here.sandbox.oauth.url).host,
    })
    expect([status, body.user_id, profile.status]).toEqual([200, ADMIN, 200])
  })

  it('takes a code once, and for 30 seconds only', async () => {
    const here = await stage()
    const first = await codeOf(here)
    await exchange(here, first.get('code'))

    const again = await exchange(here, first.get('code'))
    const second = await codeOf(here)
    here.sandbox.clock.turn(31_000)
    const late = await exchange(here, second.get('code'))

    expect([again.body.error, late.body.error]).toEqual(['invalid_grant', 'invalid_grant'])
  })

  it('shows an error page of the portal when the application is not there', async () => {
    const here = await stage()

    const answer = await fetch(`${here.portal.url}/oauth/authorize/?client_id=local.0.0`, { redirect: 'manual' })

    expect([answer.status, answer.headers.get('location')]).toEqual([404, null])
  })
})
