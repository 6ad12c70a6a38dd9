import { peopleQuery } from '../../shared/follow-up.ts'
import { defineSessionHandler, readQuery } from '../utils/handlers.ts'

export default defineSessionHandler(async ({ event, services: { directory }, portal, session }) => {
  const { q } = readQuery(event, peopleQuery)
  return directory.search(portal, session.userId, q)
})
