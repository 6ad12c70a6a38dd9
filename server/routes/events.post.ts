import { defineEventHandler } from 'h3'
import { readForm } from '../utils/form.ts'
import { useServices } from '../utils/use-services.ts'

/** Bitrix24's event queue. It gets its 200 at once and whatever happens: it neither retries nor reads the answer. */
export default defineEventHandler(async (event) => {
  const { inbox, log } = await useServices()
  const body = await readForm(event).catch(() => null)
  if (body) await inbox.receive(body).catch(error => log.error({ err: error }, 'an event could not be kept'))
  return { status: 'ok' }
})
