import { sendStream, setResponseHeader } from 'h3'
import { Failure } from '../failure.ts'
import { defineSessionHandler } from '../utils/handlers.ts'

/** Runs the installation and tells its steps, a line of JSON each, while they happen. */
export default defineSessionHandler(async ({ event, session, portal, services: { installer }, requestId }) => {
  if (session.view !== 'install' || !session.isAdmin) throw new Failure('not-administrator')
  setResponseHeader(event, 'content-type', 'application/x-ndjson')
  const steps = installer.run(portal, session.userId, requestId)
  return sendStream(event, new ReadableStream({
    async pull(controller) {
      const { value, done } = await steps.next()
      if (done) return controller.close()
      controller.enqueue(new TextEncoder().encode(`${JSON.stringify(value)}\n`))
    },
  }))
})
