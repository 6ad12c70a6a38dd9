import type { IncomingMessage, ServerResponse } from 'node:http'
import qs from 'qs'

export type Params = Record<string, unknown>

/** PHP's reading of `filter[>id]=1&select[]=title`; all leaves are strings. */
export function parsePhp(text: string): Params {
  return { ...qs.parse(text, { depth: 12, arrayLimit: 1000, parameterLimit: 10_000 }) }
}

/** Query and body as one map, the body first, as PHP's $_REQUEST gives them to a method. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const body = request.method === 'POST' ? await readBody(request) : ''
  const query = url.search.length > 1 ? parsePhp(url.search.slice(1)) : {}

  return { ...query, ...parseBody(body, request.headers['content-type'] ?? '') }
}

function parseBody(body: string, contentType: string): Params {
  if (!body) return {}
  const boundary = /multipart\/form-data;.*boundary="?([^";]+)/i.exec(contentType)?.[1]
  if (boundary) return parseMultipart(body, boundary)
  if (!contentType.includes('json')) return parsePhp(body)
  try {
    const parsed: unknown = JSON.parse(body)
    return isMap(parsed) ? parsed : {}
  }
  catch {
    return {}
  }
}

/** Fields of multipart/form-data with PHP's nested names. Files are left out: methods take them as base64 texts. */
function parseMultipart(body: string, boundary: string): Params {
  const pairs = body.split(`--${boundary}`).slice(1, -1).flatMap((part) => {
    const [head = '', ...content] = part.replace(/^\r?\n/, '').split(/\r?\n\r?\n/)
    const name = /\bname="([^"]*)"/i.exec(head)?.[1]
    if (!name || /\bfilename=/i.test(head)) return []
    return [`${encodeURIComponent(name)}=${encodeURIComponent(content.join('\r\n\r\n').replace(/\r?\n$/, ''))}`]
  })

  return parsePhp(pairs.join('&'))
}

/** No page names a limit; a portal's web server has one, and the sandbox keeps everything in memory. */
const LONGEST_BODY = 64 * 1024 * 1024

/** The request is to be answered with HTTP 413. */
export class BodyTooLarge extends Error {}

function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) throw new BodyTooLarge()

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > LONGEST_BODY) reject(new BodyTooLarge())
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  }).end(text)
}

/** Half of an answer that promises its whole length, then the connection breaks. */
export function cutShort(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.destroy())
}

export function isMap(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
