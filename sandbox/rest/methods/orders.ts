import type { ShopOrder } from '../../types.ts'
import { missingParameter, RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, list, map, text } from '../params.ts'
import { matches, sortBy } from '../query.ts'

/** Orders of the online shop, where a portal has one: api-reference/sale/order, api-reference/crm/universal/order-entity */
export const orders: Record<string, Method> = {
  'crm.orderentity.list': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { params } = call
      const links = shopOf(call).flatMap(({ id, dealId }) => dealId ? [{ orderId: id, ownerId: dealId, ownerTypeId: 2 }] : [])
      const order = map(params.order)
      const rows = sortBy(links.filter(link => matches(link, map(params.filter))), Object.keys(order).length ? order : { ownerId: 'ASC' })
      const chosen = list(params.select).map(text)
      return page(rows, params.start, rows => ({ orderEntity: rows.map(row => pick(row, chosen.length ? chosen : ['orderId', 'ownerId'])) }))
    },
  },

  'sale.order.get': {
    scope: ['sale'],
    rights: 'any',
    handle(call) {
      if (call.params.id === undefined) throw missingParameter('id')
      const order = shopOf(call).find(({ id }) => id === integer(call.params.id))
      if (!order) throw new RestError('201240400001', 'order does not exist')
      return { result: { order: { ...record(order), ...parts(order) } } }
    },
  },

  'sale.order.list': {
    scope: ['sale'],
    rights: 'any',
    handle(call) {
      const { params } = call
      const rows = shopOf(call).map(record).filter(row => matches(row, map(params.filter)))
      const chosen = list(params.select).map(text)
      return page(sortBy(rows, map(params.order)), params.start, rows => ({ orders: rows.map(row => chosen.length ? pick(row, chosen) : row) }))
    },
  },
}

/** The orders, where this portal sells and this person may see it. */
function shopOf({ portal, user }: Call): ShopOrder[] {
  if (!portal.hasOrders) throw new RestError('200540400002', 'module sale does not exist')
  if (user.role === 'extranet') throw new RestError('200040300010', 'Access Denied')

  return portal.data.orders
}

function pick(row: object, chosen: string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => chosen.includes('*') || chosen.includes(key)))
}

/** The keys of sale-order-list.md */
function record({ id, accountNumber, dateInsert, dateUpdate, statusId, payed, canceled, price, currency, responsibleId, userDescription }: ShopOrder) {
  return {
    accountNumber, additionalInfo: '', affiliateId: null, canceled, comments: '', companyId: null, currency, dateCanceled: null, dateInsert, dateLock: null,
    dateMarked: null, dateStatus: dateUpdate, dateUpdate, deducted: 'N', discountValue: 0, empCanceledId: null, empMarkedId: null, empStatusId: responsibleId,
    externalOrder: 'N', id, id1c: '', lid: 's1', lockedBy: '', marked: 'N', orderTopic: '', payed, personTypeId: 3, personTypeXmlId: '', price,
    reasonCanceled: '', reasonMarked: '', recountFlag: 'Y', recurringId: '', responsibleId, statusId, statusXmlId: '', taxValue: 0, updated1c: 'N',
    userDescription, userId: responsibleId, version: 0, version1c: '', xmlId: `bx_${id}`,
  }
}

/** Basket and clients of sale-order-get.md; payments, shipments and properties are empty here. */
function parts({ id, items, currency, contactId, companyId }: ShopOrder) {
  const clients = [[3, contactId], [4, companyId]].filter(([, entityId]) => entityId !== null)

  return {
    basketItems: items.map(item => ({ id: String(item.id), orderId: String(id), name: item.name, price: item.price, basePrice: item.price, quantity: item.quantity, currency })),
    clients: clients.map(([entityTypeId, entityId], index) => ({ id: id * 10 + index, orderId: id, entityTypeId, entityId, isPrimary: 'Y', roleId: 0, sort: index * 100 })),
    payments: [], shipments: [], propertyValues: [], tradeBindings: [],
  }
}
