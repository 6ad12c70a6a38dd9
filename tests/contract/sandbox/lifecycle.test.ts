import { describe, expect, it } from 'vitest'
import { handler } from './event-handler.ts'
import { ADMIN, at, MARCUS, post, stage } from './setup.ts'

describe('the life of an application on a portal', () => {
  it('sends ONAPPINSTALL with tokens when the installation is finished, and not before', async () => {
    const { sandbox, portal, app, call } = await stage({ installed: false })
    const { received, url } = await handler()
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
    const { received, url } = await handler()
    await call(ADMIN, 'event.bind', { event: 'ONAPPUPDATE', handler: url })
    const before = portal.installations.get(app.clientId)?.applicationToken

    sandbox.update(portal.memberId, app.clientId)
    await sandbox.events.drain()

    expect(received[0]).toMatchObject({ event: 'ONAPPUPDATE', data: { VERSION: '2', PREVIOUS_VERSION: '1' }, auth: { refresh_token: expect.any(String) } })
    expect(at(received[0], 'auth', 'application_token')).not.toBe(before)
  })

  it('sends ONAPPUNINSTALL without tokens, and forgets bindings and events', async () => {
    const { sandbox, portal, app, call } = await stage()
    const { received, url } = await handler()
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
    const { received, url } = await handler(500)
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
