import { eventsOf, type CalendarEvent, type CalendarSection, type CalendarType } from '../../../portal/calendar.ts'
import { maySeeCalendar } from '../../../portal/rights.ts'
import { momentOf, wallTime } from '../../../portal/time-zone.ts'
import { page, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import { localeOf } from '../../languages.ts'
import { widgetRequest, widgets, type Widget } from '../../placements.ts'
import { document } from '../../shell.ts'
import { fullName, within, type Visit } from '../../visit.ts'
import { absentPage, deniedPage } from '../notices.ts'
import { eventPopup } from './event.ts'
import { monthGrid, shownEvents, weekGrid } from './grid.ts'
import { addDays, DAY, isoDay, shifted, shownDays, type Range } from './range.ts'

const PLACEMENT = 'CALENDAR_GRIDVIEW'

/** What the address asks for: a day, the range around it, and the widget that stands instead of the grid. */
interface Choice { day: Date, range: Range, widget: Widget | undefined }

function choiceOf(visit: Visit, today: Date): Choice {
  const { searchParams } = visit.url
  const written = Date.parse(`${searchParams.get('date') ?? ''}T00:00:00Z`)

  return {
    day: Number.isNaN(written) ? today : new Date(written),
    range: searchParams.get('view') === 'week' ? 'week' : 'month',
    widget: widgets(visit, PLACEMENT).find(({ binding }) => String(binding.id) === searchParams.get('widget')),
  }
}

function address(visit: Visit, { day, range, widget }: Choice): string {
  return within(visit, visit.url.pathname, { view: range, date: isoDay(day), widget: widget && String(widget.binding.id) })
}

function periodTitle({ user }: Visit, { day, range }: Choice, days: Date[]): string {
  const locale = localeOf(user.lang)
  const [first = day, last = day] = [days[0], days.at(-1)]
  if (range === 'month') return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day)

  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).formatRange(first, last)
}

function head(visit: Visit, title: string, choice: Choice, { days, today }: { days: Date[], today: Date }): Html {
  const { t } = visit
  const view = (range: Range) => html`<a href="${address(visit, { ...choice, range, widget: undefined })}"${!choice.widget && choice.range === range ? html` aria-current="true"` : ''}>${t(`calendar.${range}`)}</a>`

  return html`<div class="page-head">
    <h1>${title}</h1>
    <div class="period">
      <a class="tool" href="${address(visit, { ...choice, day: shifted(choice.range, choice.day, -1) })}" aria-label="${t('calendar.previous')}" title="${t('calendar.previous')}">${icon('before')}</a>
      <a class="period-today" href="${address(visit, { ...choice, day: today })}">${t('calendar.today')}</a>
      <a class="tool" href="${address(visit, { ...choice, day: shifted(choice.range, choice.day, 1) })}" aria-label="${t('calendar.next')}" title="${t('calendar.next')}">${icon('after')}</a>
      <strong>${periodTitle(visit, choice, days)}</strong>
    </div>
    <nav class="views" aria-label="${t('crm.view')}">${view('week')}${view('month')}${widgets(visit, PLACEMENT).map(widget =>
      html`<a href="${address(visit, { ...choice, widget })}"${choice.widget?.binding.id === widget.binding.id ? html` aria-current="true"` : ''}>${widget.title}</a>`)}</nav>
  </div>`
}

/** The range is that of the grid which the widget replaces; moving on opens it anew. api-reference/widgets/calendar.md */
function gridWidget({ url }: Visit, widget: Widget, days: Date[]): Html {
  const options = { viewRangeFrom: days[0] && isoDay(days[0]), viewRangeTo: days.at(-1)?.toISOString().slice(0, 10) }

  return frameSlot(widgetRequest(widget, { options, uri: url.pathname }))
}

function legend({ portal }: Visit, events: CalendarEvent[]): Html {
  const used = new Set(events.map(({ sectionId }) => sectionId))
  const item = ({ name, color }: CalendarSection) => html`<li><i style="--own:${color}"></i>${name}</li>`

  return html`<ul class="legend">${portal.data.calendar.sections.filter(({ id }) => used.has(id)).map(item)}</ul>`
}

function calendarOf(visit: Visit, owner: { type: CalendarType, ownerId: number }, title: string): Answer {
  const { sandbox, portal, user } = visit
  const { calendar } = portal.data
  const today = new Date(Math.floor(wallTime(sandbox.clock.now(), user.timeZone).getTime() / DAY) * DAY)
  const choice = choiceOf(visit, today)
  const days = shownDays(choice.range, choice.day, calendar.weekStart)
  const [first = today, last = today] = [days[0], days.at(-1)]
  const span = { from: momentOf(first, user.timeZone) - DAY, to: momentOf(addDays(last, 2), user.timeZone) }
  const events = [
    ...eventsOf(calendar, { ...owner, ...span }),
    ...owner.type === 'user' && owner.ownerId === user.id && user.role !== 'extranet' ? eventsOf(calendar, { type: 'company_calendar', ownerId: 0, ...span }) : [],
  ].sort((one, other) => Number(other.allDay) - Number(one.allDay) || one.from - other.from)
  const shown = shownEvents(visit, events)
  const grid = choice.range === 'week'
    ? weekGrid(visit, { days, today: isoDay(today), shown })
    : monthGrid(visit, { days, month: choice.day.getUTCMonth(), today: isoDay(today), shown })

  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`${head(visit, title, choice, { days, today })}
      ${choice.widget ? gridWidget(visit, choice.widget, days) : html`${grid}${legend(visit, events)}${shown.map(({ event, popup }) => eventPopup(visit, event, popup))}`}`,
  }))
}

/** The person's own calendar with that of the company. */
export function calendarPage(visit: Visit): Answer {
  return calendarOf(visit, { type: 'user', ownerId: visit.user.id }, visit.t('menu.calendar'))
}

export function userCalendarPage(visit: Visit, id: number): Answer {
  const owner = visit.portal.users.find(candidate => candidate.id === id)

  return owner ? othersCalendar(visit, { type: 'user', ownerId: id }, fullName(owner)) : absentPage(visit)
}

export function groupCalendarPage(visit: Visit, id: number): Answer {
  const group = visit.portal.data.groups.find(candidate => candidate.id === id)

  return group ? othersCalendar(visit, { type: 'group', ownerId: id }, group.name) : absentPage(visit)
}

function othersCalendar(visit: Visit, owner: { type: CalendarType, ownerId: number }, name: string): Answer {
  if (!maySeeCalendar(visit.portal, visit.user, owner)) return deniedPage(visit)

  return calendarOf(visit, owner, visit.t('calendar.of', { name }))
}
