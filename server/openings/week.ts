import { parseDate, startOfWeek } from '@internationalized/date'

const sunday = parseDate('2026-11-22')

/** The day on which the week begins where a language is spoken (BCP 47 tag): 1 for Monday to 7 for Sunday. */
export function weekStartOf(tag: string): number {
  return startOfWeek(sunday, tag).toDate('UTC').getUTCDay() || 7
}
