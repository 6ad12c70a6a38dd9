import type { PortalSeed } from '../index.ts'
import { isoDate } from '../../clock.ts'
import { ItemBuilder } from '../builder.ts'
import { buildCalendar } from '../calendar-builder.ts'
import { callRecord } from '../call-builder.ts'
import { buildChats } from '../chats.ts'
import { currency, smartProcess, statusRows } from '../directories.ts'
import { workOf } from '../tasks.ts'
import { TimelineBuilder } from '../timeline.ts'
import { automationRules } from './automation.ts'
import { events, sections } from './calendar.ts'
import { calls } from './calls.ts'
import { chats, LAST_MESSAGE } from './chats.ts'
import { companies, contacts } from './companies.ts'
import { deals } from './deals.ts'
import { departments } from './departments.ts'
import { deliveries, invoices, quotes, serviceRequests } from './documents.ts'
import { groups } from './groups.ts'
import { leads } from './leads.ts'
import { categories, DELIVERIES, INVOICES, SERVICE, stages } from './pipelines.ts'
import { tasks } from './tasks.ts'
import { activities, comments } from './timeline.ts'
import { users } from './users.ts'

/**
 * Alder & Oak, furniture makers. Its member_id and some ids (deals 3473 and 3463, lead 6591, contact 13037, company 2946,
 * quote 5, invoice 32, item 3 of type 183) are those of the documentation's callback samples, which can be replayed here.
 */
export const alderOak: PortalSeed = {
  build(now) {
    const utcOffset = 0
    const statuses = statusRows(stages)
    const builder = new ItemBuilder({ now, utcOffset, statuses, currency: 'EUR' })
    const timeline = new TimelineBuilder({ now, utcOffset })
    const work = workOf({ now, utcOffset })
    const created = isoDate(now - 400 * 24 * 3600 * 1000, utcOffset)

    return {
      memberId: 'da45a03b265edd8787f8a258d793cc5d',
      name: 'Alder & Oak',
      language: 'en',
      utcOffset,
      hasOrders: false,
      users: structuredClone(users),
      data: {
        statuses,
        automationRules: structuredClone(automationRules),
        requisites: [{
          ID: '1', ENTITY_TYPE_ID: '4', ENTITY_ID: '2948', PRESET_ID: '1', RQ_COMPANY_NAME: 'Kessler & Brandt Architekten PartG mbB', RQ_VAT_ID: 'DE999999999',
          RQ_BANK_NAME: 'Sandbank Berlin', RQ_IBAN: 'DE02 1203 0000 0000 2020 51', RQ_BIC: 'SANDDEBB',
        }],
        categories: structuredClone(categories),
        types: [
          smartProcess({ id: 8, entityTypeId: DELIVERIES.entityTypeId, title: 'Deliveries', created }),
          smartProcess({ id: 9, entityTypeId: SERVICE.entityTypeId, title: 'Service requests', created }),
        ],
        currencies: [
          currency({ code: 'EUR', name: 'Euro', format: '€#', rate: '1.0000', base: true }),
          currency({ code: 'USD', name: 'US Dollar', format: '$#', rate: '0.9200' }),
        ],
        calendar: buildCalendar({ now, users, sections, events }),
        telephony: { calls: calls.map(row => callRecord(row, { now, utcOffset, currency: 'EUR' })), live: new Map() },
        items: [
          ...deals.map(row => builder.deal(row)),
          ...leads.map(row => builder.lead(row)),
          ...contacts.map(row => builder.contact(row)),
          ...companies.map(row => builder.company(row)),
          ...quotes.map(row => builder.quote(row)),
          ...invoices.map(row => builder.invoice(row, INVOICES)),
          ...deliveries.map(row => builder.dynamic(row, DELIVERIES.entityTypeId, DELIVERIES.category)),
          ...serviceRequests.map(row => builder.dynamic(row, SERVICE.entityTypeId, SERVICE.category)),
        ],
        activities: activities.map(row => timeline.activity(row)),
        comments: comments.map(row => timeline.comment(row)),
        orders: [],
        userFields: [],
        departments: structuredClone(departments),
        groups: groups.map(row => work.group(row)),
        tasks: tasks.map(row => work.task(row)),
        chats: buildChats(chats, now, LAST_MESSAGE),
        notifications: [],
      },
    }
  },
}
