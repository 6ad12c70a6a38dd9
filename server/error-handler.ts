import { send, setResponseHeader, setResponseStatus } from 'h3'
import type { NitroErrorHandler } from 'nitropack/types'
import type { FailureAnswer } from '../shared/failures.ts'
import { handlerPaths } from './bitrix24/manifest.ts'
import { asFailure } from './failure.ts'
import { addressOf, languageOf } from './utils/address.ts'
import { failurePage } from './utils/failure-page.ts'
import { protectPage, requestIdOf } from './utils/opening.ts'
import { answerPlainly } from './utils/plain.ts'
import { useServices } from './utils/use-services.ts'

/**
 * What nobody has caught: above all an error of rendering, which is why its page needs no renderer. Nuxt's own handler would repeat the
 * whole address, tokens included, in the log and in the answer, and forbid the portal to frame it.
 */
const handleError: NitroErrorHandler = async (error, event) => {
  // Half an answer cannot become another one; cut off, it does not pass for a whole one either.
  if (event.handled) return void event.node.res.destroy()
  if (error.statusCode === 404) return answerPlainly(event, 404, 'Not found')

  const { log } = await useServices()
  const { path } = addressOf(event)
  const requestId = requestIdOf(event)
  const { code, status, cause } = asFailure(error.cause ?? error)
  log.error({ requestId, path, code, err: cause }, 'a request failed')

  protectPage(event)
  setResponseStatus(event, status)
  if (handlerPaths.has(path)) return send(event, failurePage(code, event.context.opening?.lang ?? languageOf(event), requestId), 'text/html;charset=utf-8')
  setResponseHeader(event, 'content-type', 'application/json')
  return send(event, JSON.stringify({ code, requestId } satisfies FailureAnswer))
}

export default handleError
