import { describe, expect, it } from 'vitest'
import { registeredFieldType } from '../../../sandbox/portal/user-fields.ts'
import { receiver } from './receiver.ts'
import { ADMIN, ALL_SCOPES, at, MARCUS, post, stage, type Stage } from './setup.ts'

const HANDLER = 'https://app.example/handler'
/** The host of the test application: robots must be on it. */
const OWN = 'http://localhost:9/robot'
const scope = [...ALL_SCOPES, 'bizproc', 'userfieldconfig']

type Params = Record<string, unknown>

interface Refusal {
  method: string
  code: string
  cause: string
  status: number
  params?: Params
  /** What was called before, by the administrator. */
  after?: [method: string, params: Params][]
  as?: number | 'webhook'
  /** Changes the portal itself. */
  arrange?(here: Stage): void
  /** In the answer, beside the code. */
  says?: string | Params
}

const placement = { PLACEMENT: 'LEFT_MENU', HANDLER }
const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER, OPTIONS: { errorHandlerUrl: HANDLER } }
const event = { event: 'ONAPPUNINSTALL', handler: HANDLER }
const type = { USER_TYPE_ID: 'rating', HANDLER }
const robot = { CODE: 'notes', HANDLER: OWN, NAME: 'Write a note' }
const field = { entityId: 'CRM_8', fieldName: 'UF_CRM_8_COLOUR', userTypeId: 'string' }
const dealField = { FIELD_NAME: 'COLOUR', USER_TYPE_ID: 'string' }

const WEBHOOK = { as: 'webhook', cause: 'a webhook calls', code: 'WRONG_AUTH_TYPE', status: 403 } as const
const EMPLOYEE = { as: MARCUS, cause: 'somebody without administrator rights calls', code: 'ACCESS_DENIED', status: 403 } as const

function argument(method: string, name: string, params: Params): Refusal {
  return { method, code: 'ERROR_ARGUMENT', cause: `${name} is empty`, status: 400, params, says: { argument: name, error_description: `Argument '${name}' is null or empty` } }
}

const placementRefusals: Refusal[] = [
  argument('placement.bind', 'PLACEMENT', { HANDLER }),
  argument('placement.bind', 'HANDLER', { PLACEMENT: 'LEFT_MENU' }),
  argument('placement.bind', 'iconName', { PLACEMENT: 'IM_SIDEBAR', HANDLER }),
  { method: 'placement.bind', code: 'ERROR_PLACEMENT_NOT_FOUND', cause: 'no such placement', status: 400, params: { PLACEMENT: 'NOWHERE', HANDLER } },
  { method: 'placement.bind', code: 'ERROR_WRONG_HANDLER_URL', cause: 'the host has no dot', status: 400, params: { ...placement, HANDLER: 'https://intranet/' } },
  { method: 'placement.bind', code: 'ERROR_UNSUPPORTED_PROTOCOL', cause: 'neither http nor https', status: 400, params: { ...placement, HANDLER: 'ftp://app.example/' } },
  { method: 'placement.bind', code: 'ERROR_PLACEMENT_MAX_COUNT', cause: 'a second worker', status: 400, after: [['placement.bind', worker]], params: { ...worker, HANDLER: `${HANDLER}2` } },
  { method: 'placement.bind', code: 'ERROR_PLACEMENT_USER_MODE', cause: 'a person where none may be named', status: 400, params: { ...placement, USER_ID: MARCUS }, says: 'User mode is not available' },
  { method: 'placement.bind', code: 'EMPTY_ERROR_HANDLER_URL', cause: 'a worker without errorHandlerUrl', status: 200, params: { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER } },
  { method: 'placement.bind', code: 'ERROR_CORE', cause: 'the handler is bound already', status: 400, after: [['placement.bind', placement]], params: placement, says: 'Unable to set placement handler: Handler already binded' },
  { method: 'placement.bind', params: placement, ...WEBHOOK },
  { method: 'placement.bind', params: placement, ...EMPLOYEE },
  { method: 'placement.get', ...WEBHOOK },
  { method: 'placement.get', ...EMPLOYEE },
  { method: 'placement.list', ...WEBHOOK },
  argument('placement.unbind', 'PLACEMENT', {}),
  { method: 'placement.unbind', code: 'ERROR_ARGUMENT', cause: 'PLACEMENT is a list', status: 400, params: { PLACEMENT: ['LEFT_MENU'] }, says: 'The value of an argument \'PLACEMENT\' must be of type string' },
  { method: 'placement.unbind', params: placement, ...WEBHOOK },
  { method: 'placement.unbind', params: placement, ...EMPLOYEE },
]

