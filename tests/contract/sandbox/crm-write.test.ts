import { describe, expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { restName } from '../../../sandbox/portal/user-fields.ts'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage } from './setup.ts'

const DEAL = 2
const DELIVERY = 183
const CONFIDENTIAL = { entityTypeId: DEAL, id: 3465 }

/** A stage whose application hears these events. */
async function listening(...events: string[]) {
  const here = await stage()
  const { received, url } = await receiver()
  for (const event of events) await here.call(ADMIN, 'event.bind', { event, handler: url })

  return { ...here, received }
}

describe('crm.item.add', () => {
  it('fills in what is not given, and the item is there afterwards', async () => {
    const { call } = await stage()

    const { body } = await call(HANNAH, 'crm.item.add', { entityTypeId: DEAL, fields: { title: 'Garden bench', opportunity: '480', companyId: 2961 } })

    const item = at(body, 'result', 'item')
    expect(item).toMatchObject({ title: 'Garden bench', opportunity: 480, companyId: 2961, categoryId: 0, stageId: 'NEW', stageSemanticId: 'P', assignedById: HANNAH, createdBy: HANNAH })
    const again = await call(HANNAH, 'crm.item.get', { entityTypeId: DEAL, id: at(item, 'id') })
    expect(at(again.body, 'result', 'item')).toEqual(item)
  })

  it('puts an item without a pipeline of its own into the default one of its type', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'crm.item.add', { entityTypeId: DELIVERY, fields: {} })

    expect(at(body, 'result', 'item')).toMatchObject({ categoryId: 12, stageId: 'DT183_12:NEW', title: expect.stringContaining('DYNAMIC_183') })
  })

  it('reads the contact values of a lead', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'crm.item.add', { entityTypeId: 1, fields: { title: 'Call back', fm: [{ typeId: 'PHONE', valueType: 'MOBILE', value: '+44 7700 900999' }] } })

    expect(at(body, 'result', 'item')).toMatchObject({ hasPhone: 'Y', phoneMobile: '+44 7700 900999', fm: [{ typeId: 'PHONE', valueType: 'MOBILE' }] })
    const found = await call(ADMIN, 'crm.duplicate.findbycomm', { type: 'PHONE', values: ['447700900999'] })
    expect(found.body.result).toEqual({ LEAD: [at(body, 'result', 'item', 'id')] })
  })

  it.each([
    ['a stage of another pipeline', { stageId: 'C1:UC_TENDER' }, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "STAGE_ID"'],
    ['a person who is not there', { assignedById: 4711 }, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "ASSIGNED_BY_ID"'],
    ['an amount in words', { opportunity: 'much' }, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "OPPORTUNITY"'],
    ['one value for a multiple field', { observers: 5 }, '100', 'Expected iterable value for multiple field, but got `number` instead'],
  ])('refuses %s', async (_, fields, error, description) => {
    const { call, portal } = await stage()
    const before = portal.data.items.length

    const { status, body } = await call(ADMIN, 'crm.item.add', { entityTypeId: DEAL, fields })

    expect([status, body.error, body.error_description]).toEqual([400, error, description])
    expect(portal.data.items).toHaveLength(before)
  })

  it('refuses a call without fields, and people from outside', async () => {
    const { call } = await stage()

    const without = await call(ADMIN, 'crm.item.add', { entityTypeId: DEAL })
    const outside = await call(EXTRANET, 'crm.item.add', { entityTypeId: DEAL, fields: {} })

    expect([without.status, without.body.error]).toEqual([400, '100'])
    expect([outside.status, outside.body.error]).toEqual([403, 'allowed_only_intranet_user'])
  })
})

describe('crm.item.update', () => {
  it('draws the consequences of a new stage, and ignores what cannot be changed', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'crm.item.update', { entityTypeId: DEAL, id: 3463, fields: { stageId: 'WON', createdBy: 9, nonsense: 1 } })

    expect(at(body, 'result', 'item')).toMatchObject({ stageId: 'WON', stageSemanticId: 'S', closed: 'Y', isWon: 'Y', isWork: 'N', movedBy: MARCUS, updatedBy: MARCUS, createdBy: 3 })
    expect(at(body, 'result', 'item')).not.toHaveProperty('nonsense')
  })

  it('leaves the item as it was when the stage is refused', async () => {
    const { call } = await stage()

    await call(MARCUS, 'crm.item.update', { entityTypeId: DEAL, id: 3463, fields: { title: 'Other', stageId: 'C1:NEW' } })

    const { body } = await call(MARCUS, 'crm.item.get', { entityTypeId: DEAL, id: 3463 })
    expect(at(body, 'result', 'item')).toMatchObject({ title: 'Boardroom table with cable duct', stageId: 'FINAL_INVOICE' })
  })

  it('and delete are refused to whoever may not change the item, an observer too', async () => {
    const { call, portal } = await stage()
    Object.assign(portal.data.items.find(({ id }) => id === CONFIDENTIAL.id) ?? {}, { observers: [HANNAH] })

    const update = await call(HANNAH, 'crm.item.update', { ...CONFIDENTIAL, fields: { title: 'x' } })
    const remove = await call(HANNAH, 'crm.item.delete', CONFIDENTIAL)

    expect([update.status, update.body.error]).toEqual([400, 'ACCESS_DENIED'])
    expect([remove.status, remove.body.error]).toEqual([400, 'ACCESS_DENIED'])
  })
})

