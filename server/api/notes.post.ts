import { setResponseStatus } from 'h3'
import { newNote } from '../../shared/thread.ts'
import { defineThreadHandler, readInput } from '../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { notes, threads }, session, reader, links }) => {
  const { note, isNew } = await notes.add(reader, await readInput(event, newNote), links, session.source)
  setResponseStatus(event, isNew ? 201 : 200)
  return threads.presentOne(reader, note)
})
