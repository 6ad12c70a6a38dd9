import { at } from '../setup.ts'
import { exampleOf } from './example.ts'
import type { Row } from './row.ts'

const DEAL = 2
const ONLY_ITS_VALUES = 'PHONE, EMAIL, WEB and IM are there when the record has such a value'

export const crm: Row[] = [
  { method: 'crm.item.get', variant: 'a lead', params: { entityTypeId: 1, id: 6591 } },
  { method: 'crm.item.get', variant: 'a deal', params: { entityTypeId: DEAL, id: 3483 }, like: 'crm.item.add' },
  { method: 'crm.item.list', params: { entityTypeId: 1, select: ['id', 'assignedById', 'stageId', 'opportunity', 'sourceId', 'title', 'name', 'lastName', 'isManualOpportunity'] } },
  { method: 'crm.status.list', params: { filter: { ENTITY_ID: 'DEAL_STAGE' } } },
  { method: 'crm.category.list', params: { entityTypeId: DEAL } },
  { method: 'crm.type.list' },
  {
    method: 'crm.currency.list',
    documented: { source: 'api-reference/crm/currency/crm-currency-list.md, data-types.md "crm_currency"', answer: { result: [{
      CURRENCY: 'EUR', AMOUNT_CNT: '1', AMOUNT: '1.0000', SORT: '100', BASE: 'Y', FULL_NAME: 'Euro', LID: 'en', FORMAT_STRING: '€#', DEC_POINT: '.', THOUSANDS_SEP: ',', DECIMALS: '2', LANG: {},
    }], total: 0 } },
  },
  { method: 'crm.item.fields', params: { entityTypeId: 183 }, except: {
    ...Object.fromEntries(['Source', 'Medium', 'Campaign', 'Content', 'Term'].map(name => [`result.fields.utm${name}`, 'object-fields.md counts it among the common fields'])),
    'result.fields.isRecurring': 'the item of a smart process on crm-item-add.md has it',
  } },
  { method: 'crm.item.add', params: { entityTypeId: DEAL, fields: { title: 'New deal', observers: [3, 5], contactIds: [13037] } } },
  { method: 'crm.item.update', params: { entityTypeId: DEAL, id: 3483, fields: { title: 'Another title' } } },
  { method: 'crm.deal.get', params: { id: 3473 } },
  { method: 'crm.lead.get', params: { id: 6591 }, except: { 'result.IM': ONLY_ITS_VALUES, 'result.EMAIL': ONLY_ITS_VALUES } },
  { method: 'crm.contact.get', params: { id: 13037 } },
  { method: 'crm.company.get', params: { id: 2946 }, except: { 'result.PHONE': ONLY_ITS_VALUES, 'result.EMAIL': ONLY_ITS_VALUES, 'result.WEB': ONLY_ITS_VALUES } },
  { method: 'crm.quote.get', params: { id: 5 } },
  { method: 'crm.activity.get', params: { id: 801 } },
  {
    method: 'crm.activity.list',
    params: { filter: { OWNER_TYPE_ID: DEAL, OWNER_ID: 3473 } },
    documented: { source: 'crm-activity-list.md, whose rows are those of crm.activity.get', answer: { result: [at(exampleOf('crm.activity.get'), 'result')], total: 1 } },
  },
  { method: 'crm.activity.todo.add', params: { ownerTypeId: DEAL, ownerId: 3473, deadline: '2026-02-03T15:00:00' } },
  { method: 'crm.timeline.comment.add', params: { fields: { ENTITY_TYPE: 'deal', ENTITY_ID: 3473, COMMENT: 'Test' } } },
  { method: 'crm.timeline.comment.list', params: { filter: { ENTITY_TYPE: 'deal', ENTITY_ID: 3473 } } },
  { method: 'crm.type.get', params: { id: 8 }, except: { 'result.type.relations.child': 'nothing hangs on the smart processes here' } },
  { method: 'crm.duplicate.findbycomm', params: { type: 'EMAIL', values: ['eleanor.marsh@harbour-hotels.example'] } },
  { method: 'crm.orderentity.list', portal: 'Brightwater Studio' },
  { method: 'crm.item.delete', params: { entityTypeId: DEAL, id: 3473 }, documented: { source: 'crm-item-delete.md', answer: { result: [] } } },
  {
    method: 'crm.deal.list',
    params: { filter: { ID: 3473 } },
    documented: { source: 'crm-deal-list.md, whose rows are those of crm.deal.get', answer: { result: [at(exampleOf('crm.deal.get'), 'result')], total: 1 } },
  },
  {
    method: 'crm.activity.add',
    params: { fields: { OWNER_TYPE_ID: DEAL, OWNER_ID: 3473, TYPE_ID: 2, SUBJECT: 'Call', RESPONSIBLE_ID: 3, COMMUNICATIONS: [{ VALUE: '+44', ENTITY_TYPE_ID: 3, ENTITY_ID: 13037 }] } },
    documented: { source: 'crm-activity-add.md', answer: { result: 999 } },
  },
  {
    method: 'crm.timeline.comment.get',
    params: { id: 902 },
    documented: { source: 'crm-timeline-comment-get.md', answer: { result: at(exampleOf('crm.timeline.comment.list'), 'result', 0) } },
  },
  { method: 'crm.timeline.comment.delete', params: { id: 901 }, documented: { source: 'crm-timeline-comment-delete.md', answer: { result: null } } },
  {
    method: 'sale.order.list',
    portal: 'Brightwater Studio',
    except: { 'result.orders.0.statusId': 'N is a code here, P and F are others' },
    documented: { source: 'api-reference/sale/order/sale-order-list.md', answer: { result: { orders: [{
      accountNumber: '165', additionalInfo: '', affiliateId: null, canceled: 'N', comments: '', companyId: null, currency: 'USD', dateCanceled: null,
      dateInsert: '2022-10-14T17:19:11+02:00', dateLock: null, dateMarked: null, dateStatus: '2022-10-14T17:19:03+02:00', dateUpdate: '2022-10-14T17:19:11+02:00',
      deducted: 'N', discountValue: 0, empCanceledId: null, empMarkedId: null, empStatusId: 1, externalOrder: 'N', id: 9, id1c: '', lid: 's1', lockedBy: '', marked: 'N',
      orderTopic: '', payed: 'N', personTypeId: 4, personTypeXmlId: '', price: 1176, reasonCanceled: '', reasonMarked: '', recountFlag: 'Y', recurringId: '', responsibleId: 1,
      statusId: 'N', statusXmlId: '', taxValue: 196, updated1c: 'N', userDescription: '', userId: 2, version: 0, version1c: '', xmlId: 'bx_63498bf7c8d31',
    }] }, total: 1 } },
  },
]
