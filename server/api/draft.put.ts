import { sendNoContent } from 'h3'
import { draftInput } from '../../shared/thread.ts'
import { defineThreadHandler, readInput } from '../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { drafts }, reader }) => {
  await drafts.keep(reader.portalId, reader.userId, reader.subject, await readInput(event, draftInput))
  return sendNoContent(event)
})
