import { getRouterParam } from 'h3'
import { defineThreadHandler } from '../../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { followUps, threads }, reader }) =>
  threads.presentFollowUp(reader, await followUps.restore(reader, getRouterParam(event, 'id') ?? '')))
