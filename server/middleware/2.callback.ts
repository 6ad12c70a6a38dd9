import { setTimeout } from 'node:timers/promises'
import { defineEventHandler, setResponseHeader, type H3Event } from 'h3'
import type { Opening } from '../../shared/opening.ts'
import { parseCallback, type Callback } from '../bitrix24/callback.ts'
import { handlerPaths, placementOf } from '../bitrix24/manifest.ts'
import { asFailure } from '../failure.ts'
import { addressOf, languageOf } from '../utils/address.ts'
import { readForm } from '../utils/form.ts'
import { failedOpening, protectPage, requestIdOf } from '../utils/opening.ts'
import { useServices } from '../utils/use-services.ts'

/** From Bitrix24's form POST to what the page shows; Nuxt then renders the page of the path, in the answer to the same request. */
export default defineEventHandler(async (event) => {
  const { path, query } = addressOf(event)
  if (event.method !== 'POST' || !handlerPaths.has(path)) return

  const { log } = await useServices()
  const requestId = requestIdOf(event)
  let lang = languageOf(event)
  try {
    const callback = parseCallback(query, await readForm(event))
    lang = callback.lang
    event.context.opening = await openWithin(event, callback, path)
    log.info({ requestId, path, view: event.context.opening.view }, 'a page was opened')
  }
  catch (error) {
    const failure = asFailure(error)
    log[failure.status >= 500 ? 'error' : 'info']({ requestId, path, code: failure.code, err: failure.cause }, 'a page could not be opened')
    if (failure.retryAfter !== undefined) setResponseHeader(event, 'retry-after', failure.retryAfter)
    event.context.opening = failedOpening(event, failure.code, lang, requestId, failure.scope)
  }
})

/**
 * The opened page; or, when the portal takes longer than the deadline, the page's frame with the callback sealed into it (invariant 3).
 * That page gets data and a session later: where the name that was posted is a known portal's, only this portal may frame it.
 */
async function openWithin(event: H3Event, callback: Callback, path: string): Promise<Opening> {
  const { open, pending, portals, config } = await useServices()
  const inTime = new AbortController()
  const opened = open(callback, path).finally(() => inTime.abort())
  const isLate = setTimeout(config.openingDeadline, true as const, { signal: inTime.signal, ref: false }).catch(() => false as const)

  if (await Promise.race([isLate, opened.then(() => false, () => false)])) {
    opened.catch(() => {})
    const portal = await portals.find(callback.memberId)
    protectPage(event, portal ? new URL(portal.clientEndpoint).origin : undefined)
    return { view: 'pending', lang: callback.lang, callback: await pending.seal(callback, path), shape: placementOf(callback.placement)?.shape ?? 'page' }
  }
  const { opening, portalOrigin } = await opened
  protectPage(event, portalOrigin)
  return opening
}
