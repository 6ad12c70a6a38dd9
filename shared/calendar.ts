import type { FollowUp } from './follow-up.ts'
import type { Person } from './thread.ts'

/** Calendar days, first and last: YYYY-MM-DD. */
export interface Days { from: string, to: string }

/** Whose calendar of Bitrix24's. */
export interface CalendarOwner { of: 'user' | 'group', id: number }

/** An event of Bitrix24's calendar; one that repeats comes once for each time. */
export type CalendarEvent = { id: string, title: string, color: string | null } & (
  /** Of whole days, first and last: YYYY-MM-DD. */
  | { isAllDay: true, from: string, to: string }
  /** ISO 8601. */
  | { isAllDay: false, from: string, to: string }
)

/** The calendar's own events, or why there are none: the portal has not given the scope, or does not show this calendar to the viewer. */
export type CalendarEvents = { state: 'shown', events: CalendarEvent[] } | { state: 'no-scope' | 'refused' }

/** Open follow-ups that fall due on these days, and what else is in the calendar then. */
export interface CalendarPage {
  days: Days
  followUps: FollowUp[]
  /** There are more than the first 500. */
  isCut: boolean
  calendar: CalendarEvents
}

/** Whose follow-ups are shown: the viewer's, those of the person whose calendar it is, or everybody's. */
export type CalendarPeople = 'me' | 'all' | number

/** What stands beside the calendar's page. */
export interface CalendarPlace {
  owner: CalendarOwner
  /** The person whose calendar it is, if not the viewer. */
  person: Person | null
}

const DAY = 86_400_000

/** The day so many days later. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10)
}

/** How many days there are, both ends counted. */
export function lengthOf({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
}

/** Each of the days. */
export function eachDay(days: Days): string[] {
  return Array.from({ length: lengthOf(days) }, (_, index) => addDays(days.from, index))
}

/** The weeks around these days. @param weekStart 1 for Monday to 7 for Sunday. */
export function wholeWeeks({ from, to }: Days, weekStart: number): Days {
  const into = (day: string) => (new Date(day).getUTCDay() - weekStart + 7) % 7
  return { from: addDays(from, -into(from)), to: addDays(to, 6 - into(to)) }
}

/** The month of a day, first and last. */
export function monthOf(day: string): Days {
  const from = `${day.slice(0, 7)}-01`
  return { from, to: addDays(addDays(from, 31).slice(0, 8) + '01', -1) }
}

/** More than a person plans at once, and than a calendar shows. */
export const mostDays = 62
