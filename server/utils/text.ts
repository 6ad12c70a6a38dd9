import { setResponseHeader, type H3Event } from 'h3'
import { Failure } from '../failure.ts'

/**
 * Bytes of a body that is too large which are still taken from the client, and dropped: one that is cut off while it writes sees a broken
 * connection in place of its answer.
 */
const patience = 4 * 1024 * 1024

/**
 * The body of a request as text.
 * @param limit in bytes.
 * @throws Failure `too-large` beyond it (counted, since a chunked body announces no length), `malformed` when the client leaves before its end.
 */
export function readText(event: H3Event, limit: number): Promise<string> {
  const { req } = event.node
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const chunks: Buffer[] = []
  let size = 0

  /** The rest is not read, so that nothing else can come over this connection; destroying the request would destroy its answer too. */
  function refuse() {
    req.off('data', take).pause()
    setResponseHeader(event, 'connection', 'close')
    reject(new Failure('too-large'))
  }
  function take(chunk: Buffer) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else if (size > patience) refuse()
  }

  if (Number(req.headers['content-length'] ?? 0) > patience) {
    refuse()
    return promise
  }
  req.on('data', take)
  req.once('end', () => size > limit ? refuse() : resolve(Buffer.concat(chunks).toString()))
  req.once('error', cause => reject(new Failure('malformed', { cause })))
  return promise
}
