import type { H3Event } from 'h3'
import { Failure } from '../failure.ts'

/** Bytes; the largest documented callback is about 3 KB. */
const limit = 64 * 1024

/**
 * The form-encoded body of a request, as the browser or Bitrix24's queue posts it.
 * @throws Failure `malformed` for another content type, `too-large` beyond 64 KB (counted, since a chunked body announces no length).
 */
export async function readForm(event: H3Event): Promise<URLSearchParams> {
  const { req } = event.node
  if (!req.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) throw new Failure('malformed')
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new Failure('too-large')

  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += chunk.length
    if (size > limit) throw new Failure('too-large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
