import { occurrences, WEEKDAYS, type CalendarEvent, type Weekday } from '../../portal/calendar.ts'
import type { Params } from '../../http.ts'
import { momentOf } from '../../portal/time-zone.ts'
import { RestError } from '../error.ts'
import { flag, integer, list, map, text } from '../params.ts'

const DAY = 24 * 3600 * 1000

/** Errors of the calendar carry no code, only a sentence: api-reference/calendar/calendar-event/calendar-event-get.md */
export function calendarError(sentence: string): RestError {
  return new RestError('', sentence)
}

export function requireParameter(method: string, params: Params, ...names: string[]): void {
  const [name = ''] = names
  // ownerId of the company's calendar is 0 or an empty string: given is enough.
  const given = names.some(candidate => candidate === 'ownerId' ? params[candidate] !== undefined : text(params[candidate]) !== '')
  if (!given) throw calendarError(`The required parameter "${name}" for the method "${method}" is not set`)
}

/** A date or date and time of a parameter in Unix milliseconds; without an offset it stands on the wall of that zone. Null: none. */
export function momentFrom(value: unknown, timeZone: string): number | null {
  const written = text(value).trim().replace(' ', 'T')
  if (!written) return null
  const hasOffset = /(Z|[+-]\d\d:?\d\d)$/.test(written.slice(10))
  const parsed = Date.parse(hasOffset ? written : `${written}${written.length > 10 ? '' : 'T00:00:00'}Z`)
  if (Number.isNaN(parsed)) return null

  return hasOffset ? parsed : momentOf(new Date(parsed), timeZone)
}

/** What calendar.event.add and .update write into an event; keys that were not given are absent. */
export function eventFields(params: Params, known: Pick<CalendarEvent, 'timeZone' | 'allDay' | 'from'>): Partial<CalendarEvent> {
  const timeZone = text(params.timezone_from) || known.timeZone
  const allDay = params.skip_time === undefined ? known.allDay : flag(params.skip_time)
  const moment = (name: string) => params[`${name}_ts`] === undefined
    ? momentFrom(params[name], allDay ? 'UTC' : timeZone)
    : integer(params[`${name}_ts`]) * 1000
  const from = moment('from')
  const to = moment('to')

  return {
    timeZone,
    allDay,
    ...from !== null && { from: allDay ? Math.floor(from / DAY) * DAY : from },
    ...to !== null && { to: allDay ? (Math.floor(to / DAY) + 1) * DAY : to },
    ...params.name !== undefined && { name: text(params.name) },
    ...params.description !== undefined && { description: text(params.description) },
    ...params.location !== undefined && { location: text(params.location) },
    ...params.color !== undefined && { color: text(params.color) },
    ...params.private_event !== undefined && { isPrivate: flag(params.private_event) },
    ...params.section !== undefined && { sectionId: integer(params.section) },
    ...isOneOf(['busy', 'quest', 'free', 'absent'] as const, params.accessibility, 'accessibility'),
    ...isOneOf(['high', 'normal', 'low'] as const, params.importance, 'importance'),
    ...params.remind !== undefined && { remind: list(params.remind).map(reminder => minutesBefore(map(reminder))) },
    ...params.crm_fields !== undefined && { crm: crmLinks(params.crm_fields) },
    ...params.rrule !== undefined && recurrence(map(params.rrule), timeZone),
  }
}

function isOneOf<Value extends string, Key extends string>(values: readonly Value[], given: unknown, key: Key): Partial<Record<Key, Value>> {
  const value = values.find(candidate => candidate === given)
  const found: Partial<Record<Key, Value>> = {}
  if (value) found[key] = value

  return found
}

const MINUTES: Record<string, number> = { min: 1, hour: 60, day: 24 * 60 }

function minutesBefore({ type, count }: Params): number {
  return integer(count) * (MINUTES[text(type)] ?? 1)
}

function crmLinks(value: unknown): string[] {
  if (!Array.isArray(value) && typeof value !== 'object') throw calendarError('The list of event connections to CRM must be an array')

  return list(value).map(text)
}

/** Days and weeks, each of them; months, years and intervals are not kept here. */
function recurrence(rule: Params, timeZone: string): Partial<CalendarEvent> {
  const frequency = text(rule.FREQ)
  if (!frequency) return { weekdays: [], until: null }
  if (!['DAILY', 'WEEKLY'].includes(frequency) || integer(rule.INTERVAL, 1) !== 1) throw calendarError('An error occurred while creating the event')

  const days = list(rule.BYDAY).map(text)
  const weekdays: Weekday[] = frequency === 'DAILY' ? [...WEEKDAYS] : WEEKDAYS.filter(day => days.includes(day))
  const until = momentFrom(rule.UNTIL, timeZone)
  return { weekdays, until: until === null ? null : until + DAY - 1 }
}

/** COUNT of a recurrence as its last moment: the start of the occurrence of that number. */
export function endAfter(event: CalendarEvent, count: number): number | null {
  if (count < 1 || event.weekdays.length === 0) return event.until

  return occurrences(event, event.from, event.from + (count + 1) * 7 * DAY)[count - 1]?.from ?? event.until
}
