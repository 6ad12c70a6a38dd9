import { fromAbsolute, startOfWeek, toCalendarDate, toZoned } from '@internationalized/date'
import type { DueChoice, DueRange } from './queueFilter.ts'

/**
 * The moments between which something is due, none of them shared by two choices.
 * @param now ISO 8601
 * @param tag BCP 47 language tag: where weeks begin on Sundays, this one ends before
 */
export function dueRange(choice: DueChoice | null, now: string, timeZone: string, tag: string): DueRange {
  const today = toCalendarDate(fromAbsolute(Date.parse(now), timeZone))
  const begin = (day: typeof today) => toZoned(day, timeZone).toDate().toISOString()
  const tomorrow = begin(today.add({ days: 1 }))
  const nextWeek = begin(startOfWeek(today, tag).add({ weeks: 1 }))

  if (choice === 'overdue') return { dueBefore: now }
  if (choice === 'today') return { dueFrom: now, dueBefore: tomorrow }
  if (choice === 'week') return { dueFrom: tomorrow, dueBefore: nextWeek }
  return choice === 'later' ? { dueFrom: nextWeek } : {}
}
