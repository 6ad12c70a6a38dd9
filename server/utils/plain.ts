import { send, setResponseHeader, setResponseStatus, type H3Event } from 'h3'

/** An answer for programs, at an address that shows nobody a page. The renderer would make a page of it, the route rules would have it cached. */
export function answerPlainly(event: H3Event, status: number, text: string) {
  setResponseStatus(event, status)
  setResponseHeader(event, 'cache-control', 'no-store')
  return send(event, text, 'text/plain')
}
