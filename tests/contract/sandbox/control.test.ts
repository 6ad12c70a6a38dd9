import { describe, expect, it } from 'vitest'
import { ADMIN, at, HANNAH, post, stage, type Stage } from './setup.ts'
import { receiver } from './receiver.ts'

/** Posts a form to a switch as curl does: without an origin, and without following. */
function turn({ portal }: Stage, action: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(`${portal.url}/sandbox/control/${action}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
}

async function pageOf({ portal }: Stage): Promise<string> {
  return (await fetch(`${portal.url}/sandbox/control/`)).text()
}

describe('the page that controls a sandbox', () => {
  it('has a switch for every kind of fault', async () => {
    const here = await stage()

    const page = await pageOf(here)

    for (const fault of ['rest:down', 'rest:PORTAL_DELETED', 'oauth:wrong_client', 'form:task-id', 'bridge:silent', 'events:reorder']) {
      expect(page).toContain(`<option>${fault}</option>`)
    }
  })

  it('is linked from the developer resources', async () => {
    const { portal } = await stage()

    const page = await (await fetch(`${portal.url}/sandbox/open`)).text()

    expect(page).toContain('href="/sandbox/control/"')
  })

  it('adds a fault with all its limits, shows it and removes it', async () => {
    const here = await stage()
    const { faults } = here.sandbox

    const answer = await turn(here, 'fault', { fault: 'rest:slow', method: 'crm.item.get', times: '3', percent: '50', seconds: '2', here: 'Y' })
    const added = faults.active.map(fault => ({ ...fault }))
    const page = await pageOf(here)
    await turn(here, 'fault-remove', { id: String(added[0]?.id) })

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sandbox/control/#faults'])
    expect(added).toMatchObject([{ at: 'rest', kind: 'slow', method: 'crm.item.get', times: 3, share: 0.5, by: 2000, memberId: here.portal.memberId }])
    expect(page).toContain('crm.item.get · 50% · 2 s')
    expect(faults.active).toEqual([])
  })

  it.each([
    ['a fault that does not exist', 'fault', { fault: 'rest:moon' }, 400],
    ['a fault of another place', 'fault', { fault: 'oauth:hold' }, 400],
    ['a number that is none', 'clock', { hours: 'soon' }, 400],
    ['no number at all', 'clock', {}, 400],
    ['a switch that does not exist', 'moon', {}, 404],
    ['an application that does not exist', 'update', { app: 'local.0.0' }, 404],
    ['a state of payment that does not exist', 'payment', { app: '1', state: 'rich' }, 400],
  ])('refuses %s', async (_, action, fields, status) => {
    const here = await stage()

    const answer = await turn(here, action, fields)

    expect(answer.status).toBe(status)
  })

  it('hears no other site', async () => {
    const { portal, sandbox } = await stage()

    const { status } = await fetch(`${portal.url}/sandbox/control/faults-clear`, { method: 'POST', headers: { origin: 'http://localhost:9' } })

    expect(status).toBe(403)
    expect(sandbox.faults.active).toEqual([])
  })

  it('turns the clock', async () => {
    const here = await stage({ clock: { now: () => 0 } })

    await turn(here, 'clock', { hours: '24' })

    expect(here.sandbox.clock.now()).toBe(24 * 3600 * 1000)
  })

  it('sets and lifts the limits', async () => {
    const here = await stage()
    const { limits } = here.sandbox

    await turn(here, 'limits', { rate: 'enterprise', operating: '480', withoutRest: 'Y' })
    const set = { ...limits }
    await turn(here, 'limits', { rate: '', operating: '' })

    expect(set).toMatchObject({ rate: 'enterprise', operating: 480, overloaded: false, withoutRest: true })
    expect(limits).toMatchObject({ rate: null, operating: null, overloaded: false, withoutRest: false })
  })

  it('shows and releases held events', async () => {
    const here = await stage()
    const { received, url } = await receiver()
    await here.call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: url })
    await turn(here, 'fault', { fault: 'events:hold' })
    await here.call(ADMIN, 'event.test')

    const page = await pageOf(here)
    await turn(here, 'release')
    await here.sandbox.events.drain()

    expect(page).toContain('badge-held')
    expect(received).toHaveLength(1)
  })

  it('updates, sells and removes an application', async () => {
    const here = await stage()
    const installation = here.portal.installations.get(here.app.clientId)

    await turn(here, 'update', { app: here.app.clientId })
    await turn(here, 'payment', { app: here.app.clientId, state: 'expired' })
    const expired = await here.call(ADMIN, 'profile')
    await turn(here, 'uninstall', { app: here.app.clientId, clean: 'Y' })

    expect(installation).toMatchObject({ version: 2, state: 'uninstalled' })
    expect(expired.body.error).toBe('PAYMENT_REQUIRED')
  })

  it('renames the portal and leads on to its new address', async () => {
    const here = await stage()
    const before = here.portal.url

    const answer = await turn(here, 'rename')

    expect(here.portal.url).not.toBe(before)
    expect(answer.headers.get('location')).toBe(`${here.portal.url}/sandbox/control/#life`)
  })

  it('decides about methods that wait for permission', async () => {
    const here = await stage()
    await turn(here, 'fault', { fault: 'rest:METHOD_CONFIRM_WAITING', method: 'profile' })
    const { accessToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: here.app.clientId })
    await post(`${here.portal.url}/rest/profile`, { auth: accessToken })

    const page = await pageOf(here)
    await turn(here, 'confirm', { method: 'profile', allowed: 'Y' })
    const allowed = await post(`${here.portal.url}/rest/profile`, { auth: accessToken })

    expect(page).toContain('name="allowed"')
    expect(at(allowed.body, 'result', 'ID')).toBe('1')
  })

  it('takes access to applications from a person', async () => {
    const here = await stage()

    await turn(here, 'access', { user: String(HANNAH), may: 'N' })
    const { body } = await here.call(HANNAH, 'profile')

    expect(body.error).toBe('user_access_error')
  })

  it('shows what was called, without any token', async () => {
    const here = await stage()
    const { accessToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: here.app.clientId })
    await post(`${here.portal.url}/rest/batch`, { auth: accessToken, cmd: { me: 'profile' } })

    const page = await pageOf(here)

    expect(page).toContain('<code>batch</code>')
    expect(page).not.toContain(accessToken)
  })
})
