import type { PortalSeed } from '../index.ts'
import { isoDate } from '../../clock.ts'
import { ItemBuilder } from '../builder.ts'
import { currency, smartProcess, statusRows } from '../directories.ts'
import { campaigns, CAMPAIGNS, categories, companies, contacts, deals, leads, stages, users } from './tables.ts'

/** Brightwater Studio, a small agency two hours east of the other portal, with orders. */
export const brightwater: PortalSeed = {
  build(now) {
    const utcOffset = 120
    const statuses = statusRows(stages)
    const builder = new ItemBuilder({ now, utcOffset, statuses, currency: 'EUR' })

    return {
      memberId: 'b5c0f7e2a9d84136ae71c3b8d2f6094e',
      name: 'Brightwater Studio',
      language: 'en',
      utcOffset,
      hasOrders: true,
      users: structuredClone(users),
      data: {
        statuses,
        automationRules: [{ id: 1, entityTypeId: 2, stageId: 'WON', name: 'Tell the studio', delayHours: 0 }],
        categories: structuredClone(categories),
        types: [smartProcess({ id: 2, entityTypeId: CAMPAIGNS.entityTypeId, title: 'Campaigns', created: isoDate(now - 200 * 24 * 3600 * 1000, utcOffset) })],
        currencies: [currency({ code: 'EUR', name: 'Euro', format: '€#', rate: '1.0000', base: true })],
        items: [
          ...deals.map(row => builder.deal(row)),
          ...leads.map(row => builder.lead(row)),
          ...contacts.map(row => builder.contact(row)),
          ...companies.map(row => builder.company(row)),
          ...campaigns.map(row => builder.dynamic(row, CAMPAIGNS.entityTypeId, CAMPAIGNS.category)),
        ],
      },
    }
  },
}
