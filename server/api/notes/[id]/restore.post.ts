import { getRouterParam } from 'h3'
import { defineThreadHandler } from '../../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { notes, threads }, reader }) =>
  threads.presentOne(reader, await notes.restore(reader, getRouterParam(event, 'id') ?? '')))
