import { calendarQuery } from '../../shared/calendar-query.ts'
import { defineListHandler, readQuery } from '../utils/handlers.ts'

export default defineListHandler(async ({ event, services: { calendar }, reader }) => calendar.of(reader, readQuery(event, calendarQuery)))
