import { defineEventHandler, setResponseStatus } from 'h3'
import { useServices } from '../../utils/use-services.ts'

/** Can this server do its work, and if not, which part of it is not in order? 503 then. It tells no secret: anybody may ask. */
export default defineEventHandler(async (event) => {
  const { readiness } = await useServices()
  const { isReady, parts } = await readiness()
  setResponseStatus(event, isReady ? 200 : 503)
  return { status: isReady ? 'ok' : 'not ready', ...parts }
})