describe('what is written', () => {
  it('is told to the applications that listen: the fact, the id and whose action it was', async () => {
    const { sandbox, call, received } = await listening('ONCRMDEALADD', 'ONCRMDEALUPDATE', 'ONCRMDEALDELETE')

    const { body } = await call(MARCUS, 'crm.item.add', { entityTypeId: DEAL, fields: { title: 'Bench' } })
    const deal = { entityTypeId: DEAL, id: at(body, 'result', 'item', 'id') }
    await call(MARCUS, 'crm.item.update', { ...deal, fields: { title: 'Bench' } })
    await call(MARCUS, 'crm.item.update', { ...deal, fields: { title: 'Two benches' } })
    const removed = await call(MARCUS, 'crm.item.delete', deal)
    await sandbox.events.drain()

    expect(removed.body.result).toEqual([])
    const data = { FIELDS: { ID: String(deal.id) } }
    expect(received).toMatchObject([
      { event: 'ONCRMDEALADD', event_handler_id: '1', data, auth: { user_id: String(MARCUS) } },
      { event: 'ONCRMDEALUPDATE', event_handler_id: '2', data },
      { event: 'ONCRMDEALDELETE', event_handler_id: '3', data },
    ])
  })

  it('says the type of smart processes and smart invoices beside the id', async () => {
    const { sandbox, call, received } = await listening('ONCRMDYNAMICITEMUPDATE', 'ONCRMDEALUPDATE')

    await call(ADMIN, 'crm.item.update', { entityTypeId: DELIVERY, id: 3, fields: { title: 'x' } })
    await call(ADMIN, 'crm.item.update', { entityTypeId: 31, id: 32, fields: { title: 'x' } })
    await sandbox.events.drain()

    expect(received).toMatchObject([
      { event: 'ONCRMDYNAMICITEMUPDATE', data: { FIELDS: { ID: '3', ENTITY_TYPE_ID: '183' } } },
      { event: 'ONCRMDYNAMICITEMUPDATE', data: { FIELDS: { ID: '32', ENTITY_TYPE_ID: '31' } } },
    ])
  })

  it('includes activities and comments', async () => {
    const { sandbox, call, received } = await listening('ONCRMACTIVITYADD', 'ONCRMTIMELINECOMMENTADD', 'ONCRMTIMELINECOMMENTDELETE')

    const activity = await call(MARCUS, 'crm.activity.todo.add', { ownerTypeId: DEAL, ownerId: 3473, deadline: '2027-02-03T15:00:00+00:00', title: 'Send samples' })
    const comment = await call(MARCUS, 'crm.timeline.comment.add', { fields: { ENTITY_TYPE: 'dynamic_183', ENTITY_ID: 3, COMMENT: 'Ring twice' } })
    const removed = await call(MARCUS, 'crm.timeline.comment.delete', { id: comment.body.result })
    await sandbox.events.drain()

    expect(removed.body.result).toBeNull()
    expect(received).toMatchObject([
      { event: 'ONCRMACTIVITYADD', data: { FIELDS: { ID: String(at(activity.body, 'result', 'id')) } } },
      { event: 'ONCRMTIMELINECOMMENTADD', data: { ID: String(comment.body.result) } },
      { event: 'ONCRMTIMELINECOMMENTDELETE', data: { ID: String(comment.body.result) } },
    ])
  })
})

