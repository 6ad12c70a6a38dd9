import { at } from '../setup.ts'
import { exampleOf } from './example.ts'
import type { Family } from './row.ts'

const DEAL = 2
const ONLY_ITS_VALUES = 'PHONE, EMAIL, WEB and IM are there when the record has such a value'

export const crm: Family = {
  rows: [
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
  ],
  notYet: [],
}
