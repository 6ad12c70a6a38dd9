import { defineEventHandler, getRequestURL, send, setResponseHeader, setResponseStatus } from 'h3'
import { handlerPaths } from '../bitrix24/manifest.ts'
import { knownLanguage } from '../../shared/languages.ts'
import { failedOpening, requestIdOf } from '../utils/opening.ts'

/** Addresses that render no page and answer for themselves. */
const ownRoutes = /^\/(api|health|_nuxt|__nuxt_error)(\/|$|\?)/

/**
 * Ahead of everything, since Nuxt's renderer would answer every method on every path: what Bitrix24 calls takes POST, and HEAD without side
 * effect (the portal checks an application's addresses with it); whoever opens such an address in a browser gets the page that says so.
 * @see https://apidocs.bitrix24.com/market/preparing-to-publish/faq.html
 */
export default defineEventHandler(async (event) => {
  const { pathname, searchParams } = getRequestURL(event)
  if (ownRoutes.test(pathname)) return

  const isPage = handlerPaths.has(pathname)
  if (!isPage && pathname !== '/events') {
    setResponseStatus(event, 404)
    return send(event, 'Not found', 'text/plain')
  }
  if (event.method === 'POST') return
  if (event.method === 'HEAD') return send(event, '', 'text/html')

  setResponseHeader(event, 'allow', 'POST, HEAD')
  if (isPage && event.method === 'GET') {
    event.context.opening = failedOpening(event, 'outside', knownLanguage(searchParams.get('LANG')), requestIdOf(event))
    return
  }
  setResponseStatus(event, 405)
  return send(event, 'Method not allowed', 'text/plain')
})
