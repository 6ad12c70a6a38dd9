import type { H3Event } from 'h3'
import { Failure } from '../failure.ts'

/**
 * The body of a request as text.
 * @param limit in bytes.
 * @throws Failure `too-large` beyond it (counted, since a chunked body announces no length).
 */
export async function readText({ node: { req } }: H3Event, limit: number): Promise<string> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new Failure('too-large')

  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += chunk.length
    if (size > limit) throw new Failure('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
