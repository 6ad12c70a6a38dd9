import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectEnv, start } from '../scripts/lib/processes.mjs'
import { untilReady } from '../scripts/lib/ready.mjs'
import { startBalancer } from './balancer.ts'

/** The production build as two processes on one database, behind one address. */
export interface Deployment {
  url: string
  databaseFile: string
  /** Everything that the processes write. */
  logs: string[]
  /**
   * Ends one of the two and starts it again. A polite end is announced to the balancer, which sends nothing new there; the other kind comes
   * in the middle of whatever there is.
   */
  restart(which: number, how: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Processes that ended though nobody ended them. */
  deaths(): string[]
  stop(): Promise<void>
}

export const processes = 2

/** @param folder where database and logs are kept. @param register makes the application of that address known to Bitrix24. */
export async function deploy({ folder, oauthUrl, sessionSeconds, register }: {
  folder: string
  oauthUrl: string
  sessionSeconds: number
  register: (url: string) => { clientId: string, clientSecret: string }
}): Promise<Deployment> {
  mkdirSync(folder, { recursive: true })
  const balancer = await startBalancer('127.0.0.1')
  const url = `http://localhost:${balancer.port}`
  const { clientId, clientSecret } = register(url)
  const databaseFile = join(folder, 'sidenote.sqlite')
  const environment = {
    NODE_ENV: 'production',
    NITRO_HOST: '127.0.0.1',
    NITRO_SHUTDOWN_TIMEOUT: '1500',
    NUXT_APP_URL: url,
    NUXT_B24_CLIENT_ID: clientId,
    NUXT_B24_CLIENT_SECRET: clientSecret,
    NUXT_B24_OAUTH_SERVERS: oauthUrl,
    NUXT_B24_ALLOW_INSECURE: 'true',
    NUXT_SECRET_KEYS: `soak:${randomBytes(32).toString('base64')}`,
    NUXT_DATABASE_URL: `file:${databaseFile}`,
    NUXT_SESSION_SECONDS: `${sessionSeconds}`,
  }
  const logs: string[] = []
  const deaths: string[] = []

  async function startProcess() {
    const port = await freePort()
    const log = join(folder, `app-${logs.length + 1}.log`)
    logs.push(log)
    const running = start('node', ['.output/server/index.mjs'], { env: projectEnv({ ...environment, NITRO_PORT: `${port}` }), log })
    const started = { port, running, isWanted: true }
    running.ended.then((how) => {
      if (started.isWanted) deaths.push(`a process ended with ${how ?? 'exit code 0'}: ${running.tail().slice(-500)}`)
    })
    await untilReady('the app', `http://127.0.0.1:${port}/health/ready`, running.tail, AbortSignal.timeout(60_000))
    return started
  }

  const first = await startProcess()
  const up = [first, await startProcess()]
  const announce = (without?: typeof first) => balancer.serve(up.filter(one => one !== without).map(({ port }) => port))
  announce()

  return {
    url,
    databaseFile,
    logs,
    deaths: () => deaths,
    async restart(which, how) {
      const ended = up[which]
      if (!ended) throw new Error(`there is no process ${which}`)
      ended.isWanted = false
      if (how === 'SIGTERM') announce(ended)
      await (how === 'SIGTERM' ? ended.running.stop() : ended.running.kill())
      announce(ended)
      up[which] = await startProcess()
      announce()
    },
    async stop() {
      for (const one of up) one.isWanted = false
      balancer.close()
      await Promise.all(up.map(({ running }) => running.stop()))
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      if (!address || typeof address === 'string') return reject(new Error('no free port'))
      probe.close(() => resolve(address.port))
    })
  })
}
