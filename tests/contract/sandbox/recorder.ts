import { createServer } from 'node:http'

/** One request of a frame, as it reached the application: the handler's own query and the form together. */
export type Posted = Record<string, string>

export interface Recorder {
  origin: string
  /** `GET /widgets`: method and address of every request, oldest first. */
  requestLines: readonly string[]
  /** The next request for this placement. */
  posted(placement: string): Promise<Posted>
  close(): void
}

/** An application that answers every address with an empty page and keeps what was posted. On `localhost`, so cross-site to the portal. */
export async function startRecorder(): Promise<Recorder> {
  const requestLines: string[] = []
  const kept = new Map<string, Posted>()
  const waiting = new Map<string, (posted: Posted) => void>()
  const server = createServer(async (request, response) => {
    requestLines.push(`${request.method} ${request.url}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Widget</title><p>Widget')
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams
    const posted = Object.fromEntries([...query, ...new URLSearchParams(Buffer.concat(chunks).toString())])
    const placement = posted.PLACEMENT ?? ''
    const wanted = waiting.get(placement)
    waiting.delete(placement)
    if (wanted) wanted(posted)
    else kept.set(placement, posted)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The recording application listens on no port.')

  return {
    origin: `http://localhost:${address.port}`,
    requestLines,
    posted(placement) {
      const known = kept.get(placement)
      kept.delete(placement)
      return known ? Promise.resolve(known) : new Promise(resolve => waiting.set(placement, resolve))
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
