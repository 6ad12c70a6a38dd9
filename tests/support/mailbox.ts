import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

/**
 * Where the portal's event queue delivers to, in place of our server: the test keeps the bodies and decides when, how often and in what order
 * they arrive.
 */
export async function startMailbox() {
  const bodies: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    bodies.push(new URLSearchParams(Buffer.concat(chunks).toString()))
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the mailbox listens on no port')

  return { bodies, origin: `http://localhost:${address.port}` }
}
