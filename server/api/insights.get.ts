import { insightsQuery } from '../../shared/insights-query.ts'
import { defineListHandler, readQuery } from '../utils/handlers.ts'

export default defineListHandler(async ({ event, services: { insights, people }, reader }) =>
  insights(reader, readQuery(event, insightsQuery), await people.timeZone(reader.portalId, reader.userId) ?? 'UTC'))
