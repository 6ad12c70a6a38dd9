import { addDays } from '#shared/calendar'

const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000

/** How one person reads times: the language's words in the person's zone. */
export interface TimeWords {
  /** The calendar day in the zone, `YYYY-MM-DD`. */
  dayOf: (iso: string) => string
  /** "Today", "Yesterday", "Tomorrow", "Thursday, 12 November"; the year where it is not this one. */
  dayTitle: (day: string, now: string) => string
  /** Within a day: "5 minutes ago", later the time of day. */
  timeInDay: (iso: string, now: string) => string
  /** Outside its day: the day in front. */
  dayAndTime: (iso: string, now: string) => string
  /** A date, `YYYY-MM-DD`, which has no zone; or a moment, the day in front of the time. */
  date: (value: string, now: string) => string
  /** To the minute, with date and zone, for the tooltip. */
  exact: (iso: string) => string
  /** How a promise stands: "Tomorrow", "Today 15:00", "Friday", "27 November", or since when it is late. */
  due: (promise: Promised, now: string) => DueWords
  /** To the day, and to the minute where it has a time. */
  exactDue: (promise: Promised) => string
  /** Days that are promised most: today, tomorrow and next week's Monday, under the language's names for them. */
  quickDays: (now: string) => { day: string, name: string }[]
  /** "Mon, 30 November"; the year where it is not this one. */
  shortDay: (day: string, now: string) => string
  /** The time of day in the zone, `HH:MM`. */
  timeOf: (iso: string) => string
}

/** What is read of a follow-up: the moment it is due, and whether that has a time or is a whole day. */
export interface Promised { dueAt: string, dueTime: string | null }

export interface DueWords {
  /** When; says nothing of `late`. */
  words: string
  isLate: boolean
  /** In the unit to say it in; null on the day itself where that has no time, and while it is not late. */
  late: { unit: 'minute' | 'hour' | 'day', n: number } | null
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
  const weekday = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' })
  const dayAndMonth = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  const shortDate = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'long' })
  const fullDate = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'full' })
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })

  const dayOf = (iso: string) => day.format(new Date(iso))
  const isOfYear = (of: string, now: string) => of.slice(0, 4) === dayOf(now).slice(0, 4)

  function dayTitle(of: string, now: string) {
    const today = dayOf(now)
    const daysAgo = daysFrom(of, today)
    if (Math.abs(daysAgo) < 2) return capitalised(relative.format(-daysAgo, 'day'), tag)
    return (isOfYear(of, now) ? date : dateOfYear).format(new Date(of))
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

  function dateOrMoment(value: string, now: string) {
    return value.includes('T') ? `${dayTitle(dayOf(value), now)}, ${time.format(new Date(value))}` : dayTitle(value, now)
  }

  function due({ dueAt, dueTime }: Promised, now: string): DueWords {
    const of = dayOf(dueAt)
    const age = Date.parse(now) - Date.parse(dueAt)
    const words = dueTime === null ? dueDay(of, now) : withTime(of, dueAt, now)
    return { words: capitalised(words, tag), isLate: age > 0, late: age > 0 ? lateness(age, daysFrom(of, dayOf(now)), dueTime !== null) : null }
  }

  function dueDay(of: string, now: string) {
    const ahead = daysFrom(dayOf(now), of)
    if (Math.abs(ahead) < 2) return relative.format(ahead, 'day')
    if (ahead > 0 && ahead < 7) return weekday.format(new Date(of))
    return (isOfYear(of, now) ? dayAndMonth : dateOfYear).format(new Date(of))
  }

  function withTime(of: string, dueAt: string, now: string) {
    const isNear = Math.abs(daysFrom(dayOf(now), of)) < 7
    return `${dueDay(of, now)}${isNear ? ' ' : ', '}${time.format(new Date(dueAt))}`
  }

  function quickDays(now: string) {
    const today = dayOf(now)
    const named = [
      { day: today, name: relative.format(0, 'day') },
      { day: addDays(today, 1), name: relative.format(1, 'day') },
      { day: nextMonday(today), name: relative.format(1, 'week') },
    ]
    // On a Sunday next week begins tomorrow.
    return named.filter(({ day }, index) => named.findIndex(other => other.day === day) === index).map(({ day, name }) => ({ day, name: capitalised(name, tag) }))
  }

  return {
    dayOf,
    date: dateOrMoment,
    dayTitle,
    timeInDay,
    dayAndTime,
    exact: iso => exact.format(new Date(iso)),
    due,
    exactDue: ({ dueAt, dueTime }) => dueTime === null ? fullDate.format(new Date(dayOf(dueAt))) : exact.format(new Date(dueAt)),
    quickDays,
    shortDay: (of, now) => (isOfYear(of, now) ? shortDate : dateOfYear).format(new Date(of)),
    timeOf: iso => clock.format(new Date(iso)),
  }
}

/** In minutes and hours of the first 24, which may reach into the next day; then in days of the calendar. */
function lateness(age: number, days: number, hasTime: boolean): DueWords['late'] {
  if (!hasTime) return days > 0 ? { unit: 'day', n: days } : null
  if (age < HOUR) return { unit: 'minute', n: Math.max(1, Math.floor(age / MINUTE)) }
  if (age < DAY) return { unit: 'hour', n: Math.floor(age / HOUR) }
  return { unit: 'day', n: Math.max(1, days) }
}

/** Days from one calendar day to another. */
function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

function nextMonday(day: string): string {
  return addDays(day, 7 - (new Date(day).getUTCDay() + 6) % 7)
}

/**
 * The moment at which a clock in `timeZone` shows that day and time, ISO 8601. What a change to summer time leaves out is an hour later;
 * of an hour that comes twice it is the first.
 * @param time `HH:MM`
 */
export function momentIn(timeZone: string, day: string, time: string): string {
  const wall = Date.parse(`${day}T${time}Z`)
  // By the offsets of both sides, in case a change is near.
  const candidates = [wall - DAY, wall + DAY].map(near => wall - offsetAt(timeZone, near))
  const shown = candidates.filter(at => at + offsetAt(timeZone, at) === wall)
  return new Date(shown.length ? Math.min(...shown) : Math.max(...candidates)).toISOString()
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: knownZone(timeZone), hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(at)
  const of = (type: string) => parts.find(part => part.type === type)?.value ?? ''
  return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`) - Math.floor(at / 1000) * 1000
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

/** `items`, already in order, as runs of one calendar day. @param momentOf when an item stands, ISO 8601 */
export function groupedByDay<Item>(items: readonly Item[], momentOf: (item: Item) => string, dayOf: TimeWords['dayOf']): { day: string, items: Item[] }[] {
  const groups: { day: string, items: Item[] }[] = []
  for (const item of items) {
    const day = dayOf(momentOf(item))
    const last = groups.at(-1)
    if (last?.day === day) last.items.push(item)
    else groups.push({ day, items: [item] })
  }
  return groups
}
