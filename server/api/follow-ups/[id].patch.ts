import { getRouterParam } from 'h3'
import { followUpChange } from '../../../shared/follow-up.ts'
import { Failure } from '../../failure.ts'
import { defineThreadHandler, readInput } from '../../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { directory, followUps, threads }, portal, reader }) => {
  const id = getRouterParam(event, 'id') ?? ''
  const change = await readInput(event, followUpChange)
  if ('state' in change) return threads.presentFollowUp(reader, await followUps.setState(reader, id, change.state))

  // Who has it already keeps it, also after they left.
  const { assigneeId } = await followUps.get(reader, id)
  if (change.assigneeId !== undefined && change.assigneeId !== assigneeId) await directory.choose(portal, reader.userId, change.assigneeId)

  const { followUp, isStale } = await followUps.change(reader, id, change)
  const current = await threads.presentFollowUp(reader, followUp)
  if (isStale) throw new Failure('note-conflict', { current })
  return current
})