describe('activities', () => {
  it('are readable where one of the objects that they hang on is', async () => {
    const { call } = await stage()

    const his = await call(MARCUS, 'crm.activity.get', { id: 809 })
    const hers = await call(HANNAH, 'crm.activity.get', { id: 809 })
    const nobodys = await call(MARCUS, 'crm.activity.get', { id: 1 })

    expect(at(his.body, 'result', 'OWNER_ID')).toBe('3465')
    expect([hers.status, hers.body.error, hers.body.error_description]).toEqual([400, '', 'Access denied.'])
    expect([nobodys.status, nobodys.body.error, nobodys.body.error_description]).toEqual([400, '', 'Activity is not found'])
  })

  it('are listed by owner in the order of their time, and with the client when asked for', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'crm.activity.list', { filter: { OWNER_TYPE_ID: 2, OWNER_ID: 3473, COMPLETED: 'N' }, select: ['ID', 'SUBJECT', 'COMMUNICATIONS'] })

    expect(body.total).toBe(2)
    expect(body.result).toMatchObject([
      { ID: '804', COMMUNICATIONS: [{ TYPE: 'PHONE', VALUE: '+44 7700 900142', ENTITY_ID: '13037' }] },
      { ID: '805', SUBJECT: 'Agree the delivery window with the hotel' },
    ])
  })

  it('come once for each of the bindings that are asked for', async () => {
    const { call } = await stage()
    const ids = async (BINDINGS: object[]) => {
      const { body } = await call(MARCUS, 'crm.activity.list', { filter: { ID: '801', BINDINGS } })
      return body.total
    }

    expect(await ids([{ OWNER_TYPE_ID: 3, OWNER_ID: 13037 }])).toBe(1)
    expect(await ids([{ OWNER_TYPE_ID: 2 }, { OWNER_TYPE_ID: 3 }])).toBe(2)
    expect(await ids([{ OWNER_TYPE_ID: 4 }])).toBe(0)
  })

  it.each([
    [{ SUBJECT: '' }, 'The field SUBJECT is not defined or empty'],
    [{ RESPONSIBLE_ID: 0 }, 'The field RESPONSIBLE_ID is not defined or invalid'],
    [{ TYPE_ID: 0 }, 'The field TYPE_ID is not defined or invalid'],
    [{ COMMUNICATIONS: [] }, 'The field COMMUNICATIONS is not defined or invalid'],
    [{ COMMUNICATIONS: [{ VALUE: '1' }, { VALUE: '2' }] }, 'The only one communication is allowed for activity of specified type'],
    [{ OWNER_ID: 1 }, 'Could not build binding. Please ensure that owner info and communications are defined correctly'],
    [{ TYPE_ID: 6 }, 'The custom activity without provider is not supported in current context'],
    [{ OWNER_ID: 3465 }, 'Access denied'],
  ])('crm.activity.add refuses %o', async (wrong, description) => {
    const { call } = await stage()
    const fields = { OWNER_TYPE_ID: 2, OWNER_ID: 3473, TYPE_ID: 2, SUBJECT: 'Call', RESPONSIBLE_ID: 5, COMMUNICATIONS: [{ VALUE: '+44', ENTITY_TYPE_ID: 3, ENTITY_ID: 13037 }] }

    const good = await call(HANNAH, 'crm.activity.add', { fields })
    const bad = await call(HANNAH, 'crm.activity.add', { fields: { ...fields, ...wrong } })

    expect(good.body.result).toEqual(expect.any(Number))
    expect([bad.status, bad.body.error, bad.body.error_description]).toEqual([400, '', description])
  })

  it.each([
    [{ deadline: undefined }, '100'], [{ deadline: 'soon' }, 'WRONG_DATETIME_FORMAT'], [{ ownerTypeId: 999 }, 'OWNER_NOT_FOUND'], [{ ownerId: 1 }, 'NOT_FOUND'], [{ ownerId: 3465 }, 'ACCESS_DENIED'],
  ])('crm.activity.todo.add refuses %o', async (wrong, error) => {
    const { call } = await stage()

    const { status, body } = await call(HANNAH, 'crm.activity.todo.add', { ownerTypeId: 2, ownerId: 3473, deadline: '2027-01-01T10:00:00', ...wrong })

    expect([status, body.error]).toEqual([400, error])
  })
})

