import { get, type Route } from '../../routes.ts'
import { calendarPage, groupCalendarPage, userCalendarPage } from './calendar.ts'

/** Calendars of people, of groups and of the company. */
export const calendarRoutes: Route[] = [
  get(/^\/calendar\/$/, calendarPage),
  get(/^\/company\/personal\/user\/(?<id>\d+)\/calendar\/$/, (visit, { id }) => userCalendarPage(visit, Number(id))),
  get(/^\/workgroups\/group\/(?<id>\d+)\/calendar\/$/, (visit, { id }) => groupCalendarPage(visit, Number(id))),
]
