import { copiesFor, nextEventId, WEEKDAYS, type CalendarEvent, type CalendarSection, type PortalCalendar, type Weekday } from '../portal/calendar.ts'
import { momentOf, wallTime } from '../portal/time-zone.ts'
import type { PortalUser } from '../types.ts'

/** An event as the tables tell it: the weekday and the time on its owner's wall, in weeks from that of the sandbox's start. */
export interface EventRow {
  id: number
  /** Whose event it is; 0: the company's. */
  of: number
  /** It lies in the calendar of this workgroup. */
  group?: number
  name: string
  week: number
  day: Weekday
  /** `HH:MM`; absent: all day. */
  at?: string
  /** Default 60; of an all-day event, its days (default 1). */
  lasts?: number
  /** Default: the section of that owner which comes first. */
  section?: number
  description?: string
  location?: string
  invited?: { userId: number, status: 'Y' | 'Q' | 'N' }[]
  weekly?: Weekday[]
  crm?: string[]
  isPrivate?: true
  important?: true
  /** Default busy. */
  accessibility?: CalendarEvent['accessibility']
}

export type SectionRow = Omit<CalendarSection, 'createdAt'>

const DAY = 24 * 3600 * 1000
const MINUTE = 60_000
/** The company's calendar is written by its first person, in that person's zone. */
const COMPANY = 0

/** The tables of a portal as its calendars; each person invited gets a copy of the event. */
export function buildCalendar({ now, users, sections, events }: { now: number, users: PortalUser[], sections: SectionRow[], events: EventRow[] }): PortalCalendar {
  const created = now - 300 * DAY
  const built = events.map(row => eventOf(row, { now, users, sections }))
  const calendar: PortalCalendar = {
    sections: sections.map(section => ({ ...section, createdAt: created })),
    events: [...built],
    weekStart: 'MO',
    workTime: { start: 9, end: 18 },
  }
  for (const event of built) calendar.events.push(...copiesFor(calendar, event, nextEventId(calendar)))

  return calendar
}

function eventOf(row: EventRow, { now, users, sections }: { now: number, users: PortalUser[], sections: SectionRow[] }): CalendarEvent {
  const owner = users.find(({ id }) => id === row.of) ?? users[0]
  const timeZone = owner?.timeZone ?? 'UTC'
  const wall = wallTime(now, timeZone)
  const today = wall.getUTCDay()
  const midnight = Math.floor(wall.getTime() / DAY) * DAY + (row.week * 7 + fromMonday(row.day) - fromMonday(WEEKDAYS[today])) * DAY
  const [hours = 0, minutes = 0] = row.at?.split(':').map(Number) ?? []
  const from = row.at ? momentOf(new Date(midnight + (hours * 60 + minutes) * MINUTE), timeZone) : midnight
  const createdAt = now - (9 + row.id % 7) * DAY
  const host = owner?.id ?? 1
  const place = placeOf(row)

  return {
    id: row.id,
    parentId: row.id,
    ...place,
    sectionId: row.section ?? sections.find(({ type, ownerId }) => type === place.type && ownerId === place.ownerId)?.id ?? 0,
    name: row.name,
    description: row.description ?? '',
    location: row.location ?? '',
    from,
    to: from + (row.at ? (row.lasts ?? 60) * MINUTE : (row.lasts ?? 1) * DAY),
    timeZone,
    allDay: !row.at,
    isPrivate: row.isPrivate ?? false,
    accessibility: row.accessibility ?? 'busy',
    importance: row.important ? 'high' : 'normal',
    color: '',
    createdBy: host,
    createdAt,
    changedAt: createdAt,
    attendees: row.invited ? [{ userId: host, status: 'H' }, ...row.invited] : [],
    weekdays: row.weekly ?? [],
    until: null,
    crm: row.crm ?? [],
    remind: row.at ? [15] : [],
  }
}

function fromMonday(day: Weekday | undefined): number {
  return (WEEKDAYS.findIndex(weekday => weekday === day) + 6) % 7
}

function placeOf({ of, group }: EventRow): Pick<CalendarEvent, 'type' | 'ownerId'> {
  if (group) return { type: 'group', ownerId: group }

  return of === COMPANY ? { type: 'company_calendar', ownerId: 0 } : { type: 'user', ownerId: of }
}