const eventRefusals: Refusal[] = [
  argument('event.bind', 'EVENT', { handler: HANDLER }),
  argument('event.bind', 'HANDLER', { event: 'ONAPPTEST' }),
  { method: 'event.bind', code: 'ERROR_EVENT_NOT_FOUND', cause: 'no such event', status: 400, params: { ...event, event: 'ONNOTHING' }, says: 'Event not found' },
  { method: 'event.bind', code: 'ERROR_WRONG_HANDLER_URL', cause: 'the address is none', status: 400, params: { ...event, handler: 'events.php' } },
  { method: 'event.bind', code: 'ERROR_UNSUPPORTED_PROTOCOL', cause: 'neither http nor https', status: 400, params: { ...event, handler: 'ws://app.example/' } },
  { method: 'event.bind', code: 'ERROR_CORE', cause: 'the handler is bound already', status: 400, after: [['event.bind', event]], params: event, says: 'Unable to set event handler: Handler already binded' },
  { method: 'event.bind', code: 'ACCESS_DENIED', cause: 'offline events for somebody without administrator rights', status: 403, as: MARCUS, params: { ...event, event_type: 'offline' } },
  { method: 'event.bind', code: 'ACCESS_DENIED', cause: 'in somebody else\'s name', status: 403, as: MARCUS, params: { ...event, auth_type: ADMIN } },
  {
    method: 'event.bind', code: 'WRONG_LICENSE', cause: 'a source key on a plan without', status: 403, params: { ...event, auth_connector: 'mine' },
    arrange: ({ portal }) => Object.assign(portal.features, { rest_auth_connector: false }),
  },
  { method: 'event.bind', params: event, ...WEBHOOK },
  { method: 'event.get', ...WEBHOOK },
  { method: 'event.unbind', params: event, ...WEBHOOK },
  { method: 'event.unbind', code: 'ACCESS_DENIED', cause: 'offline events for somebody without administrator rights', status: 403, as: MARCUS, params: { ...event, event_type: 'offline' } },
  { method: 'event.unbind', code: 'ACCESS_DENIED', cause: 'in somebody else\'s name', status: 403, as: MARCUS, params: { ...event, auth_type: ADMIN } },
  { method: 'event.test', ...WEBHOOK },
]

