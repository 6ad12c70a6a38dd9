import type { CalendarEvent } from '../../../portal/calendar.ts'
import { mayReadEvent } from '../../../portal/rights.ts'
import { wallTime } from '../../../portal/time-zone.ts'
import { itemLink, itemsByCode } from '../../crm.ts'
import { timeOfDay } from '../../format.ts'
import { html, type Html } from '../../html.ts'
import { localeOf } from '../../languages.ts'
import { personLink } from '../../people.ts'
import type { Visit } from '../../visit.ts'
import { DAY } from './range.ts'

export function eventName({ portal, user, t }: Visit, event: CalendarEvent): string {
  return mayReadEvent(portal, user, event) ? event.name : t('calendar.busy')
}

/** The event on the wall of whoever looks: its first moment and its last, as a Date whose UTC fields are the wall's. */
export function eventOnWall({ user }: Visit, { allDay, from, to }: CalendarEvent): { from: Date, to: Date } {
  return allDay ? { from: new Date(from), to: new Date(to - 1) } : { from: wallTime(from, user.timeZone), to: wallTime(to, user.timeZone) }
}

export function eventColor({ portal }: Visit, event: CalendarEvent): string {
  const color = event.color || portal.data.calendar.sections.find(({ id }) => id === event.sectionId)?.color || '#2fc6f6'

  return /^#[0-9a-f]{6}$/i.test(color) ? color : '#2fc6f6'
}

export function eventTime({ user, t }: Visit, event: CalendarEvent): string {
  return event.allDay ? t('calendar.allDay') : timeOfDay(event.from, user.lang, user.timeZone)
}

function whenText(visit: Visit, event: CalendarEvent): string {
  const { user } = visit
  const format = new Intl.DateTimeFormat(localeOf(user.lang), event.allDay
    ? { dateStyle: 'full', timeZone: 'UTC' }
    : { dateStyle: 'full', timeStyle: 'short', timeZone: user.timeZone })

  return event.allDay && event.to - event.from <= DAY ? format.format(event.from) : format.formatRange(event.from, event.allDay ? event.to - DAY : event.to)
}

function people(visit: Visit, event: CalendarEvent): Html[] {
  return event.attendees.map(({ userId, status }) => html`<span>${personLink(visit, userId)} <span class="hint">${visit.t(`calendar.status${status}`)}</span></span>`)
}

/** What a click on the event opens: when, where, with whom, about what. */
export function eventPopup(visit: Visit, event: CalendarEvent, id: string): Html {
  const { portal, user, t } = visit
  const readable = mayReadEvent(portal, user, event)
  const links = readable ? itemsByCode(visit, event.crm).map(itemLink) : []
  const attendees = readable ? people(visit, event) : []

  return html`<div class="popup" id="${id}" popover role="dialog" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${eventName(visit, event)}</h2>
    <dl class="event-facts">
      <div><dt>${t('calendar.when')}</dt><dd>${whenText(visit, event)}${event.weekdays.length > 0 && html` <span class="hint">${t('calendar.weekly')}</span>`}</dd></div>
      ${readable && event.location && html`<div><dt>${t('calendar.where')}</dt><dd>${event.location}</dd></div>`}
      ${attendees.length > 0 && html`<div><dt>${t('calendar.with')}</dt><dd>${attendees}</dd></div>`}
      ${links.length > 0 && html`<div><dt>CRM</dt><dd>${links}</dd></div>`}
      ${readable && event.description && html`<div><dt>${t('field.comment')}</dt><dd>${event.description}</dd></div>`}
    </dl>
    <div class="popup-actions"><button type="button" class="button button-quiet" popovertarget="${id}" popovertargetaction="hide" autofocus>${t('close')}</button></div>
  </div>`
}
