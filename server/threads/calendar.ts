import type { CalendarEvents, CalendarPage, CalendarPeople, Days } from '../../shared/calendar.ts'
import type { CalendarQuery } from '../../shared/calendar-query.ts'
import { followUpsQuery } from '../../shared/lists.ts'
import { eventsCommand, readEvents } from '../bitrix24/calendar-events.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import { Failure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import type { ListReader } from './list-reader.ts'
import type { Lists } from './lists.ts'

export interface Calendar {
  /** What is due on these days, with the calendar's own events, which the caller has. @throws as `Lists.followUps`. */
  withEvents(reader: ListReader, days: Days, people: CalendarPeople, calendar: CalendarEvents): Promise<CalendarPage>
  /** The same, with the events asked of the portal. @throws as well what keeps it from answering. */
  of(reader: ListReader, query: CalendarQuery): Promise<CalendarPage>
}

/** Of the list that the page is read from: 50 on each of its pages. */
const mostPages = 10
const DAY = 86_400_000

/** @param connect a client of the portal with the rights of one person. */
export function createCalendar({ lists, connect }: { lists: Lists, connect: (portal: Portal, userId: number) => Promise<PortalClient> }): Calendar {
  /** A day more on both sides: a promise for a day without a time is meant for that day, wherever in the world it ends. */
  function queryOf({ from, to }: Days, people: CalendarPeople) {
    return {
      ...followUpsQuery.parse({}),
      dueFrom: new Date(Date.parse(from) - DAY).toISOString(),
      dueBefore: new Date(Date.parse(to) + 2 * DAY).toISOString(),
      ...people === 'all' ? {} : { assignee: people },
    }
  }

  async function withEvents(reader: ListReader, days: Days, people: CalendarPeople, calendar: CalendarEvents): Promise<CalendarPage> {
    const query = queryOf(days, people)
    const first = await lists.followUps(reader, query)
    const pages = [first]
    for (let { next } = first; next !== null && pages.length < mostPages;) {
      const page = await lists.followUps(reader, { ...query, after: next })
      pages.push(page)
      next = page.next
    }
    return { days, followUps: pages.flatMap(({ followUps }) => followUps), isCut: pages.at(-1)?.next !== null, calendar }
  }

  return {
    withEvents,

    async of(reader, { from, to, owner, people }) {
      const days = { from, to }
      const client = await connect(reader.portal, reader.userId)
      const { events } = await client.batch({ events: eventsCommand(owner.of, owner.id, days) })
      if (!events) throw new Failure('portal-unreachable')
      return withEvents(reader, days, people, readEvents(events))
    },
  }
}
