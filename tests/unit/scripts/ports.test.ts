import { once } from 'node:events'
import net from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { loopbackOf, portIsTaken, portTakenSentence, requirePorts } from '../../../scripts/lib/ports.mjs'

const servers: net.Server[] = []
afterEach(() => servers.splice(0).forEach(server => server.close()))

async function listenAnywhere() {
  const server = net.createServer().listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { server, port: address.port }
}

const portal = (port: number) => ({ port, what: 'the demo\'s portal', option: '--portal-port', base: 4100 })

describe('a port', () => {
  test('is taken while somebody listens on it, and free afterwards', async () => {
    const { server, port } = await listenAnywhere()

    const during = await portIsTaken(port)
    server.close()
    await once(server, 'close')
    const after = await portIsTaken(port)

    expect([during, after]).toEqual([true, false])
  })

  test('that is taken is told with the way out', () => {
    expect(portTakenSentence(portal(4101))).toBe(
      'Port 4101 is taken, and the demo\'s portal needs it. Stop what uses it, or start with `npm run demo -- --portal-port 4200`.',
    )
  })

  test('that is taken stops the demo', async () => {
    const { port } = await listenAnywhere()

    await expect(requirePorts([portal(port)])).rejects.toThrow(`Port ${port} is taken`)
  })

  test('cannot be wanted twice', async () => {
    const { server, port } = await listenAnywhere()
    server.close()
    const app = { port, what: 'the app', option: '--port', base: port }

    await expect(requirePorts([app, portal(port)])).rejects.toThrow('asked for twice, by the app and the demo\'s portal')
  })
})

test.each([
  [['127.0.0.1'], '127.0.0.1'],
  [['::1', '127.0.0.1'], '127.0.0.1'],
  [['::1'], '::1'],
  [[], '127.0.0.1'],
])('with localhost at %j the app listens on %s', (addresses, expected) => {
  expect(loopbackOf(addresses)).toBe(expected)
})
