import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ADMIN, at, MARCUS, post, send, stage } from './setup.ts'

async function stageWithWebhook(scope = ['crm', 'user']) {
  const here = await stage()
  here.portal.webhooks.push({ userId: MARCUS, code: 'k3y0fMarcus', scope })

  return { ...here, hook: `${here.portal.url}/rest/${MARCUS}/k3y0fMarcus` }
}

describe('the parameters of a call', () => {
  it('are the same from JSON, a form, multipart and the query', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken: auth } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    const url = `${portal.url}/rest/crm.item.list`
    const fields = { 'auth': auth, 'entityTypeId': '2', 'filter[@id][0]': '3473', 'filter[@id][1]': '3463', 'select[]': 'title', 'order[id]': 'ASC' }
    const multipart = new FormData()
    for (const [name, value] of Object.entries(fields)) multipart.append(name, value)
    multipart.append('attachment', new Blob(['x']), 'x.txt')

    const answers = await Promise.all([
      post(url, { auth, entityTypeId: 2, filter: { '@id': [3473, 3463] }, select: ['title'], order: { id: 'ASC' } }),
      send(url, { method: 'POST', body: new URLSearchParams(fields) }),
      send(url, { method: 'POST', body: multipart }),
      send(`${url}?${new URLSearchParams(fields)}`),
    ])

    for (const { body } of answers) expect(at(body, 'result', 'items')).toMatchObject([{ id: 3463, title: 'Boardroom table with cable duct' }, { id: 3473 }])
  })

  it('keep their line breaks in multipart', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })
    const form = new FormData()
    form.append('auth', accessToken)
    form.append('options[note]', 'one\r\n\r\ntwo & three')

    await send(`${portal.url}/rest/user.option.set`, { method: 'POST', body: form })

    const { body } = await post(`${portal.url}/rest/user.option.get`, { auth: accessToken, option: 'note' })
    expect(body.result).toBe('one\r\n\r\ntwo & three')
  })
})

describe('a request', () => {
  it('may carry keys that mean nothing to the portal, as those of the SDK', async () => {
    const { sandbox, portal, app } = await stage()
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })

    const { status, body } = await post(`${portal.url}/rest/profile?bx24_request_id=1&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24jssdk`, { auth: accessToken })

    expect([status, at(body, 'result', 'ID')]).toEqual([200, String(ADMIN)])
  })

  it('may ask for the head of an answer, or for what is allowed, alone', async () => {
    const { portal } = await stage()

    const head = await send(`${portal.url}/rest/profile`, { method: 'HEAD' })
    const options = await send(`${portal.url}/rest/profile`, { method: 'OPTIONS' })

    expect([head.status, head.headers.get('content-type'), head.body]).toEqual([401, 'application/json; charset=utf-8', {}])
    expect([options.status, options.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  })

  it.each(['/rest/api/tasks.task.get', '/rest/api/3/k3y0fMarcus/tasks.task.get'])('of REST 3.0 finds no method: %s', async (path) => {
    const { portal } = await stage()

    const { status, body } = await post(portal.url + path, {})

    expect([status, body.error]).toEqual([404, 'ERROR_METHOD_NOT_FOUND'])
  })

  it('is refused for its length before it is read', async () => {
    const { portal } = await stage()

    const status = await new Promise((resolve, reject) => {
      const client = request(`${portal.url}/rest/profile`, { method: 'POST', headers: { 'content-length': 10 ** 9 } }, answer => resolve(answer.statusCode))
      client.on('error', reject)
      client.flushHeaders()
    })

    expect(status).toBe(413)
  })
})

describe('a webhook', () => {
  it('calls in the name and with the rights of its owner', async () => {
    const { hook } = await stageWithWebhook()

    const profile = await post(`${hook}/profile.json`, {})
    const own = await send(`${hook}/crm.item.get?entityTypeId=2&id=3465`)
    const tasks = await post(`${hook}/calendar.event.get`, { type: 'user', ownerId: MARCUS })

    expect(profile.body.result).toMatchObject({ ID: String(MARCUS), ADMIN: false })
    expect(at(own.body, 'result', 'item', 'id')).toBe(3465)
    expect(tasks.body.error).not.toBeUndefined()
  })

  it.each([['an unknown code', `${MARCUS}/other`], ['the code of somebody else', `${ADMIN}/k3y0fMarcus`]])('is refused with %s', async (_, path) => {
    const { portal } = await stageWithWebhook()

    const { status, body } = await post(`${portal.url}/rest/${path}/profile`, {})

    expect([status, body.error]).toEqual([403, 'INVALID_CREDENTIALS'])
  })

  it.each([
    ['placement.list', 403, 'WRONG_AUTH_TYPE'], ['event.bind', 403, 'WRONG_AUTH_TYPE'], ['app.option.get', 403, 'WRONG_AUTH_TYPE'], ['app.info', 400, 'ACCESS_DENIED'], ['placement.get', 403, 'WRONG_AUTH_TYPE'],
  ])('is no application: %s answers %i %s', async (method, status, error) => {
    const { hook } = await stageWithWebhook(['placement'])

    const answer = await post(`${hook}/${method}`, {})

    expect([answer.status, answer.body.error]).toEqual([status, error])
  })

  it('refuses the same commands in a batch', async () => {
    const { hook } = await stageWithWebhook()

    const { body } = await post(`${hook}/batch`, { cmd: { me: 'profile', places: 'placement.list' } })

    expect(at(body, 'result', 'result', 'me', 'ID')).toBe(String(MARCUS))
    expect(at(body, 'result', 'result_error', 'places', 'error')).toBe('WRONG_AUTH_TYPE')
  })
})

describe('what a token may ask', () => {
  it('is told by scope, methods and method.get alike', async () => {
    const { call } = await stage({ scope: ['user_brief'] })

    const [scope, all, mine, ofCrm, known] = await Promise.all([
      call(ADMIN, 'scope'), call(ADMIN, 'scope', { full: true }), call(ADMIN, 'methods'), call(ADMIN, 'methods', { scope: 'crm' }), call(ADMIN, 'method.get', { name: 'crm.item.get' }),
    ])

    expect(scope?.body.result).toEqual(['user_brief'])
    expect(all?.body.result).toEqual(expect.arrayContaining(['crm', 'placement', 'user_brief', 'userfieldconfig']))
    expect(mine?.body.result).toEqual(expect.arrayContaining(['batch', 'profile', 'user.get']))
    expect(mine?.body.result).not.toContain('crm.item.get')
    expect(ofCrm?.body.result).toContain('crm.item.get')
    expect(ofCrm?.body.result).not.toContain('profile')
    expect(known?.body.result).toEqual({ isExisting: true, isAvailable: false })
  })

  it('includes the names of access codes, without those that nobody knows', async () => {
    const { call } = await stage()

    const some = await call(ADMIN, 'access.name', { ACCESS: ['AU', 'U3', 'U4711'] })
    const none = await call(ADMIN, 'access.name')

    expect(some.body.result).toMatchObject({ AU: { name: 'All authorized users', provider_id: 'other' }, U3: { name: 'Marcus Reid' } })
    expect(Object.keys(some.body.result ?? {})).toHaveLength(2)
    expect(none.body.result).toBe(false)
  })
})
