import { createHash } from 'node:crypto'
import { familyOf, WEEKDAYS, type CalendarEvent } from '../../portal/calendar.ts'
import { mayReadEvent } from '../../portal/rights.ts'
import { utcOffsetAt, wallTime } from '../../portal/time-zone.ts'
import type { Portal, PortalUser } from '../../types.ts'

const MINUTE = 60_000
const DAY = 24 * 3600 * 1000
const HOURS = /^(\d+):(.*)$/

/**
 * An event as calendar.event.get and calendar.event.getbyid answer it. Dates are written as the portal's site writes them, on the wall
 * of the event's own zone; of what is private a colleague reads the time only.
 * Source: api-reference/calendar/_includes/calendar_event_fields.md
 */
export function eventRecord(portal: Portal, user: PortalUser, event: CalendarEvent, now: number): Record<string, unknown> {
  const { allDay, timeZone } = event
  const date = (moment: number) => portalDate(wallOf(event, moment), portal.language, allDay)
  const offset = (moment: number) => allDay ? 0 : utcOffsetAt(timeZone, moment) * 60
  const last = lastMoment(event)
  const userOffset = allDay ? 0 : offset(event.from) - utcOffsetAt(user.timeZone, now) * 60

  return {
    'ID': String(event.id),
    'PARENT_ID': String(event.parentId),
    'DELETED': 'N',
    'CAL_TYPE': event.type,
    'OWNER_ID': String(event.ownerId),
    'NAME': mayReadEvent(portal, user, event) ? event.name : `[${ACCESSIBILITY[event.accessibility]}]`,
    'DATE_FROM': date(event.from),
    'DATE_TO': date(last),
    'ORIGINAL_DATE_FROM': null,
    'TZ_FROM': allDay ? null : timeZone,
    'TZ_TO': allDay ? null : timeZone,
    'TZ_OFFSET_FROM': String(offset(event.from)),
    'TZ_OFFSET_TO': String(offset(last)),
    'DATE_FROM_TS_UTC': String(event.from / 1000),
    'DATE_TO_TS_UTC': String(last / 1000),
    'DT_SKIP_TIME': allDay ? 'Y' : 'N',
    'DT_LENGTH': (event.to - event.from) / 1000,
    'EVENT_TYPE': null,
    'CREATED_BY': String(event.createdBy),
    'DATE_CREATE': portalDate(wallTime(event.createdAt, user.timeZone), portal.language),
    'TIMESTAMP_X': portalDate(wallTime(event.changedAt, user.timeZone), portal.language),
    'PRIVATE_EVENT': event.isPrivate ? '1' : '',
    'ACCESSIBILITY': event.accessibility,
    'SECTION_ID': String(event.sectionId),
    'SECT_ID': String(event.sectionId),
    'DATE_FROM_FORMATTED': longDate(wallOf(event, event.from)),
    'DATE_TO_FORMATTED': longDate(wallOf(event, last)),
    'COLOR': event.color,
    ...mayReadEvent(portal, user, event) && details(portal, event),
    '~USER_OFFSET_FROM': userOffset,
    '~USER_OFFSET_TO': userOffset,
  }
}

const ACCESSIBILITY = { busy: 'Busy', quest: 'Tentative', free: 'Available', absent: 'Away' }