const typeRefusals: Refusal[] = [
  argument('userfieldtype.add', 'USER_TYPE_ID', { HANDLER }),
  argument('userfieldtype.add', 'HANDLER', { USER_TYPE_ID: 'rating' }),
  { method: 'userfieldtype.add', code: 'ERROR_ARGUMENT', cause: 'more than 50 characters with the prefix', status: 400, params: { ...type, USER_TYPE_ID: 'r'.repeat(44) }, says: { argument: 'USER_TYPE_ID' } },
  { method: 'userfieldtype.add', code: 'ERROR_WRONG_HANDLER_URL', cause: 'the host has no dot', status: 400, params: { ...type, HANDLER: 'https://intranet/' } },
  { method: 'userfieldtype.add', code: 'ERROR_UNSUPPORTED_PROTOCOL', cause: 'neither http nor https', status: 400, params: { ...type, HANDLER: 'ftp://app.example/' } },
  { method: 'userfieldtype.add', code: 'ERROR_CORE', cause: 'another type has the handler', status: 400, after: [['userfieldtype.add', type]], params: { ...type, USER_TYPE_ID: 'stars' }, says: 'Unable to set placement handler: Handler already binded' },
  { method: 'userfieldtype.add', params: type, ...WEBHOOK },
  { method: 'userfieldtype.add', params: type, ...EMPLOYEE },
  argument('userfieldtype.update', 'USER_TYPE_ID', { HANDLER }),
  { method: 'userfieldtype.update', code: 'ERROR_NOT_FOUND', cause: 'no such type', status: 400, params: type, says: 'User Field Type not found' },
  { method: 'userfieldtype.update', code: 'ERROR_CORE', cause: 'another type has the handler', status: 400, after: [['userfieldtype.add', type], ['userfieldtype.add', { USER_TYPE_ID: 'stars', HANDLER: `${HANDLER}2` }]], params: { USER_TYPE_ID: 'stars', HANDLER } },
  { method: 'userfieldtype.update', params: type, ...WEBHOOK },
  { method: 'userfieldtype.update', params: type, ...EMPLOYEE },
  argument('userfieldtype.delete', 'USER_TYPE_ID', {}),
  { method: 'userfieldtype.delete', code: 'ERROR_NOT_FOUND', cause: 'no such type', status: 400, params: type, says: 'User Field Type not found' },
  { method: 'userfieldtype.delete', params: type, ...WEBHOOK },
  { method: 'userfieldtype.delete', params: type, ...EMPLOYEE },
  { method: 'userfieldtype.list', ...WEBHOOK },
  { method: 'userfieldtype.list', ...EMPLOYEE },
]

function uncoded(method: string, says: string, cause: string, params: Params, more: Partial<Refusal> = {}): Refusal {
  return { method, code: '', cause, status: 400, params, says, ...more }
}

const config = (changes: Params) => ({ moduleId: 'crm', field: { ...field, ...changes } })
const deal = (changes: Params) => ({ fields: { ...dealField, ...changes } })

const fieldRefusals: Refusal[] = [
  { method: 'userfieldconfig.add', code: '100', cause: 'no module', status: 400, params: { field } },
  uncoded('userfieldconfig.add', 'The \'FIELD_NAME\' field is not found.', 'no name', config({ fieldName: '' })),
  uncoded('userfieldconfig.add', 'The \'USER_TYPE_ID\' field is not found.', 'no type', config({ userTypeId: '' })),
  uncoded('userfieldconfig.add', 'You cannot create custom fields', 'the name lacks its prefix', config({ fieldName: 'UF_CRM_COLOUR' })),
  uncoded('userfieldconfig.add', 'You cannot create custom fields', 'no such object', config({ entityId: 'CRM_99', fieldName: 'UF_CRM_99_COLOUR' })),
  uncoded('userfieldconfig.add', 'Field UF_CRM_8_COLOUR for object CRM_8 already exists.', 'the name is taken', config({}), { after: [['userfieldconfig.add', config({})]] }),
  uncoded('userfieldconfig.add', 'Fail to create new user field', 'a type that nobody has registered', config({ userTypeId: 'rest_1_rating' })),
  uncoded('userfieldconfig.add', 'Access denied', 'somebody without administrator rights calls', config({}), { as: MARCUS }),
  uncoded('userfieldconfig.list', 'You do not have permission to view user field settings', 'somebody without administrator rights calls', { moduleId: 'crm' }, { as: MARCUS }),
  uncoded('userfieldconfig.list', 'No settings for UserFieldAccess', 'a module without user fields', { moduleId: 'blog' }),
  uncoded('crm.deal.userfield.add', 'The \'FIELD_NAME\' field is not found.', 'no name', deal({ FIELD_NAME: '' })),
  uncoded('crm.deal.userfield.add', 'The \'USER_TYPE_ID\' field is not found.', 'no type', deal({ USER_TYPE_ID: '' })),
  { method: 'crm.deal.userfield.add', code: 'ERROR_CORE', cause: 'more than 50 characters', status: 400, params: deal({ FIELD_NAME: 'A'.repeat(44) }), says: 'Field name is too long (more than 50 characters).' },
  { method: 'crm.deal.userfield.add', code: 'ERROR_CORE', cause: 'other characters', status: 400, params: deal({ FIELD_NAME: 'COLOUR-1' }), says: 'Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.' },
  { method: 'crm.deal.userfield.add', code: 'ERROR_CORE', cause: 'a type that nobody has registered', status: 400, params: deal({ USER_TYPE_ID: 'rest_1_rating' }), says: 'Incorrect custom type specified.' },
  { method: 'crm.deal.userfield.add', code: 'ERROR_CORE', cause: 'two values with one XML_ID', status: 400, params: deal({ USER_TYPE_ID: 'enumeration', LIST: [{ VALUE: 'a', XML_ID: 'x' }, { VALUE: 'b', XML_ID: 'x' }] }), says: 'List item with value XML_ID=x already exists.' },
]

