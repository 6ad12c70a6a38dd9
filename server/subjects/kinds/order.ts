import { z } from 'zod'
import type { Fact } from '../../../shared/subject.ts'
import type { Command } from '../../bitrix24/rest.ts'
import type { Subject } from '../subject.ts'
import { amount, crmItem, decided, id, itemNameIn, listed, moneyFact, optional, pageSize, personCommand, personFact, text, textFact, type Answers, type Kind, type Refusals, type Surroundings } from './kind.ts'

const orderAnswer = z.object({
  order: z.object({
    id, accountNumber: text, payed: text, canceled: text, price: amount, currency: text, responsibleId: id,
    clients: z.array(z.object({ entityTypeId: z.coerce.number(), entityId: id })).nullish().catch(null).transform(value => value ?? []),
  }),
})
type Order = z.infer<typeof orderAnswer>['order']

const dealsAnswer = z.object({ orderEntity: z.array(z.object({ ownerId: id, ownerTypeId: z.coerce.number() })) })

/**
 * Not found (the table and the example of the page have different codes), insufficient permissions, and a portal without a shop, where no order is.
 * @see https://apidocs.bitrix24.com/api-reference/sale/order/sale-order-get.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/order-entity/crm-order-entity-list.html
 */
const denied = new Set(['201240400001', '200540400001', '200040300010', '200540400002'])
const refusals: Refusals = { scope: 'sale', isRefusal: ({ code }) => denied.has(code) }

/** Orders of the online shop: CRM items to whoever opens one, but with methods of their own. */
export const orders: Kind = {
  decide: ({ id }) => ({
    subject: ['sale.order.get', { id: Number(id) }],
    deals: ['crm.orderentity.list', { filter: { orderId: Number(id) }, select: ['orderId', 'ownerId', 'ownerTypeId'] }],
  }),

  surround: () => ({ ...personCommand('[order][responsibleId]'), client0: clientCommand(0), client1: clientCommand(1) }),

  read({ kind, entityTypeId, id }, answers) {
    const { order } = decided(answers.subject, orderAnswer, refusals)
    return {
      subject: { kind, entityTypeId, id },
      title: order.accountNumber && `#${order.accountNumber}`,
      links: linksOf(order, answers),
      facts: surroundings => factsOf(order, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['sale.order.list', { filter: { '@id': objects.map(({ id }) => Number(id)) }, select: ['id', 'accountNumber'] }],
    read(answer) {
      const rows = listed(answer, z.object({ orders: z.array(z.object({ id: z.coerce.string(), accountNumber: text })) }).transform(({ orders }) => orders), refusals)
      return new Map(rows.map(({ id, accountNumber }) => [id, accountNumber && `#${accountNumber}`]))
    },
  },
}

function clientCommand(index: number): Command {
  const client = `$result[subject][order][clients][${index}]`
  return ['crm.item.get', { entityTypeId: `${client}[entityTypeId]`, id: `${client}[entityId]` }]
}

/** Its clients, and the deal that it is bound to. Who manages no shop is not told of the deal. */
function linksOf({ clients }: Order, { deals }: Answers): Subject[] {
  const owners = optional(deals, dealsAnswer)?.orderEntity ?? []
  return [...clients.flatMap(({ entityTypeId, entityId }) => crmItem(entityTypeId, entityId)), ...owners.flatMap(({ ownerTypeId, ownerId }) => crmItem(ownerTypeId, ownerId))]
}

function factsOf(order: Order, surroundings: Surroundings): Fact[] {
  const names = ['client0', 'client1'].flatMap(name => itemNameIn(surroundings.answers[name]) ?? [])
  return [
    stateOf(order),
    ...moneyFact('amount', order.price, order.currency),
    ...textFact('client', names.join(' · ')),
    ...personFact('responsible', order.responsibleId, surroundings),
  ]
}

function stateOf({ canceled, payed }: Order): Fact {
  if (canceled === 'Y') return { key: 'state', kind: 'state', value: 'cancelled', outcome: 'lost' }
  return payed === 'Y' ? { key: 'state', kind: 'state', value: 'paid', outcome: 'won' } : { key: 'state', kind: 'state', value: 'unpaid', outcome: 'open' }
}
