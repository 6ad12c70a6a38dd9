import { connect, createServer, type Socket } from 'node:net'

export interface Balancer {
  port: number
  /** New connections go to these ports in turn. */
  serve(ports: number[]): void
  close(): void
}

/** One address in front of several processes, connection by connection. Who does not answer is passed over. */
export async function startBalancer(host: string): Promise<Balancer> {
  let ports: number[] = []
  let turn = 0
  const sockets = new Set<Socket>()

  function join(client: Socket, candidates: number[]) {
    const [port, ...others] = candidates
    if (port === undefined) return client.destroy()
    const server = connect({ host, port })
    server.once('error', () => join(client, others))
    server.once('connect', () => {
      server.removeAllListeners('error').on('error', () => client.destroy())
      client.pipe(server).pipe(client)
      client.once('close', () => server.destroy())
      server.once('close', () => client.destroy())
    })
  }

  const front = createServer((client) => {
    sockets.add(client)
    client.on('error', () => client.destroy()).once('close', () => sockets.delete(client))
    const start = turn++ % Math.max(1, ports.length)
    join(client, [...ports.slice(start), ...ports.slice(0, start)])
  })
  await new Promise<void>(resolve => front.listen(0, host, resolve))
  const address = front.address()
  if (!address || typeof address === 'string') throw new Error('the balancer listens on no port')

  return {
    port: address.port,
    serve(now) {
      ports = now
    },
    close() {
      front.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
