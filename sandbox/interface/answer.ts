import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Html } from './html.ts'

/** What a route answers; `body` is already text or bytes. */
export interface Answer {
  status: number
  headers: Record<string, string | string[]>
  body: string | Buffer
}

/** A mistake of the caller, or a refusal, with the sentence that the caller reads. */
export class InterfaceError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const LARGEST_BODY = 1024 * 1024

/** Only the portal's own scripts run in its pages; frames and the forms posted into them go to whatever address an application has. */
const CONTENT_SECURITY_POLICY = [
  'default-src \'self\'',
  'style-src \'self\' \'unsafe-inline\'',
  'frame-src http: https:',
  'object-src \'none\'',
  'base-uri \'none\'',
  'frame-ancestors \'self\'',
].join('; ')

export function page(markup: Html, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: markup.toString() }
}

export function data(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}

export function nothing(): Answer {
  return { status: 204, headers: {}, body: '' }
}

export function redirect(location: string, cookies: string[] = []): Answer {
  return { status: 303, headers: { location, 'set-cookie': cookies }, body: '' }
}

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    ...answer.headers,
  })
  response.end(answer.body)
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > LARGEST_BODY) throw new InterfaceError(413, 'The request is larger than 1 MB.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(request))
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request)
  if (!text) return null
  try {
    return JSON.parse(text)
  }
  catch {
    throw new InterfaceError(400, 'The request body is not JSON.')
  }
}
