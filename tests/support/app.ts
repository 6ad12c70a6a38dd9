import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Sandbox } from '../../sandbox/index.ts'

export interface RunningApp {
  /** Origin, on `localhost`: cross-site to the sandbox's portals on 127.0.0.1. */
  url: string
  clientId: string
  databaseFile: string
  /** Everything it wrote to standard output and error. */
  log(): string
  /** Ends the process and starts another one on the same database. */
  restart(): Promise<void>
  /** @returns the exit code; null when it had to be killed. */
  stop(): Promise<number | null>
}

/**
 * Starts the production build as its users do, in an empty folder with nothing but environment variables, for an application that it
 * registers with the sandbox.
 */
export async function startApp(sandbox: Sandbox, environment: Record<string, string> = {}): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { clientId, clientSecret } = sandbox.registerApp({
    title: 'Sidenote', url: `${url}/`, installUrl: `${url}/install`, scope: ['crm', 'placement', 'user', 'task', 'sonet_group', 'im', 'calendar', 'telephony', 'contact_center', 'sale', 'department'],
  })

  const settings = {
    PORT: String(port),
    HOST: 'localhost',
    NUXT_APP_URL: url,
    NUXT_B24_CLIENT_ID: clientId,
    NUXT_B24_CLIENT_SECRET: clientSecret,
    NUXT_B24_OAUTH_SERVERS: sandbox.oauth.url,
    NUXT_B24_ALLOW_INSECURE: 'true',
    NUXT_SECRET_KEYS: `test:${randomBytes(32).toString('base64')}`,
    NUXT_DATABASE_URL: 'file:sidenote.sqlite',
    ...environment,
  }
  let output = ''

  async function start() {
    const server = spawn(process.execPath, [resolve('.output/server/index.mjs')], { cwd: folder, env: settings })
    const since = output.length
    await new Promise<void>((done, fail) => {
      const take = (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('Listening on', since)) done()
      }
      server.stdout.on('data', take)
      server.stderr.on('data', take)
      server.once('exit', code => fail(new Error(`the server ended with ${code}:\n${output}`)))
    })
    return server
  }

  /** May be called twice: who has ended already tells the same code again. */
  async function end(): Promise<number | null> {
    if (server.exitCode !== null) return server.exitCode
    const ended = new Promise<number | null>(done => server.once('exit', done))
    server.kill('SIGTERM')
    return await ended
  }

  let server = await start().catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })

  return {
    url,
    clientId,
    databaseFile: resolve(folder, settings.NUXT_DATABASE_URL.replace('file:', '')),
    log: () => output,
    async restart() {
      await end()
      server = await start()
    },
    async stop() {
      const code = await end()
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const address = probe.address()
      if (!address || typeof address === 'string') return fail(new Error('no port'))
      probe.close(() => done(address.port))
    })
  })
}
