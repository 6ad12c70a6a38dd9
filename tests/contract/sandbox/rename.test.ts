import { describe, expect, it } from 'vitest'
import { ADMIN, at, HANNAH, post, stage } from './setup.ts'
import { receiver } from './receiver.ts'
import { sdkOf } from './sdk-oauth.ts'

describe('a renamed portal', () => {
  it('redirects REST and pages from the old address, and keeps its member_id', async () => {
    const { sandbox, portal } = await stage()
    const { url: before, memberId } = portal

    const now = await sandbox.rename(memberId)
    const rest = await fetch(`${before}/rest/profile?auth=1`, { method: 'POST', redirect: 'manual' })
    const page = await fetch(`${before}/crm/deal/`, { redirect: 'manual' })

    expect(now).not.toBe(before)
    expect([portal.url, portal.memberId]).toEqual([now, memberId])
    expect([rest.status, rest.headers.get('location')]).toEqual([302, `${now}/rest/profile?auth=1`])
    expect([page.status, page.headers.get('location')]).toEqual([302, `${now}/crm/deal/`])
  })

  it('answers at the new address with the tokens from before', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })

    await sandbox.rename(portal.memberId)
    const { status } = await post(`${portal.url}/rest/profile`, { auth: accessToken })

    expect(status).toBe(200)
  })

  it('carries the new address in forms, app.info, refreshed tokens and events', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: url })
    const token = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    await sandbox.rename(portal.memberId)
    const { host } = new URL(portal.url)

    const form = sandbox.openFrame(portal.memberId, { userId: ADMIN, clientId: app.clientId, placement: 'DEFAULT' })
    const info = await post(`${sandbox.oauth.url}/rest/app.info`, { auth: token.accessToken })
    const refreshed = await post(`${sandbox.oauth.url}/oauth/token/`, {
      grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret, refresh_token: token.refreshToken,
    })
    await call(ADMIN, 'event.test')
    await sandbox.events.drain()

    expect(new URL(form.action).searchParams.get('DOMAIN')).toBe(host)
    expect(at(info.body, 'result', 'install', 'domain')).toBe(host)
    expect(refreshed.body.client_endpoint).toBe(`${portal.url}/rest/`)
    expect(received).toMatchObject([{ auth: { domain: host, client_endpoint: `${portal.url}/rest/`, member_id: portal.memberId } }])
  })

  it('loses the parameters of whoever follows a POST as a GET', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    const before = portal.url
    await sandbox.rename(portal.memberId)

    const { status, body } = await post(`${before}/rest/profile`, { auth: accessToken })

    expect([status, body.error]).toEqual([401, 'NO_AUTH_FOUND'])
  })

  it('may be renamed again: every former address leads to the last one', async () => {
    const { sandbox, portal } = await stage()
    const first = portal.url
    const second = await sandbox.rename(portal.memberId)
    const third = await sandbox.rename(portal.memberId)

    const locations = await Promise.all([first, second].map(async url => (await fetch(`${url}/stream/`, { redirect: 'manual' })).headers.get('location')))

    expect(locations).toEqual([`${third}/stream/`, `${third}/stream/`])
  })

  it('is found by the real SDK after a renewal of its token', async () => {
    const here = await stage()
    const b24 = sdkOf(here, HANNAH)
    await here.sandbox.rename(here.portal.memberId)

    const renewed = await b24.auth.refreshAuth()

    expect(at(renewed, 'member_id')).toBe(here.portal.memberId)
  })
})
