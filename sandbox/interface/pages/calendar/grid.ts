import type { CalendarEvent } from '../../../portal/calendar.ts'
import { html, type Html } from '../../html.ts'
import { localeOf } from '../../languages.ts'
import type { Visit } from '../../visit.ts'
import { eventColor, eventName, eventOnWall, eventTime } from './event.ts'
import { addDays, DAY, isoDay } from './range.ts'

/** An event with its place on the wall, and the id of the popup that tells of it. */
export interface Shown { event: CalendarEvent, from: Date, to: Date, popup: string }

const HOUR = 3600 * 1000
const ROW = 44

export function shownEvents(visit: Visit, events: CalendarEvent[]): Shown[] {
  return events.map(event => ({ event, ...eventOnWall(visit, event), popup: `event-${event.id}-${event.from}` }))
}

function onDay(shown: Shown[], day: Date): Shown[] {
  return shown.filter(({ from, to, event }) => from < addDays(day, 1) && (to > day || (event.from === event.to && from >= day)))
}

function dayFormat({ user }: Visit, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(user.lang), { ...options, timeZone: 'UTC' })
}

function chip(visit: Visit, { event, popup }: Shown): Html {
  return html`<button type="button" class="chip${event.allDay && ' chip-day'}" style="--own:${eventColor(visit, event)}" popovertarget="${popup}"><span class="chip-time">${eventTime(visit, event)}</span> <span>${eventName(visit, event)}</span></button>`
}

/** The whole weeks of a month, a cell a day. */
export function monthGrid(visit: Visit, { days, month, today, shown }: { days: Date[], month: number, today: string, shown: Shown[] }): Html {
  const weekday = dayFormat(visit, { weekday: 'short' })
  const full = dayFormat(visit, { dateStyle: 'full' })
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))

  return html`<div class="panel month" role="table" aria-label="${visit.t('menu.calendar')}">
    <div class="month-week month-head" role="row">${days.slice(0, 7).map(day => html`<span role="columnheader">${weekday.format(day)}</span>`)}</div>
    ${weeks.map(week => html`<div class="month-week" role="row">${week.map(day => html`<div class="month-day${day.getUTCMonth() !== month && ' is-other'}" role="cell"${isoDay(day) === today ? html` aria-current="date"` : ''}>
      <time class="month-date" datetime="${isoDay(day)}" aria-label="${full.format(day)}">${day.getUTCDate()}</time>${onDay(shown, day).map(item => chip(visit, item))}</div>`)}</div>`)}
  </div>`
}

/** Events that overlap stand side by side, each in the first lane that is free. */
function lanes(timed: Shown[]): { item: Shown, lane: number }[] {
  const ends: number[] = []

  return timed.map((item) => {
    const free = ends.findIndex(end => end <= item.from.getTime())
    const lane = free < 0 ? ends.length : free
    ends[lane] = item.to.getTime()
    return { item, lane }
  })
}

function dayColumn(visit: Visit, day: Date, timed: Shown[], [first, last]: [number, number]): Html {
  const own = lanes(onDay(timed, day))
  const width = Math.max(1, ...own.map(({ lane }) => lane + 1))
  const place = (moment: Date) => Math.min(last, Math.max(first, (moment.getTime() - day.getTime()) / HOUR)) - first

  const height = ({ from, to }: Shown) => Math.max(22, (place(to) - place(from)) * ROW - 2)

  return html`<div class="week-day" role="cell">${own.map(({ item, lane }) => html`<button type="button" class="slot${height(item) < 34 && ' slot-short'}" popovertarget="${item.popup}"
    style="--own:${eventColor(visit, item.event)};top:${place(item.from) * ROW}px;height:${height(item)}px;inset-inline-start:${lane / width * 100}%;width:${100 / width}%"><span class="chip-time">${eventTime(visit, item.event)}</span> <span>${eventName(visit, item.event)}</span></button>`)}</div>`
}

/** From the first to the last hour that something happens in, the working day at least. */
function hoursOf({ portal }: Visit, days: Date[], timed: Shown[]): [number, number] {
  const { start, end } = portal.data.calendar.workTime
  const parts = days.flatMap(day => onDay(timed, day).flatMap(({ from, to }) => [
    Math.max(0, Math.floor((from.getTime() - day.getTime()) / HOUR)), Math.min(24, Math.ceil((to.getTime() - day.getTime()) / HOUR)),
  ]))

  return [Math.min(start, ...parts), Math.max(end, ...parts)]
}

/** Seven columns with the hours down their side, all-day events above. */
export function weekGrid(visit: Visit, { days, today, shown }: { days: Date[], today: string, shown: Shown[] }): Html {
  const head = dayFormat(visit, { weekday: 'short', day: 'numeric' })
  const hour = dayFormat(visit, { hour: 'numeric' })
  const timed = shown.filter(({ event }) => !event.allDay)
  const [first, last] = hoursOf(visit, days, timed)
  const hours = Array.from({ length: last - first }, (_, index) => first + index)

  return html`<div class="panel week" tabindex="0" role="region" aria-label="${visit.t('menu.calendar')}"><div class="week-inner" role="table" aria-label="${visit.t('calendar.week')}" style="--hours:${hours.length}">
    <div class="week-row week-head" role="row"><span role="columnheader"><span class="unseen">${visit.t('calendar.hours')}</span></span>${days.map(day => html`<span role="columnheader"${isoDay(day) === today ? html` aria-current="date"` : ''}>${head.format(day)}</span>`)}</div>
    <div class="week-row week-whole" role="row"><span class="hint" role="rowheader">${visit.t('calendar.allDay')}</span>${days.map(day => html`<div role="cell">${onDay(shown.filter(({ event }) => event.allDay), day).map(item => chip(visit, item))}</div>`)}</div>
    <div class="week-row week-body" role="row"><div class="week-hours" role="rowheader">${hours.map(at => html`<span>${hour.format(at * HOUR + DAY)}</span>`)}</div>${days.map(day => dayColumn(visit, day, timed, [first, last]))}</div>
  </div></div>`
}
