import { describe, expect, it } from 'vitest'
import { ADMIN, MARCUS, post, stage } from './setup.ts'

const HANDLER = 'https://app.example/widget'

describe('placement.bind', () => {
  it('registers a handler, upper-cases the code and lets LANG_ALL win', async () => {
    const { call } = await stage()

    const bound = await call(ADMIN, 'placement.bind', {
      PLACEMENT: 'crm_deal_detail_tab', HANDLER, TITLE: 'Top', LANG_ALL: { en: { TITLE: 'Notes' }, de: { TITLE: 'Notizen' } }, OPTIONS: { unknown: '1' },
    })
    const { body } = await call(ADMIN, 'placement.get')

    expect(bound.body.result).toBe(true)
    expect(body.result).toEqual([{
      id: 1, placement: 'CRM_DEAL_DETAIL_TAB', userId: 0, handler: HANDLER, options: [], title: 'Notes', description: '',
      langAll: { en: { TITLE: 'Notes', DESCRIPTION: '', GROUP_NAME: '' }, de: { TITLE: 'Notizen', DESCRIPTION: '', GROUP_NAME: '' } },
    }])
  })

  it('takes the title of the application when there is none', async () => {
    const { call, portal, app } = await stage()

    await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER })

    expect(portal.installations.get(app.clientId)?.bindings[0]?.title).toBe('Test app')
  })

  it('stores the options of chat widgets with their defaults', async () => {
    const { call, portal, app } = await stage()

    await call(ADMIN, 'placement.bind', { PLACEMENT: 'IM_SIDEBAR', HANDLER, OPTIONS: { iconName: 'fa-sticky-note', context: 'USER;CHAT' } })

    expect(portal.installations.get(app.clientId)?.bindings[0]?.options).toEqual({ iconName: 'fa-sticky-note', extranet: 'N', context: 'USER;CHAT', role: 'USER' })
  })

  it.each([
    ['without a placement', { HANDLER }, 400, { error: 'ERROR_ARGUMENT', argument: 'PLACEMENT' }],
    ['without a handler', { PLACEMENT: 'LEFT_MENU' }, 400, { error: 'ERROR_ARGUMENT', argument: 'HANDLER' }],
    ['for an unknown code', { PLACEMENT: 'NO_SUCH_PLACE', HANDLER }, 400, { error: 'ERROR_PLACEMENT_NOT_FOUND' }],
    ['for old invoices', { PLACEMENT: 'CRM_INVOICE_DETAIL_TAB', HANDLER }, 400, { error: 'ERROR_PLACEMENT_NOT_FOUND' }],
    ['for a smart process that is not there', { PLACEMENT: 'CRM_DYNAMIC_999_DETAIL_TAB', HANDLER }, 400, { error: 'ERROR_PLACEMENT_NOT_FOUND' }],
    ['for an address that is none', { PLACEMENT: 'LEFT_MENU', HANDLER: 'widget.php' }, 400, { error: 'ERROR_WRONG_HANDLER_URL' }],
    ['for a bare host', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://intranet/widget' }, 400, { error: 'ERROR_WRONG_HANDLER_URL' }],
    ['for another protocol', { PLACEMENT: 'LEFT_MENU', HANDLER: 'ftp://app.example/widget' }, 400, { error: 'ERROR_UNSUPPORTED_PROTOCOL' }],
    ['for one person where that is not possible', { PLACEMENT: 'LEFT_MENU', HANDLER, USER_ID: 3 }, 400, { error: 'ERROR_PLACEMENT_USER_MODE' }],
    ['of a chat widget without an icon', { PLACEMENT: 'IM_TEXTAREA', HANDLER }, 400, { error: 'ERROR_ARGUMENT', argument: 'iconName' }],
    ['of a mobile chat widget with a wrong context', { PLACEMENT: 'IMMOBILE_CONTEXT_MENU', HANDLER, OPTIONS: { context: 'FAMILY' } }, 400, { error: 'INVALID_ERROR_CONTEXT' }],
    ['of a worker without an error address', { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER }, 200, { error: 'EMPTY_ERROR_HANDLER_URL' }],
  ])('refuses a call %s', async (_, params, status, body) => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'placement.bind', params)

    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject(body)
  })

  it('refuses the same handler twice, and a second one where only one fits', async () => {
    const { call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER })
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'REST_APP_URI', HANDLER })

    const twice = await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER })
    const second = await call(ADMIN, 'placement.bind', { PLACEMENT: 'REST_APP_URI', HANDLER: `${HANDLER}/2` })

    expect([twice.status, twice.body.error, twice.body.error_description]).toEqual([400, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded'])
    expect([second.status, second.body.error]).toEqual([400, 'ERROR_PLACEMENT_MAX_COUNT'])
  })

  it('gives the worker one handler more for each person', async () => {
    const { call } = await stage()
    const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER, OPTIONS: { errorHandlerUrl: 'https://app.example/error' } }

    const answers = [await call(ADMIN, 'placement.bind', worker), await call(ADMIN, 'placement.bind', { ...worker, USER_ID: 3 }), await call(ADMIN, 'placement.bind', { ...worker, USER_ID: 3 })]

    expect(answers.map(({ body }) => body.result ?? body.error)).toEqual([true, true, 'ERROR_PLACEMENT_MAX_COUNT'])
  })

  it('takes a missing scope of the tool for an unknown placement, except in the messenger', async () => {
    const { call } = await stage({ scope: ['placement', 'crm'] })

    const task = await call(ADMIN, 'placement.bind', { PLACEMENT: 'TASK_VIEW_TAB', HANDLER })
    const chat = await call(ADMIN, 'placement.bind', { PLACEMENT: 'IM_CONTEXT_MENU', HANDLER })

    expect(task.body.error).toBe('ERROR_PLACEMENT_NOT_FOUND')
    expect(chat.body.result).toBe(true)
  })

  it('accepts loopback handlers, which Bitrix24 would not', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'http://localhost:3000/menu' })

    expect(body.result).toBe(true)
  })

  it.each(['placement.bind', 'placement.get', 'placement.unbind'])('is for administrators, like %s', async (method) => {
    const { call } = await stage()

    const { status, body } = await call(MARCUS, method, { PLACEMENT: 'LEFT_MENU', HANDLER })

    expect([status, body.error]).toEqual([403, 'ACCESS_DENIED'])
  })
})

