const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000

/** How one person reads times: the language's words in the person's zone. */
export interface TimeWords {
  /** The calendar day in the zone, `YYYY-MM-DD`. */
  dayOf: (iso: string) => string
  /** "Today", "Yesterday", "Thursday, 12 November"; the year where it is not this one. */
  dayTitle: (day: string, now: string) => string
  /** Within a day: "5 minutes ago", later the time of day. */
  timeInDay: (iso: string, now: string) => string
  /** Outside its day: the day in front. */
  dayAndTime: (iso: string, now: string) => string
  /** To the minute, with date and zone, for the tooltip. */
  exact: (iso: string) => string
}

/** Formatters are dear to make (0.05 ms each) and the same for everybody of one language and zone. */
const made = new Map<string, TimeWords>()

/**
 * @param tag BCP 47 language tag
 * @param timeZone IANA name; a name this runtime does not know is read as UTC
 */
export function timeWords(tag: string, timeZone: string): TimeWords {
  const key = `${tag} ${timeZone}`
  const known = made.get(key) ?? makeTimeWords(tag, knownZone(timeZone))
  made.set(key, known)
  return known
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  }
  catch {
    return 'UTC'
  }
}

function makeTimeWords(tag: string, timeZone: string): TimeWords {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const time = new Intl.DateTimeFormat(tag, { timeZone, hour: 'numeric', minute: '2-digit' })
  const exact = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: 'full', timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
  const dateOfYear = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })

  const dayOf = (iso: string) => day.format(new Date(iso))

  function dayTitle(of: string, now: string) {
    const today = dayOf(now)
    const daysAgo = Math.round((Date.parse(today) - Date.parse(of)) / DAY)
    if (daysAgo >= 0 && daysAgo < 2) return capitalised(relative.format(-daysAgo, 'day'), tag)
    return (of.slice(0, 4) === today.slice(0, 4) ? date : dateOfYear).format(new Date(of))
  }

  function timeInDay(iso: string, now: string) {
    const age = Math.max(0, Date.parse(now) - Date.parse(iso))
    if (age < MINUTE) return relative.format(0, 'second')
    if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute')
    return time.format(new Date(iso))
  }

  function dayAndTime(iso: string, now: string) {
    const of = dayOf(iso)
    return of === dayOf(now) ? timeInDay(iso, now) : `${dayTitle(of, now)}, ${time.format(new Date(iso))}`
  }

  return { dayOf, dayTitle, timeInDay, dayAndTime, exact: iso => exact.format(new Date(iso)) }
}

/** Formatters of `shortDate`, by language. */
const shortDates = new Map<string, Intl.DateTimeFormat>()

/**
 * A calendar day where room is short: "14 Sep".
 * @param day `YYYY-MM-DD`
 * @param tag BCP 47 language tag
 */
export function shortDate(day: string, tag: string): string {
  const format = shortDates.get(tag) ?? new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  shortDates.set(tag, format)
  return format.format(new Date(day))
}

function capitalised(word: string, tag: string): string {
  return word.charAt(0).toLocaleUpperCase(tag) + word.slice(1)
}

/** `items`, already in order, as runs of one calendar day. */
export function groupedByDay<Item extends { createdAt: string }>(items: readonly Item[], dayOf: TimeWords['dayOf']): { day: string, items: Item[] }[] {
  const groups: { day: string, items: Item[] }[] = []
  for (const item of items) {
    const day = dayOf(item.createdAt)
    const last = groups.at(-1)
    if (last?.day === day) last.items.push(item)
    else groups.push({ day, items: [item] })
  }
  return groups
}
