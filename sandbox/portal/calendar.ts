import { momentOf, wallTime } from './time-zone.ts'

/** Whose calendar: a person's, a workgroup's, or the company's (owner 0). */
export type CalendarType = 'user' | 'group' | 'company_calendar'

/** Weekdays as iCalendar writes them, in the order of Date.getUTCDay. */
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

export type Weekday = typeof WEEKDAYS[number]

/** One of the calendars that a person, a workgroup or the company has. */
export interface CalendarSection {
  id: number
  type: CalendarType
  ownerId: number
  name: string
  description: string
  color: string
  createdBy: number
  /** Unix milliseconds. */
  createdAt: number
}

/** An event in one calendar. Whoever is invited has a copy of it, with an id of its own and that of the host's as `parentId`. */
export interface CalendarEvent {
  id: number
  parentId: number
  type: CalendarType
  ownerId: number
  sectionId: number
  name: string
  description: string
  location: string
  /** Unix milliseconds; of an all-day event, midnight (UTC) of its first day and of the day after its last. */
  from: number
  to: number
  /** IANA name: the wall that the event's times are read from. */
  timeZone: string
  allDay: boolean
  /** Others see the time only. */
  isPrivate: boolean
  accessibility: 'busy' | 'quest' | 'free' | 'absent'
  importance: 'high' | 'normal' | 'low'
  color: string
  createdBy: number
  createdAt: number
  changedAt: number
  /** Empty: no meeting. H host, Y accepted, Q not answered, N declined. */
  attendees: { userId: number, status: 'H' | 'Y' | 'Q' | 'N' }[]
  /** Repeats every week on these days; empty: once. */
  weekdays: Weekday[]
  /** Last moment of the repetition; null: for ever. */
  until: number | null
  /** As crm fields write them: `D_3473`, `C_13037`, `CO_2946`, `L_6591`. */
  crm: string[]
  /** Minutes before. */
  remind: number[]
}

export interface PortalCalendar {
  sections: CalendarSection[]
  events: CalendarEvent[]
  /** A setting of the portal, not of the person (calendar.settings.get). */
  weekStart: Weekday
  /** Hours on the person's wall. */
  workTime: { start: number, end: number }
}

const DAY = 24 * 3600 * 1000

/** The event with the times of each repetition that touches the span [from, to), in order. Unix milliseconds. */
export function occurrences(event: CalendarEvent, from: number, to: number): CalendarEvent[] {
  if (event.weekdays.length === 0) return event.from < to && event.to > from ? [event] : []

  const found: CalendarEvent[] = []
  const length = event.to - event.from
  const first = wallTime(event.from, event.timeZone)
  const skipped = Math.max(0, Math.floor((from - event.to) / DAY) - 1)
  for (let wall = new Date(first.getTime() + skipped * DAY); ; wall = new Date(wall.getTime() + DAY)) {
    const start = momentOf(wall, event.timeZone)
    if (start >= to || (event.until !== null && start > event.until)) return found
    const weekday = WEEKDAYS[wall.getUTCDay()]
    if (weekday && event.weekdays.includes(weekday) && start + length > from) found.push({ ...event, from: start, to: start + length })
  }
}

/** The events of one owner's calendars between two moments, repetitions written out, earliest first. */
export function eventsOf({ events }: PortalCalendar, { type, ownerId, from, to }: { type: CalendarType, ownerId: number, from: number, to: number }): CalendarEvent[] {
  return events
    .filter(event => event.type === type && (type === 'company_calendar' || event.ownerId === ownerId))
    .flatMap(event => occurrences(event, from, to))
    .sort((one, other) => one.from - other.from || one.id - other.id)
}

/** Everyone invited but the host gets a copy in the first of their calendars. */
export function copiesFor({ sections }: Pick<PortalCalendar, 'sections'>, event: CalendarEvent, firstId: number): CalendarEvent[] {
  return event.attendees.filter(({ userId, status }) => status !== 'H' || (event.type === 'user' && userId !== event.ownerId)).map(({ userId }, index) => ({
    ...event,
    id: firstId + index,
    type: 'user',
    ownerId: userId,
    sectionId: sections.find(section => section.type === 'user' && section.ownerId === userId)?.id ?? 0,
  }))
}

/** The event in every calendar it lies in: the host's and the copies. */
export function familyOf({ events }: PortalCalendar, event: CalendarEvent): CalendarEvent[] {
  return events.filter(({ parentId }) => parentId === event.parentId)
}

export function nextEventId({ events }: Pick<PortalCalendar, 'events'>): number {
  return Math.max(0, ...events.map(({ id }) => id)) + 1
}
