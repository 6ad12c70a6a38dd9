import { defineEventHandler, send, setResponseHeader } from 'h3'
import { handlerPaths } from '../bitrix24/manifest.ts'
import { addressOf, languageOf } from '../utils/address.ts'
import { failedOpening, requestIdOf } from '../utils/opening.ts'
import { answerPlainly } from '../utils/plain.ts'

const posting = ['POST', 'HEAD']
const reading = ['GET', 'HEAD']
const healthPaths = new Set(['/health/live', '/health/ready'])

/** The methods of every address there is, letter by letter; undefined where there is none. */
function methodsOf(path: string): string[] | undefined {
  if (handlerPaths.has(path) || path === '/events') return posting
  // The build's own files are answered ahead of this, in development they are not.
  if (healthPaths.has(path) || path.startsWith('/_nuxt/')) return reading
}

/**
 * Ahead of everything, since Nuxt's renderer would answer every method on every path: what Bitrix24 calls takes POST, and HEAD without side
 * effect (the portal checks an application's addresses with it); whoever opens such an address in a browser gets the page that says so.
 * Below `/api/` each route answers for its methods.
 * @see https://apidocs.bitrix24.com/market/preparing-to-publish/faq.html
 */
export default defineEventHandler((event) => {
  const { path } = addressOf(event)
  if (/^\/api\/./.test(path)) return

  const methods = methodsOf(path)
  if (!methods) return answerPlainly(event, 404, 'Not found')
  if (methods === posting && event.method === 'HEAD') return send(event, '', 'text/html')
  if (methods.includes(event.method)) return

  setResponseHeader(event, 'allow', methods.join(', '))
  if (event.method !== 'GET' || !handlerPaths.has(path)) return answerPlainly(event, 405, 'Method not allowed')
  event.context.opening = failedOpening(event, 'outside', languageOf(event), requestIdOf(event))
})