function validation(method: string, says: string, params: Params, after: Refusal['after'] = []): Refusal {
  return { method, code: 'ERROR_ACTIVITY_VALIDATION_FAILURE', cause: says, status: 400, params, says, after }
}

/** Robots and workflow actions have the same refusals. */
const automationRefusals: Refusal[] = ['bizproc.robot', 'bizproc.activity'].flatMap((family): Refusal[] => {
  const [add, update, remove, list] = [`${family}.add`, `${family}.update`, `${family}.delete`, `${family}.list`] as const
  const installed: Refusal['after'] = [[add, robot]]
  const wrong: [says: string, change: Params][] = [
    ['Wrong properties array!', { PROPERTIES: 'all' }],
    ['Wrong property key 1st!', { PROPERTIES: { '1st': { Name: 'x' } } }],
    ['Empty property NAME text!', { RETURN_PROPERTIES: { text: { Type: 'string' } } }],
    ['Wrong activity FILTER!', { FILTER: { ONLY: ['b24'] } }],
    ['Wrong activity DOCUMENT_TYPE!', { DOCUMENT_TYPE: ['crm', 'DEAL'] }],
  ]
  const denied = (method: string, params: Params): Refusal[] => [
    { method, code: 'ACCESS_DENIED', cause: 'a webhook calls', status: 400, as: 'webhook', params, says: 'Application context required' },
    { method, code: 'ACCESS_DENIED', cause: 'somebody without administrator rights calls', status: 400, as: MARCUS, params, says: 'Access denied!' },
  ]

  return [
    validation(add, 'Empty data!', {}),
    validation(add, 'Empty activity code!', { ...robot, CODE: '' }),
    validation(add, 'Wrong activity code!', { ...robot, CODE: 'a note' }),
    validation(add, 'Empty activity NAME!', { ...robot, NAME: {} }),
    ...wrong.map(([says, change]) => validation(add, says, { ...robot, ...change })),
    { method: add, code: 'ERROR_UNSUPPORTED_PROTOCOL', cause: 'neither http nor https', status: 400, params: { ...robot, HANDLER: 'ftp://localhost/' } },
    { method: add, code: 'ERROR_WRONG_HANDLER_URL', cause: 'another domain than the application\'s', status: 400, params: { ...robot, HANDLER } },
    { method: add, code: 'ERROR_ACTIVITY_ALREADY_INSTALLED', cause: 'the code is taken', status: 400, after: installed, params: robot },
    ...denied(add, robot),
    validation(update, 'Empty activity code!', { FIELDS: {} }),
    validation(update, 'Wrong activity code!', { CODE: 'a note', FIELDS: {} }),
    validation(update, 'No fields to update', { CODE: 'notes', FIELDS: {} }, installed),
    ...wrong.map(([says, FIELDS]) => validation(update, says, { CODE: 'notes', FIELDS }, installed)),
    { method: update, code: 'ERROR_UNSUPPORTED_PROTOCOL', cause: 'neither http nor https', status: 400, after: installed, params: { CODE: 'notes', FIELDS: { HANDLER: 'ftp://localhost/' } } },
    { method: update, code: 'ERROR_WRONG_HANDLER_URL', cause: 'an address that is none', status: 400, after: installed, params: { CODE: 'notes', FIELDS: { HANDLER: 'robot.php' } } },
    { method: update, code: 'ERROR_ACTIVITY_NOT_FOUND', cause: 'no such code', status: 400, params: { CODE: 'notes', FIELDS: { NAME: 'x' } } },
    ...denied(update, { CODE: 'notes', FIELDS: { NAME: 'x' } }),
    validation(remove, 'Empty activity code!', {}),
    validation(remove, 'Wrong activity code!', { CODE: 'a note' }),
    { method: remove, code: 'ERROR_ACTIVITY_NOT_FOUND', cause: 'no such code', status: 400, params: { CODE: 'notes' } },
    ...denied(remove, { CODE: 'notes' }),
    ...denied(list, {}),
  ]
})

