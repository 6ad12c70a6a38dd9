import { threadQuery } from '../../shared/thread.ts'
import { defineThreadHandler, readQuery } from '../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { threads }, reader }) => {
  const { before, since, ...filter } = readQuery(event, threadQuery)
  return since === undefined ? threads.page(reader, before, filter) : threads.since(reader, since)
})
