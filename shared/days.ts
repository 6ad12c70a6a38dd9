const DAY = 86_400_000

/** Formatters are dear to make (0.05 ms each). */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  })
  formats.set(timeZone, known)
  return known
}

/** The wall clock in a zone, as if it were UTC: milliseconds since the epoch. */
function wallClock(at: number, timeZone: string): number {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * When the day begins that is so many days after the one of `at` in an IANA zone: milliseconds since the epoch. Where clocks are put forward
 * at midnight, the hour that there is not counts to the day before.
 */
export function dayStart(at: number, timeZone: string, daysLater = 0): number {
  const midnight = Math.floor(wallClock(at, timeZone) / DAY) * DAY + daysLater * DAY
  // The offset is that of midnight itself, which a first guess can miss on the day when the clocks are changed.
  const guess = midnight - (wallClock(at, timeZone) - Math.floor(at / 1000) * 1000)
  return midnight - (wallClock(guess, timeZone) - guess)
}
