import { isoDate } from '../clock.ts'
import { ownerTypeName } from '../portal/crm-types.ts'
import type { CrmActivity, OwnerLink, ShopOrder, TimelineComment } from '../types.ts'
import type { ActivityRow, CommentRow, OrderRow, OwnerRef } from './rows.ts'

const DAY = 24 * 3600 * 1000
const CONTACT = 3

/** TYPE_ID, PROVIDER_ID and PROVIDER_TYPE_ID: api-reference/crm/timeline/activities/activity-base/crm-activity-fields.md */
const PROVIDERS: Record<ActivityRow['kind'], [type: string, provider: string, providerType: string]> = {
  meeting: ['1', 'CRM_MEETING', 'MEETING'],
  call: ['2', 'VOXIMPLANT_CALL', 'CALL'],
  email: ['4', 'CRM_EMAIL', 'EMAIL'],
  todo: ['6', 'CRM_TODO', 'TODO'],
}

const DIRECTIONS = { none: '0', in: '1', out: '2' }

/** What every activity has and no table of ours says: crm-activity-get.md */
export const activityDefaults = {
  PROVIDER_GROUP_ID: null, ASSOCIATED_ENTITY_ID: '0', PRIORITY: '2', NOTIFY_TYPE: '1', NOTIFY_VALUE: '15', DESCRIPTION_TYPE: '1', LOCATION: '',
  SETTINGS: [], ORIGINATOR_ID: null, ORIGIN_ID: null, PROVIDER_PARAMS: [], PROVIDER_DATA: null,
  RESULT_MARK: '0', RESULT_VALUE: null, RESULT_SUM: null, RESULT_CURRENCY_ID: null, RESULT_STATUS: '0', RESULT_STREAM: '0', RESULT_SOURCE_ID: null,
  AUTOCOMPLETE_RULE: '0',
}

/** Makes activities, comments and orders out of the rows of the tables, as the methods answer them. */
export class TimelineBuilder {
  #now: number
  #utcOffset: number

  constructor({ now, utcOffset }: { now: number, utcOffset: number }) {
    this.#now = now
    this.#utcOffset = utcOffset
  }

  activity(row: ActivityRow): CrmActivity {
    const [TYPE_ID, PROVIDER_ID, PROVIDER_TYPE_ID] = PROVIDERS[row.kind]
    const start = this.#at(row.day, row.time)
    const created = this.#at(Math.min(row.day, 0) - 1, row.time)

    return {
      ID: String(row.id), ...link(row.of), TYPE_ID, PROVIDER_ID, PROVIDER_TYPE_ID,
      ...activityDefaults,
      SUBJECT: row.subject, DESCRIPTION: row.description ?? '',
      CREATED: created, LAST_UPDATED: row.done ? start : created,
      START_TIME: start, END_TIME: this.#at(row.day, row.time, row.minutes ?? 30), DEADLINE: start,
      COMPLETED: row.done ? 'Y' : 'N', STATUS: row.done ? '2' : '1',
      RESPONSIBLE_ID: String(row.by), AUTHOR_ID: String(row.by), EDITOR_ID: String(row.by),
      DIRECTION: DIRECTIONS[row.direction ?? 'none'],
      BINDINGS: [link(row.of), ...row.contact ? [link([CONTACT, row.contact])] : []],
      COMMUNICATIONS: [],
    }
  }

  comment(row: CommentRow): TimelineComment {
    const [entityTypeId, id] = row.of

    return {
      ID: String(row.id), ENTITY_ID: String(id), ENTITY_TYPE: ownerTypeName(entityTypeId),
      CREATED: this.#at(-row.age, row.time), COMMENT: row.text, AUTHOR_ID: String(row.by),
      FILES: (row.files ?? []).map(([name, size], index) => ({
        id: row.id * 10 + index, type: /\.(png|jpe?g|gif)$/.test(name) ? 'image' : 'file', name, size,
      })),
    }
  }

  order(row: OrderRow, currency: string): ShopOrder {
    return {
      id: row.id, accountNumber: String(row.id), dateInsert: this.#at(-row.age, '11:20'), dateUpdate: this.#at(-row.age / 2, '16:05'),
      statusId: row.status, payed: row.status === 'N' ? 'N' : 'Y', canceled: 'N',
      price: row.items.reduce((sum, [, price, quantity]) => sum + price * quantity, 0), currency,
      responsibleId: row.by, userDescription: row.comment ?? '',
      dealId: row.deal ?? null, contactId: row.contact, companyId: row.company ?? null,
      items: row.items.map(([name, price, quantity], index) => ({ id: row.id * 10 + index, name, price, quantity })),
    }
  }

  /** That day at that time of the portal's own clock. */
  #at(day: number, time: string, plusMinutes = 0): string {
    const offset = this.#utcOffset * 60_000
    const midnight = Math.floor((this.#now + offset) / DAY) * DAY - offset
    const [hours = 0, minutes = 0] = time.split(':').map(Number)

    return isoDate(midnight + Math.round(day) * DAY + (hours * 60 + minutes + plusMinutes) * 60_000, this.#utcOffset)
  }
}

function link([entityTypeId, id]: OwnerRef): OwnerLink {
  return { OWNER_TYPE_ID: String(entityTypeId), OWNER_ID: String(id) }
}
