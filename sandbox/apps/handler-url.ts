import { RestError } from '../rest/error.ts'

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * What the portal accepts as the address of a handler: http or https, on a host that has a dot.
 * The sandbox's ONE deliberate deviation from Bitrix24 is that loopback hosts are accepted too: an application under
 * development or test lives there, and a real portal could not reach it.
 * Source: api-reference/widgets/placement-bind.md, api-reference/events/event-bind.md
 */
export function checkHandler(address: string): void {
  const url = URL.parse(address)
  if (!url?.host) throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol')
  }
  if (!url.hostname.includes('.') && !LOOPBACK.test(url.hostname)) throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
}
