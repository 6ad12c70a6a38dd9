import { randomBytes } from 'node:crypto'
import dns from 'node:dns/promises'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { loopbackOf } from '../scripts/lib/ports.mjs'
import { projectEnv, start } from '../scripts/lib/processes.mjs'
import { untilReady } from '../scripts/lib/ready.mjs'
import type { SandboxCommands } from './sandbox.ts'

/** Asks the sandbox's process. */
export type AskSandbox = <Name extends keyof SandboxCommands>(name: Name, ...parameter: Parameters<SandboxCommands[Name]>) => Promise<Awaited<ReturnType<SandboxCommands[Name]>>>

/** Which widget is opened, and on what: PLACEMENT_OPTIONS, taken in turn. */
export interface Opened { placement: string, options?: Record<string, unknown>[] }

/** The form of one opening: its address and its body. */
export type Form = ReturnType<SandboxCommands['forms']>[number]

/** The production build and the sandbox, each in a process of its own. */
export interface Stage {
  appUrl: string
  oauthUrl: string
  /** Origin of the portal. */
  portalUrl: string
  dynamicTypes: number
  sandbox: AskSandbox
  /** Waits until the app has no background work that is due: it would be measured along with what follows. */
  settled(): Promise<void>
  /** Asks the routes that preload.ts adds to the app's process. */
  preload(method: 'GET' | 'PUT', path: string, body?: string): Promise<string>
}

/** Starts both; scripts/lib/processes.mjs ends them. Removes the app's folder when we exit. */
export async function startStage(): Promise<Stage> {
  const [appPort, controlPort] = [await freePort(), await freePort()]
  const appUrl = `http://localhost:${appPort}`
  const [clientId, clientSecret] = ['app.sidenote.bench', randomBytes(24).toString('base64url')]

  const control = `http://127.0.0.1:${controlPort}`
  const sandboxProcess = start('node', ['bench/sandbox.ts', `${controlPort}`, appUrl, clientId, clientSecret])
  await untilReady('the sandbox', `${control}/describe`, sandboxProcess.tail, new AbortController().signal)
  const sandbox: AskSandbox = async (name, ...[parameter]) => {
    const response = await fetch(`${control}/${name}`, { method: 'POST', body: JSON.stringify(parameter ?? null) })
    if (!response.ok) throw new Error(`the sandbox's process answered ${name} with ${response.status}`)
    // Both ends are typed by the same table.
    return await response.json()
  }
  const { oauthUrl, portalUrl, dynamicTypes } = await sandbox('describe')

  const folder = mkdtempSync(join(tmpdir(), 'sidenote-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const databaseFile = join(folder, 'sidenote.sqlite')
  const addresses = await dns.lookup('localhost', { all: true })
  const app = start('node', ['--import', './bench/preload.ts', '.output/server/index.mjs'], {
    env: projectEnv({
      NODE_ENV: 'production',
      NITRO_HOST: loopbackOf(addresses.map(({ address }) => address)),
      NITRO_PORT: `${appPort}`,
      NITRO_SHUTDOWN_TIMEOUT: '500',
      NUXT_APP_URL: appUrl,
      NUXT_B24_CLIENT_ID: clientId,
      NUXT_B24_CLIENT_SECRET: clientSecret,
      NUXT_B24_OAUTH_SERVERS: oauthUrl,
      NUXT_B24_ALLOW_INSECURE: 'true',
      NUXT_SECRET_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      NUXT_DATABASE_URL: `file:${databaseFile}`,
      // Every answer is to be the whole page: under load the queue alone would pass the deadline and the short page would flatter us.
      NUXT_OPENING_DEADLINE_MS: '60000',
    }),
  })
  await untilReady('the app', `${appUrl}/health/ready`, app.tail, new AbortController().signal)

  return {
    appUrl,
    oauthUrl,
    portalUrl,
    dynamicTypes,
    sandbox,
    async settled() {
      while (dueJobs(databaseFile) > 0) await setTimeout(100)
    },
    async preload(method, path, body) {
      const response = await fetch(`${appUrl}/bench/${path}`, { method, ...(body === undefined ? {} : { body }) })
      if (!response.ok) throw new Error(`the app's preload answered ${path} with ${response.status}`)
      return response.text()
    },
  }
}

function dueJobs(file: string): number {
  const database = new Sqlite(file, { readonly: true })
  const due = database.prepare('select count(*) from jobs where state <> \'failed\' and run_at <= ?').pluck().get(Date.now())
  database.close()
  return Number(due)
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
