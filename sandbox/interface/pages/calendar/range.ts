import { WEEKDAYS, type Weekday } from '../../../portal/calendar.ts'

export type Range = 'week' | 'month'

/** Days are Dates at midnight UTC: dates of a wall, not moments. */
export const DAY = 24 * 3600 * 1000

export function addDays(day: Date, count: number): Date {
  return new Date(day.getTime() + count * DAY)
}

export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10)
}

function startOfWeek(day: Date, weekStart: Weekday): Date {
  return addDays(day, -((day.getUTCDay() - WEEKDAYS.indexOf(weekStart) + 7) % 7))
}

/** The days that the grid shows around this one: a week, or the whole weeks of its month. */
export function shownDays(range: Range, day: Date, weekStart: Weekday): Date[] {
  const month = day.getUTCMonth()
  const first = startOfWeek(range === 'week' ? day : new Date(Date.UTC(day.getUTCFullYear(), month, 1)), weekStart)
  const last = range === 'week' ? addDays(first, 6) : addDays(startOfWeek(new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0)), weekStart), 6)

  return Array.from({ length: Math.round((last.getTime() - first.getTime()) / DAY) + 1 }, (_, index) => addDays(first, index))
}

/** The same place one range back or on. */
export function shifted(range: Range, day: Date, by: -1 | 1): Date {
  return range === 'week' ? addDays(day, 7 * by) : new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + by, 1))
}
