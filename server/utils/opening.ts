import { randomBytes, randomUUID } from 'node:crypto'
import { setResponseHeaders, setResponseStatus, type H3Event } from 'h3'
import { failures, type FailureCode, type PortalScope } from '../../shared/failures.ts'
import type { FailedOpening } from '../../shared/opening.ts'

/** Names a request in the log, in the page and in a person's report. */
export function requestIdOf(event: H3Event): string {
  event.context.requestId ??= randomUUID()
  return event.context.requestId
}

/** A page that says what went wrong: it holds nothing that was posted and no session, so anybody may frame it. */
export function failedOpening(event: H3Event, code: FailureCode, lang: string, requestId: string, scope?: PortalScope): FailedOpening {
  protectPage(event)
  setResponseStatus(event, failures[code])
  return { view: 'failure', lang, code, requestId, ...(scope ? { scope } : {}) }
}

/**
 * The headers of every page.
 * @param framedBy origin of the verified portal, the only one that may frame a page with data or a session (invariant 5).
 */
export function protectPage(event: H3Event, framedBy?: string) {
  const nonce = randomBytes(16).toString('base64')
  event.context.nonce = nonce
  setResponseHeaders(event, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': [
      // form-action has to allow this origin: the browser posts Bitrix24's form again when the frame is reloaded, in the page's own name.
      'default-src \'self\'', `script-src 'self' 'nonce-${nonce}'`, 'img-src \'self\' data:', 'style-src \'self\' \'unsafe-inline\'', 'base-uri \'none\'', 'object-src \'none\'', 'form-action \'self\'',
      ...(framedBy ? [`frame-ancestors ${framedBy}`] : []),
    ].join('; '),
  })
}
