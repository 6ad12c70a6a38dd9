import { z } from 'zod'
import { lengthOf, monthOf, mostDays, wholeWeeks, type CalendarOwner, type Days } from '../../../shared/calendar.ts'
import { tagOf } from '../../../shared/languages.ts'
import type { Person } from '../../../shared/thread.ts'
import { weekStartOf } from '../week.ts'
import { eventsCommand, readEvents } from '../../bitrix24/calendar-events.ts'
import type { Callback } from '../../bitrix24/callback.ts'
import { profileCommand } from '../../bitrix24/profile.ts'
import type { Answer, Command } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'
import type { Calendar } from '../../threads/calendar.ts'
import { listReaderOf, type ViewPage } from '../view.ts'

/** The days that Bitrix24's calendar shows, with what is due on them. */
export function calendarPage({ calendar, clock }: { calendar: Calendar, clock: () => number }): ViewPage {
  return ({ portal, callback }) => {
    const days = daysOf(callback, clock())
    const other = ownerIn(callback.options.URI)
    // Who the viewer is, nobody knows before the portal has answered: it looks that up itself, within the same batch.
    const commands: Record<string, Command> = {
      me: profileCommand,
      events: other ? eventsCommand(other.of, other.id, days) : eventsCommand('user', '$result[me][ID]', days),
      ...other?.of === 'user' ? { person: ['user.get', { ID: other.id }] } : {},
    }

    return {
      commands,
      async show({ viewer, answers }) {
        const owner = other ?? { of: 'user' as const, id: viewer.id }
        const person = owner.of === 'user' && owner.id !== viewer.id ? personOf(owner.id, answers.person) : null
        const reader = listReaderOf(portal, viewer, clock())
        const people = person ? person.id : 'me'
        if (!answers.events) throw new Failure('portal-unreachable')
        const page = await calendar.withEvents(reader, days, people, readEvents(answers.events))
        return { content: { view: 'calendar', owner, person, people, ...page } }
      },
    }
  }
}

const day = z.iso.date()

/**
 * The days of the grid, in whole weeks unless they are a week or less; the present month where the portal names none.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/calendar.html
 */
export function daysOf({ options: { viewRangeFrom, viewRangeTo }, lang }: Pick<Callback, 'options' | 'lang'>, now: number): Days {
  const [from, to] = [day.safeParse(viewRangeFrom).data, day.safeParse(viewRangeTo).data]
  const length = from && to ? lengthOf({ from, to }) : 0
  const asked = from && to && length >= 1 && length <= mostDays - 12 ? { from, to } : monthOf(new Date(now).toISOString().slice(0, 10))
  return lengthOf(asked) <= 7 || lengthOf(asked) % 7 === 0 ? asked : wholeWeeks(asked, weekStartOf(tagOf(lang)))
}

/** Whose calendar the page around is, as its address says; null for the viewer's own. */
export function ownerIn(uri: unknown): CalendarOwner | null {
  const [, of, id] = typeof uri === 'string' ? /\/(company\/personal\/user|workgroups\/group)\/([1-9]\d{0,14})\/calendar\//.exec(uri) ?? [] : []
  return id === undefined ? null : { of: of === 'workgroups/group' ? 'group' : 'user', id: Number(id) }
}

const userAnswer = z.array(z.object({ ID: z.coerce.number(), NAME: z.string().nullish(), LAST_NAME: z.string().nullish() }))

function personOf(id: number, answer: Answer | undefined): Person {
  const user = answer && 'value' in answer ? userAnswer.safeParse(answer.value).data?.find(({ ID }) => ID === id) : undefined
  return { id, name: [user?.NAME, user?.LAST_NAME].filter(Boolean).join(' ') || `#${id}` }
}
