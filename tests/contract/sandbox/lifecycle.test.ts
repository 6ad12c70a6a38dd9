import { describe, expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { ADMIN, at, MARCUS, post, stage } from './setup.ts'

describe('the life of an application on a portal', () => {
  it('sends ONAPPINSTALL with tokens when the installation is finished, and not before', async () => {
    const { sandbox, portal, app, call } = await stage({ installed: false })
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'onAppInstall', handler: url })
    await call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: url })
    await call(ADMIN, 'event.test')

    sandbox.finishInstallation(portal.memberId, app.clientId)
    await sandbox.events.drain()

    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({
      event: 'ONAPPINSTALL',
      data: { VERSION: '1', ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: 'en' },
      auth: { member_id: portal.memberId, application_token: portal.installations.get(app.clientId)?.applicationToken, status: 'L', expires_in: '3600', domain: portal.host },
    })
    const { status } = await post(`${sandbox.oauth.url}/rest/app.info`, { auth: at(received[0], 'auth', 'access_token') })
    expect(status).toBe(200)
  })

  it('sends ONAPPUPDATE with another application_token', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPUPDATE', handler: url })
    const before = portal.installations.get(app.clientId)?.applicationToken

    sandbox.update(portal.memberId, app.clientId)
    await sandbox.events.drain()

    expect(received[0]).toMatchObject({ event: 'ONAPPUPDATE', data: { VERSION: '2', PREVIOUS_VERSION: '1' }, auth: { refresh_token: expect.any(String) } })
    expect(at(received[0], 'auth', 'application_token')).not.toBe(before)
  })

  it('sends ONAPPUNINSTALL without tokens, and forgets bindings and events', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPUNINSTALL', handler: url })
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://app.example/' })

    sandbox.uninstall(portal.memberId, app.clientId, { clean: true })
    await sandbox.events.drain()

    expect(received[0]).toMatchObject({ event: 'ONAPPUNINSTALL', data: { LANGUAGE_ID: 'en', CLEAN: '1' } })
    expect(Object.keys(at(received[0], 'auth') ?? {}).sort()).toEqual(['application_token', 'client_endpoint', 'domain', 'member_id', 'server_endpoint'])
    expect(portal.installations.get(app.clientId)).toMatchObject({ state: 'uninstalled', bindings: [], events: [] })
  })

  it('never repeats a delivery that failed', async () => {
    const { sandbox, call } = await stage()
    const { received, url } = await receiver(500)
    await call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: url })

    await call(ADMIN, 'event.test', { any: 'thing' })
    await sandbox.events.drain()

    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ data: { QUERY: { any: 'thing' } } })
    expect(sandbox.events.deliveries).toMatchObject([{ event: 'ONAPPTEST', status: 500 }])
  })

  it('is installed at once when the application has no installer', async () => {
    const { sandbox, portal } = await stage()
    const plain = sandbox.registerApp({ title: 'Plain', url: 'http://localhost:8/', scope: ['crm'] })

    const installation = sandbox.addApp(portal.memberId, plain.clientId)

    expect(installation.state).toBe('installed')
    expect(plain.clientId).toMatch(/^local\.[0-9a-f]{14}\.\d{8}$/)
  })
})

describe('the payment of an application', () => {
  it('sends ONAPPPAYMENT without application_token when it has been paid, and shows in app.info', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPPAYMENT', handler: url })

    sandbox.setPayment(portal.memberId, app.clientId, 'trial')
    sandbox.setPayment(portal.memberId, app.clientId, 'paid')
    await sandbox.events.drain()
    const info = await call(ADMIN, 'app.info')

    expect(received).toMatchObject([{ event: 'ONAPPPAYMENT', data: { CODE: app.clientId, VERSION: '1', STATUS: 'P', PAYMENT_EXPIRED: 'N', DAYS: '30', LANGUAGE_ID: 'en' } }])
    expect(Object.keys(at(received[0], 'auth') ?? {}).sort()).toEqual(['client_endpoint', 'domain', 'member_id', 'server_endpoint'])
    expect(info.body.result).toMatchObject({ STATUS: 'P', PAYMENT_EXPIRED: 'N', DAYS: 30 })
  })

  it('has expired in the grace period, while everything works on', async () => {
    const { sandbox, portal, app, call } = await stage()

    sandbox.setPayment(portal.memberId, app.clientId, 'grace')
    const { status, body } = await call(ADMIN, 'app.info')

    expect(status).toBe(200)
    expect(body.result).toMatchObject({ PAYMENT_EXPIRED: 'Y', DAYS: -1 })
  })

  it('ends calls and renewals with PAYMENT_REQUIRED after it', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { refreshToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    sandbox.setPayment(portal.memberId, app.clientId, 'expired')

    const called = await call(ADMIN, 'profile')
    const renewed = await post(`${sandbox.oauth.url}/oauth/token/`, {
      grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret, refresh_token: refreshToken,
    })

    expect([called.status, called.body.error, called.body.error_description]).toEqual([401, 'PAYMENT_REQUIRED', 'Subscription has been ended'])
    expect(renewed.body.error).toBe('PAYMENT_REQUIRED')
  })
})

