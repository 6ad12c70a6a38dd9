import { getRouterParam, sendNoContent } from 'h3'
import { defineThreadHandler } from '../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { notes }, reader }) => {
  await notes.remove(reader, getRouterParam(event, 'id') ?? '')
  return sendNoContent(event)
})