const refusals: Refusal[] = [
  ...placementRefusals, ...eventRefusals, ...typeRefusals, ...fieldRefusals, ...automationRefusals,
  { method: 'bizproc.event.send', code: 'ACCESS_DENIED', cause: 'a token that nobody waits for', status: 403, params: { EVENT_TOKEN: 'x' }, says: 'Access denied!' },
]

const AUTOMATION = ['ACCESS_DENIED', 'ERROR_ACTIVITY_VALIDATION_FAILURE']

/** "Possible error codes" of each page, with what bitrix24-apps.md 0.3, 1.12, 8 and 9 add to them; '' is the empty code. */
const documented: Record<string, string[]> = {
  'placement.bind': ['ACCESS_DENIED', 'EMPTY_ERROR_HANDLER_URL', 'ERROR_ARGUMENT', 'ERROR_CORE', 'ERROR_PLACEMENT_MAX_COUNT', 'ERROR_PLACEMENT_NOT_FOUND', 'ERROR_PLACEMENT_USER_MODE', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL', 'WRONG_AUTH_TYPE'],
  'placement.get': ['ACCESS_DENIED', 'WRONG_AUTH_TYPE'],
  'placement.list': ['WRONG_AUTH_TYPE'],
  'placement.unbind': ['ACCESS_DENIED', 'ERROR_ARGUMENT', 'WRONG_AUTH_TYPE'],
  'event.bind': ['ACCESS_DENIED', 'ERROR_ARGUMENT', 'ERROR_CORE', 'ERROR_EVENT_NOT_FOUND', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL', 'WRONG_AUTH_TYPE', 'WRONG_LICENSE'],
  'event.get': ['WRONG_AUTH_TYPE'],
  'event.unbind': ['ACCESS_DENIED', 'WRONG_AUTH_TYPE'],
  'event.test': ['WRONG_AUTH_TYPE'],
  'userfieldtype.add': ['ACCESS_DENIED', 'ERROR_ARGUMENT', 'ERROR_CORE', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL', 'WRONG_AUTH_TYPE'],
  'userfieldtype.list': ['ACCESS_DENIED', 'WRONG_AUTH_TYPE'],
  'userfieldtype.update': ['ACCESS_DENIED', 'ERROR_ARGUMENT', 'ERROR_CORE', 'ERROR_NOT_FOUND', 'WRONG_AUTH_TYPE'],
  'userfieldtype.delete': ['ACCESS_DENIED', 'ERROR_ARGUMENT', 'ERROR_NOT_FOUND', 'WRONG_AUTH_TYPE'],
  'userfieldconfig.add': ['', '100'],
  'userfieldconfig.list': [''],
  'crm.deal.userfield.add': ['', 'ERROR_CORE'],
  // ERROR_ACTIVITY_ADD_FAILURE is a portal that fails to save, which nobody can bring about here.
  ...Object.fromEntries(['bizproc.robot', 'bizproc.activity'].flatMap(family => [
    [`${family}.add`, [...AUTOMATION, 'ERROR_ACTIVITY_ALREADY_INSTALLED', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL']],
    [`${family}.update`, [...AUTOMATION, 'ERROR_ACTIVITY_NOT_FOUND', 'ERROR_UNSUPPORTED_PROTOCOL', 'ERROR_WRONG_HANDLER_URL']],
    [`${family}.delete`, [...AUTOMATION, 'ERROR_ACTIVITY_NOT_FOUND']],
    [`${family}.list`, ['ACCESS_DENIED']],
  ])),
  'bizproc.event.send': ['ACCESS_DENIED'],
}

function callWebhook({ portal }: Stage, method: string, params: Params) {
  portal.webhooks.push({ userId: ADMIN, code: 'k3y', scope })

  return post(`${portal.url}/rest/${ADMIN}/k3y/${method}`, params)
}

describe('registration', () => {
  it('is refused with every documented code', () => {
    const tested = Object.fromEntries(Object.keys(documented).map(method =>
      [method, [...new Set(refusals.filter(refusal => refusal.method === method).map(({ code }) => code))].sort()]))

    expect(tested).toEqual(Object.fromEntries(Object.entries(documented).map(([method, codes]) => [method, codes.toSorted()])))
  })

  it.each(refusals)('$method answers $code when: $cause', async ({ method, code, status, params = {}, after = [], as = ADMIN, arrange, says }) => {
    const here = await stage({ scope })
    arrange?.(here)
    for (const [earlier, given] of after) expect((await here.call(ADMIN, earlier, given)).body.error).toBeUndefined()

    const answer = as === 'webhook' ? await callWebhook(here, method, params) : await here.call(as, method, params)

    expect([answer.status, answer.body.error]).toEqual([status, code])
    if (says) expect(answer.body).toMatchObject(typeof says === 'string' ? { error_description: says } : says)
  })
})

describe('a type of user fields', () => {
  it('is lower-cased, listed and changed, and opens its handler in a frame', async () => {
    const { sandbox, portal, app, call } = await stage({ scope })
    await call(ADMIN, 'userfieldtype.add', { ...type, USER_TYPE_ID: 'Rating', TITLE: 'Rating', OPTIONS: { height: 80 } })

    await call(ADMIN, 'userfieldtype.update', { USER_TYPE_ID: 'rating', DESCRIPTION: 'Stars' })

    const { body } = await call(ADMIN, 'userfieldtype.list')
    expect(body).toMatchObject({ total: 1, result: [{ USER_TYPE_ID: 'rating', HANDLER, TITLE: 'Rating', DESCRIPTION: 'Stars' }] })
    const form = sandbox.openFrame(portal.memberId, { userId: MARCUS, clientId: app.clientId, placement: 'USERFIELD_TYPE', handler: HANDLER, options: { MODE: 'view' } })
    expect(form.action).toContain(HANDLER)
    expect(form.fields.PLACEMENT).toBe('USERFIELD_TYPE')
  })

  it('gives fields to deals, whose values are kept, several for a multiple field', async () => {
    const { app, call } = await stage({ scope })
    await call(ADMIN, 'userfieldtype.add', type)
    const userTypeId = `rest_${app.id}_rating`
    await call(ADMIN, 'crm.deal.userfield.add', { fields: { FIELD_NAME: 'RATING', USER_TYPE_ID: userTypeId } })
    await call(ADMIN, 'crm.deal.userfield.add', { fields: { FIELD_NAME: 'RATINGS', USER_TYPE_ID: userTypeId, MULTIPLE: 'Y' } })

    const untouched = await call(MARCUS, 'crm.item.get', { entityTypeId: 2, id: 3473 })
    await call(MARCUS, 'crm.item.update', { entityTypeId: 2, id: 3473, fields: { ufCrmRating: '4', ufCrmRatings: ['1', '5'] } })
    const changed = await call(MARCUS, 'crm.item.get', { entityTypeId: 2, id: 3473, useOriginalUfNames: 'Y' })
    const fields = await call(MARCUS, 'crm.item.fields', { entityTypeId: 2 })

    expect(at(untouched.body, 'result', 'item')).toMatchObject({ ufCrmRating: null, ufCrmRatings: [] })
    expect(at(changed.body, 'result', 'item')).toMatchObject({ UF_CRM_RATING: '4', UF_CRM_RATINGS: ['1', '5'] })
    expect(at(changed.body, 'result', 'item')).not.toHaveProperty('ufCrmRating')
    expect(at(fields.body, 'result', 'fields', 'ufCrmRatings')).toMatchObject({ type: userTypeId, isMultiple: true, isDynamic: true, upperName: 'UF_CRM_RATINGS' })
  })

  it('goes with its application, its fields stay, and registering it anew restores them', async () => {
    const { sandbox, portal, app, call } = await stage({ scope })
    await call(ADMIN, 'userfieldtype.add', type)
    await call(ADMIN, 'crm.deal.userfield.add', { fields: { FIELD_NAME: 'RATING', USER_TYPE_ID: `rest_${app.id}_rating` } })
    const known = () => registeredFieldType(sandbox.apps, portal, portal.data.userFields[0]?.userTypeId ?? '')

    sandbox.uninstall(portal.memberId, app.clientId)
    const gone = known()
    sandbox.addApp(portal.memberId, app.clientId)
    await call(ADMIN, 'userfieldtype.add', type)

    expect(gone).toBeUndefined()
    expect(known()).toMatchObject({ clientId: app.clientId, type: { code: 'rating' } })
  })
})

describe('what an application has registered', () => {
  it('is gone after its removal, and a new installation begins empty', async () => {
    const { sandbox, portal, app, call } = await stage({ scope })
    await call(ADMIN, 'placement.bind', placement)
    await call(ADMIN, 'event.bind', event)
    await call(ADMIN, 'userfieldtype.add', type)
    await call(ADMIN, 'bizproc.robot.add', robot)

    sandbox.uninstall(portal.memberId, app.clientId)
    sandbox.addApp(portal.memberId, app.clientId)

    const answers = await Promise.all(['placement.get', 'event.get', 'userfieldtype.list', 'bizproc.robot.list'].map(method => call(ADMIN, method)))
    expect(answers.map(({ body }) => body.result)).toEqual([[], [], [], []])
  })
})

describe('a robot', () => {
  it('is listed by its code, apart from workflow actions', async () => {
    const { call } = await stage({ scope })
    await call(ADMIN, 'bizproc.robot.add', robot)
    await call(ADMIN, 'bizproc.activity.add', { ...robot, CODE: 'other' })

    const robots = await call(ADMIN, 'bizproc.robot.list')
    const actions = await call(ADMIN, 'bizproc.activity.list')

    expect([robots.body.result, actions.body.result]).toEqual([['notes'], ['other']])
  })

  it('is run with a token, by which the application answers once', async () => {
    const { sandbox, portal, app, call } = await stage({ scope })
    const { received, url } = await receiver()
    sandbox.registerApp({ ...app, url })
    await call(ADMIN, 'bizproc.robot.add', { ...robot, HANDLER: url, AUTH_USER_ID: ADMIN })

    const token = sandbox.runAutomation(portal.memberId, app.clientId, { code: 'notes', entityTypeId: 2, id: 3473, properties: { text: 'Hello' } })
    await sandbox.events.drain()
    const first = await call(MARCUS, 'bizproc.event.send', { event_token: token, return_values: { noteId: 5 } })
    const second = await call(MARCUS, 'bizproc.event.send', { event_token: token })

    expect(received[0]).toMatchObject({
      code: 'notes', event_token: token, document_id: ['crm', 'CCrmDocumentDeal', 'DEAL_3473'], properties: { text: 'Hello' }, use_subscription: 'Y', auth: { user_id: '1', member_id: portal.memberId },
    })
    expect([first.body.result, second.body.error]).toEqual([true, 'ACCESS_DENIED'])
  })

  it('that waits for nothing has no token to answer with', async () => {
    const { sandbox, portal, app, call } = await stage({ scope })
    await call(ADMIN, 'bizproc.robot.add', { ...robot, USE_SUBSCRIPTION: 'N' })

    const token = sandbox.runAutomation(portal.memberId, app.clientId, { code: 'notes', entityTypeId: 2, id: 3473 })

    const { status } = await call(MARCUS, 'bizproc.event.send', { EVENT_TOKEN: token })
    expect(status).toBe(403)
  })
})
