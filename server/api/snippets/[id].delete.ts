import { getRouterParam, sendNoContent } from 'h3'
import { defineSessionHandler } from '../../utils/handlers.ts'

export default defineSessionHandler(async ({ event, session, services: { snippets } }) => {
  await snippets.remove(session, getRouterParam(event, 'id') ?? '')
  return sendNoContent(event)
})