describe('an application that comes back', () => {
  it('has other tokens, loses the old ones, and of the Market keeps its settings unless they were to go', async () => {
    const { sandbox, portal, app, call } = await stage()
    sandbox.setPayment(portal.memberId, app.clientId, 'free')
    await call(ADMIN, 'app.option.set', { options: { theme: 'dark' } })
    const before = portal.installations.get(app.clientId)
    const token = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })

    sandbox.uninstall(portal.memberId, app.clientId)
    const gone = await post(`${portal.url}/rest/profile`, { auth: token.accessToken })
    const again = sandbox.addApp(portal.memberId, app.clientId)
    const old = await post(`${portal.url}/rest/profile`, { auth: token.accessToken })

    expect([gone.status, gone.body.error, gone.body.error_description]).toEqual([401, 'ERROR_OAUTH', 'Application not installed'])
    expect(old.body.error).toBe('ERROR_OAUTH')
    expect(again.state).toBe('added')
    expect(again.applicationToken).not.toBe(before?.applicationToken)
    expect(again.options).toEqual({ theme: 'dark' })
  })

  it('loses its handlers with an update where the portal removes them, after having heard of it', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPUPDATE', handler: url })

    sandbox.update(portal.memberId, app.clientId, { keepHandlers: false })
    await sandbox.events.drain()
    const bound = await call(ADMIN, 'event.get')

    expect(received).toHaveLength(1)
    expect(bound.body.result).toEqual([])
  })
})

describe('event.bind', () => {
  it('is remembered by event.get and undone by event.unbind', async () => {
    const { call } = await stage()
    const binding = { event: 'ONCRMDEALUPDATE', handler: 'https://app.example/events' }

    await call(ADMIN, 'event.bind', binding)
    const bound = await call(ADMIN, 'event.get')
    const unbound = await call(ADMIN, 'event.unbind', binding)

    expect(bound.body.result).toEqual([{ ...binding, auth_type: '0', offline: 0 }])
    expect(unbound.body.result).toEqual({ count: 1 })
  })

  it.each([
    ['an unknown event', { event: 'ONMOON', handler: 'https://app.example/' }, 400, 'ERROR_EVENT_NOT_FOUND'],
    ['an event of a scope that is missing', { event: 'ONUSERADD', handler: 'https://app.example/' }, 400, 'ERROR_EVENT_NOT_FOUND'],
    ['no handler', { event: 'ONAPPTEST' }, 400, 'ERROR_ARGUMENT'],
    ['a bare host', { event: 'ONAPPTEST', handler: 'http://intranet/' }, 400, 'ERROR_WRONG_HANDLER_URL'],
    ['another protocol', { event: 'ONAPPTEST', handler: 'ftp://app.example/' }, 400, 'ERROR_UNSUPPORTED_PROTOCOL'],
    ['a handler in another\'s name', { event: 'ONAPPTEST', handler: 'https://app.example/', auth_type: ADMIN }, 403, 'ACCESS_DENIED'],
    ['offline events without administrator rights', { event: 'ONAPPTEST', event_type: 'offline' }, 403, 'ACCESS_DENIED'],
  ])('refuses %s', async (_, params, status, error) => {
    const { call } = await stage({ scope: ['crm'] })

    const answer = await call(MARCUS, 'event.bind', params)

    expect([answer.status, answer.body.error]).toEqual([status, error])
  })

  it('refuses the same handler twice', async () => {
    const { call } = await stage()
    const binding = { event: 'ONAPPUNINSTALL', handler: 'https://app.example/events' }
    await call(ADMIN, 'event.bind', binding)

    const { status, body } = await call(ADMIN, 'event.bind', binding)

    expect([status, body.error, body.error_description]).toEqual([400, 'ERROR_CORE', 'Unable to set event handler: Handler already binded'])
  })
})
