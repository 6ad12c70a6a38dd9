import { once } from 'node:events'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Exchange { method: string, path: string, headers?: OutgoingHttpHeaders, body?: string }

export interface Exchanged { status: number, headers: IncomingMessage['headers'], text: string }

/** One request with its path and Host exactly as written, which fetch would put in order first. */
export async function exchange(origin: string, { method, path, headers = {}, body }: Exchange): Promise<Exchanged> {
  const { hostname, port, host } = new URL(origin)
  const sent = request({ hostname, port, method, path, setHost: false, agent: false, headers: { host, ...headers } })
  sent.end(body)
  const [response] = await once(sent, 'response') as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) }
}
