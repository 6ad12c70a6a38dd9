import { getValidatedQuery } from 'h3'
import { peopleQuery } from '../../shared/follow-up.ts'
import { Failure } from '../failure.ts'
import { defineSessionHandler } from '../utils/handlers.ts'

export default defineSessionHandler(async ({ event, services: { directory }, portal, session }) => {
  const query = await getValidatedQuery(event, peopleQuery.safeParse)
  if (!query.success) throw new Failure('invalid-input', { cause: query.error })
  return directory.search(portal, session.userId, query.data.q)
})
