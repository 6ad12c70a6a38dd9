import { getRouterParam } from 'h3'
import { noteChange } from '../../../shared/thread.ts'
import { Failure } from '../../failure.ts'
import { defineThreadHandler, readInput } from '../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { notes, threads }, reader }) => {
  const id = getRouterParam(event, 'id') ?? ''
  const change = await readInput(event, noteChange)
  if ('pinned' in change) return threads.presentOne(reader, await notes.pin(reader, id, change.pinned))

  const { note, isStale } = await notes.edit(reader, id, change.version, change.text)
  const current = await threads.presentOne(reader, note)
  if (isStale) throw new Failure('note-conflict', { current })
  return current
})
