import type { PortalSeed } from '../index.ts'
import { isoDate } from '../../clock.ts'
import { ItemBuilder } from '../builder.ts'
import { buildCalendar } from '../calendar-builder.ts'
import { callRecord } from '../call-builder.ts'
import { buildChats } from '../chats.ts'
import { currency, smartProcess, statusRows } from '../directories.ts'
import { workOf } from '../tasks.ts'
import { TimelineBuilder } from '../timeline.ts'
import { calls, events, sections } from './calendar.ts'
import { chats } from './chats.ts'
import { campaigns, CAMPAIGNS, categories, companies, contacts, deals, leads, stages, users } from './tables.ts'
import { activities, comments, orders } from './timeline.ts'
import { departments, groups, tasks } from './work.ts'

/** Brightwater Studio, a small agency two hours east of the other portal, with orders. */
export const brightwater: PortalSeed = {
  build(now) {
    const utcOffset = 120
    const statuses = statusRows(stages)
    const builder = new ItemBuilder({ now, utcOffset, statuses, currency: 'EUR' })
    const timeline = new TimelineBuilder({ now, utcOffset })
    const work = workOf({ now, utcOffset })

    return {
      memberId: 'b5c0f7e2a9d84136ae71c3b8d2f6094e',
      name: 'Brightwater Studio',
      language: 'en',
      utcOffset,
      hasOrders: true,
      users: structuredClone(users),
      data: {
        statuses,
        requisites: [],
        automationRules: [{ id: 1, entityTypeId: 2, stageId: 'WON', name: 'Tell the studio', delayHours: 0 }],
        categories: structuredClone(categories),
        types: [smartProcess({ id: 2, entityTypeId: CAMPAIGNS.entityTypeId, title: 'Campaigns', created: isoDate(now - 200 * 24 * 3600 * 1000, utcOffset) })],
        currencies: [currency({ code: 'EUR', name: 'Euro', format: '€#', rate: '1.0000', base: true })],
        calendar: buildCalendar({ now, users, sections, events }),
        telephony: { calls: calls.map(row => callRecord(row, { now, utcOffset, currency: 'EUR' })), live: new Map() },
        items: [
          ...deals.map(row => builder.deal(row)),
          ...leads.map(row => builder.lead(row)),
          ...contacts.map(row => builder.contact(row)),
          ...companies.map(row => builder.company(row)),
          ...campaigns.map(row => builder.dynamic(row, CAMPAIGNS.entityTypeId, CAMPAIGNS.category)),
        ],
        activities: activities.map(row => timeline.activity(row)),
        comments: comments.map(row => timeline.comment(row)),
        orders: orders.map(row => timeline.order(row, 'EUR')),
        userFields: [],
        departments: structuredClone(departments),
        groups: groups.map(row => work.group(row)),
        tasks: tasks.map(row => work.task(row)),
        chats: buildChats(chats, now, 2431),
        notifications: [],
      },
    }
  },
}