describe('placement.unbind', () => {
  it('counts every handler twice, and takes all of a placement without HANDLER', async () => {
    const { call } = await stage()
    for (const handler of ['https://app.example/1', 'https://app.example/2']) await call(ADMIN, 'placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: handler })

    const { body } = await call(ADMIN, 'placement.unbind', { PLACEMENT: 'LEFT_MENU' })
    const rest = await call(ADMIN, 'placement.get')

    expect(body.result).toEqual({ count: 4 })
    expect(rest.body.result).toEqual([])
  })
})

describe('placement.list', () => {
  it('offers what the scopes reach, with this portal\'s smart processes and without old invoices', async () => {
    const { call } = await stage({ scope: ['placement', 'crm'] })

    const { body } = await call(MARCUS, 'placement.list')

    expect(body.result).toEqual(expect.arrayContaining(['CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_183_DETAIL_TAB', 'CRM_DYNAMIC_1036_LIST_MENU', 'LEFT_MENU', 'IM_SIDEBAR']))
    expect(body.result).not.toEqual(expect.arrayContaining(['TASK_VIEW_TAB']))
    expect(String(body.result)).not.toMatch(/XXX|CRM_INVOICE|CRM_ORDER/)
  })

  it('is narrowed by SCOPE and widened by FULL', async () => {
    const { call } = await stage({ scope: ['placement'] })

    const tasks = await call(ADMIN, 'placement.list', { SCOPE: 'task' })
    const full = await call(ADMIN, 'placement.list', { FULL: true })

    expect(tasks.body.result).toHaveLength(7)
    expect(full.body.result).toEqual(expect.arrayContaining(['CRM_DEAL_DETAIL_TAB', 'CALL_CARD']))
  })

  it('offers orders where the portal has them', async () => {
    const { sandbox, app } = await stage()
    const portal = sandbox.portal('Brightwater Studio')
    sandbox.addApp(portal.memberId, app.clientId)
    const { accessToken } = sandbox.issueToken({ memberId: portal.memberId, userId: ADMIN, clientId: app.clientId })

    const { body } = await post(`${portal.url}/rest/placement.list`, { auth: accessToken })

    expect(body.result).toEqual(expect.arrayContaining(['CRM_ORDER_DETAIL_TAB', 'CRM_DYNAMIC_1044_DETAIL_TAB']))
  })
})
