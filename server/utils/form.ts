import type { H3Event } from 'h3'
import { Failure } from '../failure.ts'
import { readText } from './text.ts'

/** Bytes; the largest documented callback is about 3 KB. */
const limit = 64 * 1024

/**
 * The form-encoded body of a request, as the browser or Bitrix24's queue posts it.
 * @throws Failure `malformed` for another content type, `too-large` beyond 64 KB.
 */
export async function readForm(event: H3Event): Promise<URLSearchParams> {
  if (!event.node.req.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) throw new Failure('malformed')
  return new URLSearchParams(await readText(event, limit))
}
