const formatters = new Map<string, Intl.DateTimeFormat>()

/** Zones change their offset at a quarter of an hour, so that one answer is good for the rest of it. */
const QUARTER = 15 * 60_000
const latest = new Map<string, { quarter: number, offset: number }>()

/** Minutes that this zone is east of UTC at that moment. */
export function utcOffsetAt(timeZone: string, milliseconds: number): number {
  const quarter = Math.floor(milliseconds / QUARTER)
  const known = latest.get(timeZone)
  if (known?.quarter === quarter) return known.offset

  const offset = lookUp(timeZone, milliseconds)
  latest.set(timeZone, { quarter, offset })

  return offset
}

function lookUp(timeZone: string, milliseconds: number): number {
  const formatter = formatters.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  formatters.set(timeZone, formatter)
  const name = formatter.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(name) ?? []

  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0
}

/**
 * A moment as the wall of that zone shows it: a Date whose UTC fields are the wall's. It is no moment any more: only to be taken apart,
 * counted on in days, and turned back by `momentOf`.
 */
export function wallTime(moment: number, timeZone: string): Date {
  return new Date(moment + utcOffsetAt(timeZone, moment) * 60_000)
}

/** The moment (Unix milliseconds) at which the wall of that zone shows this time; in the hour that is skipped in spring, the one after. */
export function momentOf(wall: Date, timeZone: string): number {
  const guess = wall.getTime() - utcOffsetAt(timeZone, wall.getTime()) * 60_000

  return wall.getTime() - utcOffsetAt(timeZone, guess) * 60_000
}
