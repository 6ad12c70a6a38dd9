import { getValidatedQuery } from 'h3'
import { threadQuery } from '../../shared/thread.ts'
import { Failure } from '../failure.ts'
import { defineThreadHandler } from '../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { threads }, reader }) => {
  const query = await getValidatedQuery(event, threadQuery.safeParse)
  if (!query.success) throw new Failure('invalid-input', { cause: query.error })
  const { before, since, ...filter } = query.data
  return since === undefined ? threads.page(reader, before, filter) : threads.since(reader, since)
})
