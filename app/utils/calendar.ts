import { addDays, eachDay, lengthOf, monthOf, wholeWeeks, type CalendarEvent, type Days } from '#shared/calendar'
import type { FollowUp } from '#shared/follow-up'

/** What stands on one day: an event of the calendar, or something that is due. */
export type CalendarItem
  = | { kind: 'event', id: string, event: CalendarEvent }
    | { kind: 'follow-up', id: string, followUp: FollowUp }

/** Days that are gone through by their number; longer ones are a month. */
export const LONGEST_STEP = 21

/** The same place of the calendar, one step on or back: a week or less by its length, a month by the month. */
export function shiftedDays(days: Days, by: 1 | -1): Days {
  const length = lengthOf(days)
  if (length <= LONGEST_STEP) return { from: addDays(days.from, by * length), to: addDays(days.to, by * length) }

  const month = monthShown(days)
  const next = monthOf(addDays(by === 1 ? month.to : month.from, by))
  return wholeWeeks(next, new Date(days.from).getUTCDay() || 7)
}

/** The month that most of the days are of. */
export function monthShown(days: Days): Days {
  return monthOf(addDays(days.from, Math.floor(lengthOf(days) / 2)))
}

/** The day of a promise in the viewer's calendar: one without a time is meant for its day, wherever its reader is. */
export function dueDayOf({ dueOn, dueTime, dueAt }: FollowUp, dayOf: (iso: string) => string): string {
  return dueTime === null ? dueOn : dayOf(dueAt)
}

/** What stands on each of the days: what lasts all day, then what is to be done that day, then what has a time by the time. */
export function itemsByDay({ days, followUps, events }: { days: Days, followUps: readonly FollowUp[], events: readonly CalendarEvent[] }, dayOf: (iso: string) => string): Map<string, CalendarItem[]> {
  const items = new Map(eachDay(days).map(day => [day, [] as { order: string, item: CalendarItem }[]]))

  for (const event of events) {
    const [from, to] = event.isAllDay ? [event.from, event.to] : [dayOf(event.from), dayOf(lastMomentOf(event))]
    for (const day of eachDay({ from: from < days.from ? days.from : from, to: to > days.to ? days.to : to })) {
      const order = event.isAllDay ? '0' : day === from ? `2 ${event.from}` : '1'
      items.get(day)?.push({ order, item: { kind: 'event', id: event.id, event } })
    }
  }
  for (const followUp of followUps) {
    items.get(dueDayOf(followUp, dayOf))?.push({ order: followUp.dueTime === null ? '1' : `2 ${followUp.dueAt}`, item: { kind: 'follow-up', id: followUp.id, followUp } })
  }

  return new Map([...items].map(([day, of]) => [day, of.sort((a, b) => a.order.localeCompare(b.order)).map(({ item }) => item)]))
}

/** An event that ends at midnight is none of the next day. */
function lastMomentOf({ from, to }: CalendarEvent): string {
  return to > from ? new Date(Date.parse(to) - 1).toISOString() : to
}

/** Where the keys lead from a day, by their names; undefined for other keys. */
export function dayByKey(day: string, key: string): string | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = steps[key]
  return step === undefined ? undefined : addDays(day, step)
}
