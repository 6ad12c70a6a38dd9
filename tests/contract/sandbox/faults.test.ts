import { describe, expect, it } from 'vitest'
import { Faults } from '../../../sandbox/faults/faults.ts'
import { faultKinds, isFaultKind, refusalOf, type Fault } from '../../../sandbox/faults/kinds.ts'
import { ADMIN, at, HANNAH, post, send, stage, type Stage } from './setup.ts'
import { receiver } from './receiver.ts'
import { sdkOf } from './sdk-oauth.ts'

function freshToken({ sandbox, portal, app }: Stage, userId = ADMIN) {
  return sandbox.issueToken({ memberId: portal.memberId, userId, clientId: app.clientId })
}

function refresh({ sandbox, app }: Stage, refreshToken: string) {
  return send(`${sandbox.oauth.url}/oauth/token/`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret, refresh_token: refreshToken }),
  })
}

/** Every kind of one place that is an error answer, with its status. */
function refusals(place: 'rest' | 'oauth'): [kind: string, status: number][] {
  return Object.keys(faultKinds[place]).flatMap((kind) => {
    const refusal = place === 'rest'
      ? isFaultKind('rest', kind) && refusalOf({ at: 'rest', kind })
      : isFaultKind('oauth', kind) && refusalOf({ at: 'oauth', kind })
    return refusal ? [[kind, refusal.status]] : []
  })
}

