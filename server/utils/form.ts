import type { H3Event } from 'h3'
import { Failure } from '../failure.ts'
import { readText } from './text.ts'

/** Bytes; the largest documented callback is about 3 KB. */
const limit = 64 * 1024

/**
 * The form-encoded body of a request, as the browser or Bitrix24's queue posts it. Without a body it has no fields, whatever its type: they
 * may all stand in the address.
 * @throws Failure `malformed` for another content type, `too-large` beyond 64 KB.
 */
export async function readForm(event: H3Event): Promise<URLSearchParams> {
  const text = await readText(event, limit)
  const type = event.node.req.headers['content-type']?.toLowerCase() ?? ''
  if (text && !type.startsWith('application/x-www-form-urlencoded')) throw new Failure('malformed')
  return new URLSearchParams(text)
}