function details(portal: Portal, event: CalendarEvent): Record<string, unknown> {
  const attendees = event.attendees.length ? event.attendees : [{ userId: event.createdBy, status: 'H' as const }]
  const family = familyOf(portal.data.calendar, event)
  const entryId = (userId: number) => String(family.find(({ ownerId }) => ownerId === userId)?.id ?? event.parentId)
  const host = portal.users.find(({ id }) => id === event.createdBy)
  const own = attendees.find(({ userId }) => userId === event.ownerId)

  return {
    'DESCRIPTION': event.description,
    'IMPORTANCE': event.importance,
    'IS_MEETING': event.attendees.length > 0,
    'MEETING_STATUS': own?.status ?? 'H',
    'MEETING_HOST': String(event.createdBy),
    'MEETING': {
      HOST_NAME: host ? `${host.name} ${host.lastName}` : '',
      NOTIFY: false,
      REINVITE: false,
      ALLOW_INVITE: false,
      HIDE_GUESTS: false,
      MEETING_CREATOR: event.createdBy,
      LANGUAGE_ID: portal.language,
      MAIL_FROM: '',
    },
    'LOCATION': event.location,
    'REMIND': event.remind.map(count => ({ type: 'min', count })),
    ...recurrence(portal, event),
    'DAV_XML_ID': `${compactDate(event.createdAt)}-${createHash('md5').update(String(event.parentId)).digest('hex')}@${portal.host}`,
    'G_EVENT_ID': '',
    'DAV_EXCH_LABEL': '',
    'CAL_DAV_LABEL': '',
    'VERSION': '1',
    'ATTENDEES_CODES': attendees.map(({ userId }) => `U${userId}`),
    'RECURRENCE_ID': null,
    'RELATIONS': null,
    'SYNC_STATUS': null,
    // PHP's false where a multiple field is empty.
    'UF_CRM_CAL_EVENT': event.crm.length ? event.crm : false,
    'UF_WEBDAV_CAL_EVENT': false,
    'SECTION_DAV_XML_ID': null,
    'ATTENDEE_LIST': attendees.map(({ userId, status }) => ({ id: userId, entryId: entryId(userId), status })),
    'COLLAB_ID': null,
    'attendeesEntityList': attendees.map(({ userId }) => ({ entityId: 'user', id: userId })),
    '~DESCRIPTION': event.description,
  }
}

/** Until for ever is written as the first of January 2038. */
const FOR_EVER = Date.UTC(2038, 0, 1)

function recurrence({ language }: Portal, event: CalendarEvent): Record<string, unknown> {
  if (event.weekdays.length === 0) return { RRULE: '', EXDATE: '' }

  const end = event.until ?? FOR_EVER
  const until = portalDate(wallOf(event, end), language, true)
  const days = event.weekdays.map(day => SHORT_DAYS[WEEKDAYS.indexOf(day)]).join(', ')
  return {
    'RRULE': {
      'FREQ': 'WEEKLY',
      'BYDAY': Object.fromEntries(event.weekdays.map(day => [day, day])),
      'INTERVAL': 1,
      'UNTIL': until,
      '~UNTIL': event.until ? until : '',
      'UNTIL_TS': Math.floor(end / DAY) * DAY / 1000,
    },
    'EXDATE': '',
    '~RRULE_DESCRIPTION': `every week on: ${days}, from ${portalDate(wallOf(event, event.from), language, true)}`,
  }
}

const SHORT_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function wallOf({ allDay, timeZone }: CalendarEvent, moment: number): Date {
  return allDay ? new Date(moment) : wallTime(moment, timeZone)
}

/** An all-day event ends on its last day, not at the midnight after it. */
function lastMoment({ allDay, from, to }: CalendarEvent): number {
  return allDay ? Math.max(from, to - DAY) : to
}

/** As the sites of Bitrix24 write dates: `12/11/2024 05:59:00 pm` on an English one, `11.12.2024 17:59:00` on most others. */
export function portalDate(wall: Date, language: string, dateOnly = false): string {
  const [date = '', time = ''] = wall.toISOString().slice(0, 19).split('T')
  const [year, month, day] = date.split('-')
  if (language !== 'en') return dateOnly ? `${day}.${month}.${year}` : `${day}.${month}.${year} ${time}`
  if (dateOnly) return `${month}/${day}/${year}`

  const [, hours = '0', rest = ''] = HOURS.exec(time) ?? []
  return `${month}/${day}/${year} ${String(Number(hours) % 12 || 12).padStart(2, '0')}:${rest} ${Number(hours) < 12 ? 'am' : 'pm'}`
}

/** `Wed Dec 11 2024 17:59:00` */
function longDate(wall: Date): string {
  return wall.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $4 $5')
}

/** `20241211T155900Z` */
function compactDate(moment: number): string {
  return new Date(Math.floor(moment / MINUTE) * MINUTE).toISOString().replace(/[-:]|\.\d+/g, '')
}