describe('a fault of the REST', () => {
  it.each(refusals('rest'))('%s answers HTTP %i with time and CORS', async (kind, status) => {
    const { sandbox, call } = await stage()
    if (isFaultKind('rest', kind)) sandbox.faults.add({ at: 'rest', kind })

    const answer = await call(ADMIN, 'profile')

    expect([answer.status, answer.body.error]).toEqual([status, kind])
    expect(at(answer.body, 'time', 'operating_reset_at')).toBeTypeOf('number')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('strikes one method only, in any case', async () => {
    const { sandbox, call } = await stage()
    sandbox.faults.add({ at: 'rest', kind: 'QUERY_LIMIT_EXCEEDED', method: 'Crm.Item.Get' })

    const spared = await call(ADMIN, 'profile')
    const struck = await call(ADMIN, 'crm.item.get', { entityTypeId: 2, id: 3473 })

    expect([spared.status, struck.status]).toEqual([200, 503])
  })

  it('strikes its method inside a batch too, and leaves the other calls alone', async () => {
    const { sandbox, call } = await stage()
    sandbox.faults.add({ at: 'rest', kind: 'OPERATION_TIME_LIMIT', method: 'crm.item.get' })

    const { status, body } = await call(ADMIN, 'batch', { cmd: { me: 'profile', deal: 'crm.item.get?entityTypeId=2&id=3473' } })

    expect(status).toBe(200)
    expect(at(body, 'result', 'result', 'me', 'ID')).toBe('1')
    expect(at(body, 'result', 'result_error', 'deal', 'error')).toBe('OPERATION_TIME_LIMIT')
  })

  it('strikes as often as it was told, then no more', async () => {
    const { sandbox, call } = await stage()
    sandbox.faults.add({ at: 'rest', kind: 'INTERNAL_SERVER_ERROR', times: 2 })

    const statuses = []
    for (let count = 0; count < 3; count += 1) statuses.push((await call(ADMIN, 'profile')).status)

    expect(statuses).toEqual([500, 500, 200])
    expect(sandbox.faults.active).toEqual([])
  })

  it('strikes one portal only', async () => {
    const here = await stage()
    const other = here.sandbox.portal('Brightwater Studio')
    here.sandbox.addApp(other.memberId, here.app.clientId)
    here.sandbox.finishInstallation(other.memberId, here.app.clientId)
    const token = here.sandbox.issueToken({ memberId: other.memberId, userId: 1, clientId: here.app.clientId })
    here.sandbox.faults.add({ at: 'rest', kind: 'PORTAL_DELETED', memberId: here.portal.memberId })

    const deleted = await here.call(ADMIN, 'profile')
    const alive = await post(`${other.url}/rest/profile`, { auth: token.accessToken })

    expect([deleted.status, deleted.body.error, alive.status]).toEqual([500, 'PORTAL_DELETED', 200])
  })

  it('breaks the connection in the middle of an answer', async () => {
    const here = await stage()
    here.sandbox.faults.add({ at: 'rest', kind: 'cut', times: 1 })

    const response = await fetch(`${here.portal.url}/rest/profile?auth=${freshToken(here).accessToken}`)

    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('of an expired token makes the real SDK renew it and go on', async () => {
    const here = await stage()
    const b24 = sdkOf(here, HANNAH)
    here.sandbox.faults.add({ at: 'rest', kind: 'expired_token', times: 1 })

    const answer = await b24.actions.v2.call.make({ method: 'profile' })

    expect(at(answer.getData(), 'result', 'ID')).toBe('5')
    expect(here.sandbox.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(['profile 401', 'oauth/token 200', 'profile 200'])
  })

  it('names the argument that is missing', async () => {
    const { sandbox, call } = await stage()
    sandbox.faults.add({ at: 'rest', kind: 'ERROR_ARGUMENT', method: 'placement.bind', field: 'iconName' })

    const { body } = await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://app.example/' })

    expect([body.error, body.argument]).toEqual(['ERROR_ARGUMENT', 'iconName'])
  })
})

describe('a share of faults', () => {
  function struckBy(faults: Faults): boolean[] {
    return Array.from({ length: 40 }, () => [...faults.striking('rest', { name: 'profile', memberId: null })].length > 0)
  }

  it('strikes the same requests with the same seed, and others with another', () => {
    const [one, same, other] = [new Faults(), new Faults(), new Faults()]
    for (const faults of [one, same, other]) faults.add({ at: 'rest', kind: 'down', share: 0.25 })
    other.reseed(2)

    const pattern = struckBy(one)

    expect(struckBy(same)).toEqual(pattern)
    expect(struckBy(other)).not.toEqual(pattern)
    expect(pattern.filter(Boolean).length).toBeGreaterThan(3)
    expect(pattern.filter(Boolean).length).toBeLessThan(20)
  })
})

describe('the switches', () => {
  it('are faults like all others, one of each server at a time', () => {
    const faults = new Faults()

    faults.rest = 'down'
    faults.rest = 'html'
    faults.oauth = 'hang'

    expect(faults.active.map(({ at: place, kind }) => `${place} ${kind}`)).toEqual(['rest html', 'oauth hang'])
    faults.clear('rest')
    expect([faults.rest, faults.oauth]).toEqual([null, 'hang'])
  })
})

describe('a fault of the OAuth server', () => {
  it.each(refusals('oauth'))('%s answers HTTP %i', async (kind, status) => {
    const here = await stage()
    if (isFaultKind('oauth', kind)) here.sandbox.faults.add({ at: 'oauth', kind, method: 'oauth/token' })

    const answer = await refresh(here, freshToken(here).refreshToken)

    expect([answer.status, answer.body.error]).toEqual([status, kind])
  })

  it('empties one field, or all', async () => {
    const here = await stage()
    here.sandbox.faults.add({ at: 'oauth', kind: 'blank', field: 'client_endpoint', times: 1 })
    const one = await refresh(here, freshToken(here).refreshToken)
    here.sandbox.faults.add({ at: 'oauth', kind: 'blank' })
    const all = await refresh(here, freshToken(here).refreshToken)

    expect(one.body).toMatchObject({ client_endpoint: '', member_id: here.portal.memberId })
    expect(new Set(Object.values(all.body))).toEqual(new Set(['']))
  })

  it('lets its clock be behind, so that its fresh tokens have expired on the portal', async () => {
    const here = await stage({ clock: { now: () => 1_800_000_000_000 } })
    here.sandbox.faults.add({ at: 'oauth', kind: 'skew', by: -2 * 3600 * 1000 })

    const { body } = await refresh(here, freshToken(here).refreshToken)
    const profile = await post(`${here.portal.url}/rest/profile`, { auth: body.access_token })

    expect(body.expires).toBe(1_800_000_000 - 3600)
    expect(profile.body.error).toBe('expired_token')
  })

  it('of an unknown client reaches the real SDK, although it comes with HTTP 200', async () => {
    const here = await stage()
    here.sandbox.faults.add({ at: 'oauth', kind: 'wrong_client' })

    const renewal = sdkOf(here, HANNAH).auth.refreshAuth()

    await expect(renewal).rejects.toThrow('wrong_client')
  })

  it('reaches the real SDK with its code', async () => {
    const here = await stage()
    const b24 = sdkOf(here, HANNAH)
    here.sandbox.faults.add({ at: 'oauth', kind: 'invalid_grant' })

    const renewal = b24.auth.refreshAuth()

    await expect(renewal).rejects.toMatchObject({ code: 'invalid_grant', status: 400 })
  })
})

describe('a fault of the posted form', () => {
  async function formWith(fault: Fault | null, options: Record<string, unknown> = {}) {
    const here = await stage()
    await here.call(ADMIN, 'placement.bind', { PLACEMENT: 'TASK_VIEW_TAB', HANDLER: 'http://localhost:9/task' })
    if (fault) here.sandbox.faults.add(fault)
    const form = here.sandbox.openFrame(here.portal.memberId, { userId: HANNAH, clientId: here.app.clientId, placement: 'TASK_VIEW_TAB', options, uri: '/tasks/' })
    return { ...here, form, options: form.fields.PLACEMENT_OPTIONS }
  }

  it.each<[string, Fault, Record<string, unknown>, string]>([
    ['TASK_ID instead of taskId', { at: 'form', kind: 'task-id' }, { taskId: 7 }, '{"TASK_ID":"7","URI":"/tasks/"}'],
    ['ENTITY_ID instead of ID', { at: 'form', kind: 'entity-id' }, { ID: 7 }, '{"ENTITY_ID":"7","URI":"/tasks/"}'],
    ['ID instead of ENTITY_ID', { at: 'form', kind: 'entity-id' }, { ENTITY_ID: 7 }, '{"ID":"7","URI":"/tasks/"}'],
    ['messageId as a number', { at: 'form', kind: 'message-number' }, { messageId: 7 }, '{"messageId":7,"URI":"/tasks/"}'],
    ['no URI', { at: 'form', kind: 'no-uri' }, { taskId: 7 }, '{"taskId":"7"}'],
    ['no taskId', { at: 'form', kind: 'missing', field: 'taskId' }, { taskId: 7 }, '{"URI":"/tasks/"}'],
    ['empty options', { at: 'form', kind: 'options-empty' }, { taskId: 7 }, ''],
    ['options "undefined"', { at: 'form', kind: 'options-undefined' }, { taskId: 7 }, 'undefined'],
    ['a list of options', { at: 'form', kind: 'options-list' }, { taskId: 7 }, '[]'],
  ])('posts %s', async (_, fault, options, posted) => {
    const form = await formWith(fault, options)

    expect(form.options).toBe(posted)
  })

  it('leaves out what older portals do not post', async () => {
    const { form } = await formWith({ at: 'form', kind: 'older' })

    expect(Object.keys(form.fields).sort()).toEqual(['AUTH_EXPIRES', 'AUTH_ID', 'PLACEMENT', 'PLACEMENT_OPTIONS', 'REFRESH_ID', 'member_id', 'status'])
  })

  it('posts an APPLICATION_TOKEN that is not the portal\'s', async () => {
    const { form, portal, app } = await formWith({ at: 'form', kind: 'wrong-application-token' })

    expect(form.fields.APPLICATION_TOKEN).toMatch(/^[0-9a-f]{32}$/)
    expect(form.fields.APPLICATION_TOKEN).not.toBe(portal.installations.get(app.clientId)?.applicationToken)
  })

  it('posts the member_id of another portal', async () => {
    const { form, sandbox } = await formWith({ at: 'form', kind: 'foreign-member-id' })

    expect(form.fields.member_id).toBe(sandbox.portal('Brightwater Studio').memberId)
  })

  it('is for one placement only', async () => {
    const { form } = await formWith({ at: 'form', kind: 'older', method: 'CRM_DEAL_DETAIL_TAB' })

    expect(form.fields.APPLICATION_TOKEN).toBeDefined()
  })
})

describe('a silent bridge', () => {
  it('answers all commands but the one', async () => {
    const { sandbox, portal, app } = await stage()
    const { sid } = sandbox.openFrame(portal.memberId, { userId: ADMIN, clientId: app.clientId, placement: 'DEFAULT' })
    sandbox.faults.add({ at: 'bridge', kind: 'silent', method: 'refreshAuth' })

    const refreshed = await sandbox.frameCommand(portal.memberId, sid, 'refreshAuth')
    const started = await sandbox.frameCommand(portal.memberId, sid, 'getInitData')

    expect(refreshed).toBeNull()
    expect(at(started, 'reply', 'MEMBER_ID')).toBe(portal.memberId)
    expect([sandbox.faults.isSilenced('refreshAuth'), sandbox.faults.isSilenced('setTitle')]).toEqual([true, false])
  })

  it('is told to the portal\'s page when it opens a frame', async () => {
    const { sandbox, portal, app } = await stage()
    sandbox.faults.add({ at: 'bridge', kind: 'silent', method: 'resizeWindow' })

    const { body } = await post(`${portal.url}/sandbox/frame`, { clientId: app.clientId, placement: 'DEFAULT' })

    expect(body).toMatchObject({ silent: ['resizeWindow'], failing: [] })
  })
})

describe('a method that needs confirmation', () => {
  it('waits for the administrator, tells the application, and is allowed to this token only', async () => {
    const here = await stage()
    const { received, url } = await receiver()
    await here.call(ADMIN, 'event.bind', { event: 'ONAPPMETHODCONFIRM', handler: url })
    here.sandbox.faults.add({ at: 'rest', kind: 'METHOD_CONFIRM_WAITING', method: 'crm.item.get' })
    const { accessToken } = freshToken(here)
    const get = (auth: string) => post(`${here.portal.url}/rest/crm.item.get`, { auth, entityTypeId: 2, id: 3473 })

    const waiting = await get(accessToken)
    here.sandbox.decideMethod(here.portal.memberId, 'crm.item.get', true)
    const allowed = await get(accessToken)
    const other = await get(freshToken(here).accessToken)
    await here.sandbox.events.drain()

    expect([waiting.status, waiting.body.error]).toEqual([401, 'METHOD_CONFIRM_WAITING'])
    expect(allowed.status).toBe(200)
    expect(other.body.error).toBe('METHOD_CONFIRM_WAITING')
    expect(received).toMatchObject([{ event: 'ONAPPMETHODCONFIRM', data: { TOKEN: accessToken, METHOD: 'crm.item.get', CONFIRMED: '1', LANGUAGE_ID: 'en' } }])
    expect(Object.keys(at(received[0], 'auth') ?? {}).sort()).toEqual(['application_token', 'client_endpoint', 'domain', 'member_id', 'server_endpoint'])
  })

  it('is denied after a refusal, inside a batch too', async () => {
    const here = await stage()
    here.sandbox.faults.add({ at: 'rest', kind: 'METHOD_CONFIRM_WAITING', method: 'crm.item.get' })
    const { accessToken } = freshToken(here)
    const batch = () => post(`${here.portal.url}/rest/batch`, { auth: accessToken, cmd: { deal: 'crm.item.get?entityTypeId=2&id=3473' } })

    const waiting = await batch()
    here.sandbox.decideMethod(here.portal.memberId, 'crm.item.get', false)
    const denied = await batch()

    expect(at(waiting.body, 'result', 'result_error', 'deal', 'error')).toBe('METHOD_CONFIRM_WAITING')
    expect(at(denied.body, 'result', 'result_error', 'deal', 'error')).toBe('METHOD_CONFIRM_DENIED')
  })
})

describe('a person without access', () => {
  it('meets user_access_error and no frame', async () => {
    const { sandbox, portal, app, call } = await stage()
    sandbox.setAppAccess(portal.memberId, HANNAH, false)

    const { status, body } = await call(HANNAH, 'profile')

    expect([status, body.error]).toEqual([403, 'user_access_error'])
    expect(() => sandbox.openFrame(portal.memberId, { userId: HANNAH, clientId: app.clientId, placement: 'DEFAULT' })).toThrow('do not have access')
  })

  it('who has been dismissed is not authorised any more', async () => {
    const { sandbox, portal, call } = await stage()
    sandbox.dismiss(portal.memberId, HANNAH)

    const { status, body } = await call(HANNAH, 'profile')

    expect([status, body.error]).toEqual([401, 'authorization_error'])
  })
})
