import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setResponseHeader } from 'h3'
import type { InstallProgress } from '../../shared/opening.ts'
import { Failure } from '../failure.ts'
import { defineSessionHandler } from '../utils/handlers.ts'

/** Runs the installation and tells its steps, a line of JSON each, while they happen. When the page has gone, it stops after the step it is at. */
export default defineSessionHandler(async ({ event, session, portal, services: { installer }, requestId }) => {
  if (session.view !== 'install' || !session.isAdmin) throw new Failure('not-administrator')
  setResponseHeader(event, 'content-type', 'application/x-ndjson')
  await pipeline(Readable.from(linesOf(installer.run(portal, session.userId, requestId))), event.node.res).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
})

async function* linesOf(steps: AsyncIterable<InstallProgress>) {
  for await (const step of steps) yield `${JSON.stringify(step)}\n`
}