describe('timeline comments', () => {
  it('are those of one item, in the order that is asked for', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'crm.timeline.comment.list', { filter: { ENTITY_TYPE: 'deal', ENTITY_ID: 3473 }, order: { ID: 'DESC' }, select: ['ID'] })

    expect(body.result).toEqual([{ ID: '903' }, { ID: '902' }, { ID: '901' }])
  })

  it.each([
    ['crm.timeline.comment.list', { filter: { ENTITY_TYPE: 'deal', ENTITY_ID: 3465 } }, ''],
    ['crm.timeline.comment.get', { id: 905 }, ''],
    ['crm.timeline.comment.get', { id: 1 }, ''],
    ['crm.timeline.comment.get', {}, ''],
    ['crm.timeline.comment.delete', { id: 905 }, 'ACCESS_DENIED'],
    ['crm.timeline.comment.delete', { id: 1 }, 'NOT_FOUND'],
    ['crm.timeline.comment.delete', {}, '100'],
    ['crm.timeline.comment.add', { fields: { ENTITY_TYPE: 'deal', ENTITY_ID: 3465, COMMENT: 'x' } }, 'ACCESS_DENIED'],
    ['crm.timeline.comment.add', { fields: { ENTITY_TYPE: 'deal', ENTITY_ID: 1, COMMENT: 'x' } }, 'NOT_FOUND'],
    ['crm.timeline.comment.add', { fields: { ENTITY_TYPE: 'ship', ENTITY_ID: 1, COMMENT: 'x' } }, 'OWNER_NOT_FOUND'],
    ['crm.timeline.comment.add', { fields: { ENTITY_TYPE: 'deal', ENTITY_ID: 3473, COMMENT: ' ' } }, 'INVALID_ARG_VALUE'],
    ['crm.timeline.comment.add', { FIELDS: { ENTITY_TYPE: 'deal', ENTITY_ID: 3473, COMMENT: 'x' } }, '100'],
  ])('%s refuses %o', async (method, params, error) => {
    const { call } = await stage()

    const { status, body } = await call(HANNAH, method, params)

    expect([status, body.error]).toEqual([400, error])
  })
})

describe('the older methods for the same items', () => {
  it('answer text under upper-case keys, and hide the same items', async () => {
    const { call } = await stage()

    const shown = await call(HANNAH, 'crm.deal.get', { id: 3473 })
    const hidden = await call(HANNAH, 'crm.deal.get', { id: 3465 })
    const listed = await call(HANNAH, 'crm.deal.list', { filter: { '@ID': [3473, 3465], '>OPPORTUNITY': 100 }, select: ['ID', 'TITLE'] })

    expect(shown.body.result).toMatchObject({ ID: '3473', OPPORTUNITY: '48200.00', CATEGORY_ID: '0', STAGE_SEMANTIC_ID: 'P', LEAD_ID: null })
    expect([hidden.status, hidden.body.error, hidden.body.error_description]).toEqual([400, '', 'Access denied'])
    expect(listed.body).toMatchObject({ total: 1, result: [{ ID: '3473' }] })
  })

  it.each([
    ['crm.contact.get', {}, 'ID is not defined or invalid'],
    ['crm.company.get', { id: 1 }, 'Not found'],
    ['crm.lead.list', { filter: 'all' }, 'Parameter \'filter\' must be array.'],
  ])('%s refuses %o in words only', async (method, params, description) => {
    const { call } = await stage()

    const { status, body } = await call(ADMIN, method, params)

    expect([status, body.error, body.error_description]).toEqual([400, '', description])
  })
})

describe('orders', () => {
  it('are there on the portal that sells: by deal, in a list and whole', async () => {
    const { call } = await stage({ portalName: 'Brightwater Studio', scope: ['crm', 'sale'] })

    const links = await call(ADMIN, 'crm.orderentity.list', { filter: { ownerId: 41, ownerTypeId: 2 } })
    const list = await call(ADMIN, 'sale.order.list', { order: { id: 'DESC' }, select: ['id', 'statusId'] })
    const one = await call(ADMIN, 'sale.order.get', { id: 236 })

    expect(at(links.body, 'result')).toEqual({ orderEntity: [{ orderId: 236, ownerId: 41 }] })
    expect(at(list.body, 'result', 'orders', 0)).toEqual({ id: 244, statusId: 'F' })
    expect(at(one.body, 'result', 'order')).toMatchObject({ price: 1380, basketItems: [{ name: 'Printed gift boxes' }, {}], clients: [{ entityTypeId: 3, entityId: 21 }, { entityTypeId: 4, entityId: 11 }] })
  })

  it('are a missing module elsewhere', async () => {
    const { call } = await stage()

    const { status, body } = await call(ADMIN, 'crm.orderentity.list')

    expect([status, body.error]).toEqual([400, '200540400002'])
  })
})

describe('the names of user fields', () => {
  it.each([
    ['UF_CRM_3_DIGIT', 'ufCrm3Digit'], ['UF_CRM_3_1747309727', 'ufCrm3_1747309727'], ['UF_CRM_3_DIGIT10', 'ufCrm_3_DIGIT10'],
    ['UF_CRM_3_DIGIT_10', 'ufCrm_3_DIGIT_10'], ['UF_CRM_1747309879', 'ufCrm_1747309879'], ['UF_CRM_COLOUR_OF_LEGS', 'ufCrmColourOfLegs'],
  ])('%s becomes %s', (original, name) => {
    expect(restName(original)).toBe(name)
    expect(restName(original, true)).toBe(original)
  })
})
