import { z } from 'zod'
import type { CalendarEvent, CalendarEvents, CalendarOwner, Days } from '../../shared/calendar.ts'
import { Failure } from '../failure.ts'
import type { Answer, Command } from './rest.ts'

/**
 * The events of somebody's calendar on these days, as the person who asks may see them.
 * @param id of the owner, or a reference to an earlier answer of the same batch.
 * @see https://apidocs.bitrix24.com/api-reference/calendar/calendar-event/calendar-event-get.html
 */
export function eventsCommand(of: CalendarOwner['of'], id: number | string, { from, to }: Days): Command {
  return ['calendar.event.get', { type: of, ownerId: id, from, to }]
}

const seconds = z.coerce.number().int()
/** `Wed Dec 11 2024 17:59:00`, on the clock of the event, whatever the site's own way of writing dates. */
const wall = z.string().transform(text => new Date(`${text} UTC`)).refine(date => !Number.isNaN(date.getTime()))

const eventAnswer = z.object({
  ID: z.coerce.string(),
  NAME: z.string().nullish(),
  COLOR: z.string().nullish(),
  DT_SKIP_TIME: z.string().nullish(),
  DATE_FROM_TS_UTC: seconds,
  DATE_TO_TS_UTC: seconds,
  DATE_FROM_FORMATTED: wall,
  DATE_TO_FORMATTED: wall,
})

/** The events out of the answer. @throws Failure `portal-unreachable` for anything that is no list. */
export function readEvents(answer: Answer): CalendarEvents {
  if ('error' in answer) return { state: answer.error.code === 'insufficient_scope' ? 'no-scope' : 'refused' }
  const read = z.array(eventAnswer).safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return { state: 'shown', events: read.data.map(eventOf) }
}

function eventOf(event: z.output<typeof eventAnswer>): CalendarEvent {
  const common = { id: `${event.ID}:${event.DATE_FROM_TS_UTC}`, title: event.NAME ?? '', color: /^#[0-9a-f]{6}$/i.test(event.COLOR ?? '') ? event.COLOR ?? null : null }
  return event.DT_SKIP_TIME === 'Y'
    ? { ...common, isAllDay: true, from: event.DATE_FROM_FORMATTED.toISOString().slice(0, 10), to: event.DATE_TO_FORMATTED.toISOString().slice(0, 10) }
    : { ...common, isAllDay: false, from: new Date(event.DATE_FROM_TS_UTC * 1000).toISOString(), to: new Date(event.DATE_TO_TS_UTC * 1000).toISOString() }
}
