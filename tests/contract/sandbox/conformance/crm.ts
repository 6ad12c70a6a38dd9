import type { Family } from './row.ts'

const DEAL = 2

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
  ],
  notYet: [
    'crm.activity.get',
    'crm.activity.list',
    'crm.activity.todo.add',
    'crm.company.get',
    'crm.contact.get',
    'crm.deal.get',
    'crm.duplicate.findbycomm',
    'crm.item.add',
    'crm.item.fields',
    'crm.item.update',
    'crm.lead.get',
    'crm.orderentity.list',
    'crm.quote.get',
    'crm.timeline.comment.add',
    'crm.timeline.comment.list',
    'crm.type.get',
  ],
}
