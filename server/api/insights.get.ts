import { getValidatedQuery } from 'h3'
import { insightsQuery } from '../../shared/insights-query.ts'
import { Failure } from '../failure.ts'
import { defineSessionHandler } from '../utils/handlers.ts'

export default defineSessionHandler(async ({ event, services: { insights, people }, portal, session }) => {
  const query = await getValidatedQuery(event, insightsQuery.safeParse)
  if (!query.success) throw new Failure('invalid-input', { cause: query.error })
  const { weekStart, ...asked } = query.data
  const timeZone = await people.timeZone(portal.id, session.userId) ?? 'UTC'
  return insights({ portal, userId: session.userId, timeZone, weekStart }, asked)
})
