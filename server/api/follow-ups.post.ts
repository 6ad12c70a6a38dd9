import { setResponseStatus } from 'h3'
import { newFollowUp } from '../../shared/follow-up.ts'
import { defineThreadHandler, readInput } from '../utils/handlers.ts'

export default defineThreadHandler(async ({ event, services: { directory, followUps, people, threads }, portal, session, reader, links }) => {
  const input = await readInput(event, newFollowUp)
  await directory.choose(portal, reader.userId, input.assigneeId)
  const timeZone = await people.timeZone(portal.id, reader.userId) ?? 'UTC'
  const { followUp, isNew } = await followUps.add(reader, input, { links, source: session.source, timeZone })
  setResponseStatus(event, isNew ? 201 : 200)
  return threads.presentFollowUp(reader, followUp)
})
