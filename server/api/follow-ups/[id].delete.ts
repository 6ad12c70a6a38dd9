import { getRouterParam, sendNoContent } from 'h3'
import { defineThreadHandler } from '../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { followUps }, reader }) => {
  await followUps.remove(reader, getRouterParam(event, 'id') ?? '')
  return sendNoContent(event)
})
