import { parseDate, parseTime, toCalendarDateTime, toZoned } from '@internationalized/date'

/** What is due on a day is due at the end of the working day. */
const endOfWork = '18:00'

/**
 * The moment at which something is due: milliseconds since the epoch. A time that the clocks skip on that day is meant as much later as they
 * are put forward; of one that comes twice, the first counts.
 * @param dueOn YYYY-MM-DD. @param dueTime HH:MM, or null for the end of the working day. @param zone IANA.
 */
export function dueMoment(dueOn: string, dueTime: string | null, zone: string): number {
  return toZoned(toCalendarDateTime(parseDate(dueOn), parseTime(dueTime ?? endOfWork)), zone, 'compatible').toDate().getTime()
}
