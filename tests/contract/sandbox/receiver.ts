import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import qs from 'qs'
import { onTestFinished } from 'vitest'

export interface Receiver { received: unknown[], url: string }

/** A handler of events that remembers what was posted to it and answers with that status. */
export async function receiver(status = 200): Promise<Receiver> {
  const received: unknown[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(qs.parse(body))
      response.writeHead(status).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()

  return { received, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/events` }
}
