import { defineEventHandler } from 'h3'
import { asFailure } from '../failure.ts'
import { readForm } from '../utils/form.ts'
import { requestIdOf } from '../utils/opening.ts'
import { useServices } from '../utils/use-services.ts'

/** Bitrix24's event queue. It gets its 200 at once and whatever happens: it neither retries nor reads the answer. */
export default defineEventHandler(async (event) => {
  const { inbox, log } = await useServices()
  const requestId = requestIdOf(event)
  try {
    log.info({ requestId, event: await inbox.receive(await readForm(event)) }, 'an event came')
  }
  catch (error) {
    const { code, status, cause } = asFailure(error)
    log[status >= 500 ? 'error' : 'info']({ requestId, code, err: cause }, 'an event could not be kept')
  }
  return { status: 'ok' }
})
