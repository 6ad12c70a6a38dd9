/** An order of the online shop, with the CRM objects that it belongs to; sale.order.get shows more keys. */
export interface ShopOrder {
  id: number
  accountNumber: string
  /** ISO 8601, as all dates. */
  dateInsert: string
  dateUpdate: string
  /** N accepted, P paid, F fulfilled. */
  statusId: string
  payed: 'Y' | 'N'
  canceled: 'Y' | 'N'
  price: number
  currency: string
  responsibleId: number
  userDescription: string
  /** The deal that the order is bound to (crm.orderentity.list), if any. */
  dealId: number | null
  contactId: number | null
  companyId: number | null
  items: { id: number, name: string, price: number, quantity: number }[]
}
