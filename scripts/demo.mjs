// `npm run demo`: Sidenote in a local Bitrix24 portal, from nothing but a clone. The first process may be an older Node without any
// package installed: nothing here or in lib/ may import one.
//
// Every demo starts afresh: the sandbox forgets its portals at its end, so a database or a key that outlived it would know
// tenants that no longer exist.
import { randomBytes } from 'node:crypto'
import dns from 'node:dns/promises'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './lib/build.mjs'
import { Failure } from './lib/failure.mjs'
import { install } from './lib/install.mjs'
import { main } from './lib/main.mjs'
import { requireNode } from './lib/node-version.mjs'
import { loopbackOf, requirePorts } from './lib/ports.mjs'
import { projectEnv, start } from './lib/processes.mjs'
import { step } from './lib/progress.mjs'
import { untilReady } from './lib/ready.mjs'
import { root } from './lib/root.mjs'

await main(demo, { SIGINT: 0, SIGTERM: 0 })

async function demo() {
  requireNode()
  const { port, portalPort } = readOptions(process.argv.slice(2))
  const portal = { option: '--portal-port', base: portalPort }
  await requirePorts([
    { port, what: 'the app', option: '--port', base: port },
    { port: portalPort, what: 'the demo\'s portal', ...portal },
    { port: portalPort + 1, what: 'the demo\'s second portal', ...portal },
    { port: portalPort + 2, what: 'the demo\'s OAuth server', ...portal },
  ])

  await install()
  await buildIfStale()

  const folder = freshFolder(port)
  const { servers, portalAddress } = await startServers({ port, portalPort, folder })

  process.stdout.write(`
  Sidenote runs in a local Bitrix24 portal:

      ${portalAddress}

  You are its administrator. Open "Market" in the left menu and install Sidenote,
  then open a deal: its card has a Sidenote tab.

  The data is fictional and made anew by every demo. Logs: ${folder}
  Ctrl-C ends it.

`)
  await firstToEnd(servers)
}

/**
 * @typedef {object} Options
 * @property {number} port of the app
 * @property {number} portalPort of the portal; a second portal and the OAuth server have the two above it
 * @property {string} folder for the database and the logs, relative to the project's
 */

/**
 * @typedef {{ clientId: string, clientSecret: string }} Credentials
 * @typedef {{ name: string, program: import('./lib/processes.mjs').Running }} Server
 */

/**
 * @param {number} port tells several demos at once apart
 * @returns {string} a folder that exists and is empty, relative to the project's
 */
function freshFolder(port) {
  const folder = path.join('.data', `demo-${port}`)
  rmSync(path.join(root, folder), { recursive: true, force: true })
  mkdirSync(path.join(root, folder), { recursive: true })
  return folder
}

/**
 * Starts the sandbox and the app and waits until both are ready.
 * @param {Options} options
 */
async function startServers(options) {
  // The app on localhost and the portal on 127.0.0.1 are cross-site for a browser, as an app and a portal really are.
  const app = `http://localhost:${options.port}`
  const portalAddress = `http://127.0.0.1:${options.portalPort}/`
  const credentials = { clientId: 'app.sidenote.demo', clientSecret: randomBytes(24).toString('base64url') }

  const servers = await step('Starting the portal and the app', async () => {
    const started = [
      { name: 'the portal', ready: portalAddress, program: startSandbox(app, credentials, options) },
      { name: 'the app', ready: `${app}/health/ready`, program: await startApp(app, credentials, options) },
    ]
    const waiting = new AbortController()
    const allReady = started.map(({ name, ready, program }) => untilReady(name, ready, program.tail, waiting.signal))
    await Promise.race([Promise.all(allReady), firstToEnd(started)]).finally(() => waiting.abort())
    return started
  })
  return { servers, portalAddress }
}

/**
 * @param {string} app its origin
 * @param {Credentials} credentials
 * @param {Options} options
 */
function startSandbox(app, credentials, { portalPort, folder }) {
  return start('node', [
    'sandbox/cli.ts',
    '--title', 'Sidenote',
    '--port', `${portalPort}`,
    '--app', `${app}/`,
    '--install', `${app}/install`,
    '--scope', 'crm,placement,user,task,sonet_group,im,calendar,telephony,contact_center,sale,department',
    '--client-id', credentials.clientId,
    '--client-secret', credentials.clientSecret,
  ], { log: path.join(root, folder, 'sandbox.log') })
}

/**
 * @param {string} app its origin
 * @param {Credentials} credentials
 * @param {Options} options
 */
async function startApp(app, credentials, { port, portalPort, folder }) {
  const addresses = await dns.lookup('localhost', { all: true })

  return start('node', ['.output/server/index.mjs'], {
    log: path.join(root, folder, 'app.log'),
    env: projectEnv({
      NITRO_HOST: loopbackOf(addresses.map(({ address }) => address)),
      NITRO_PORT: `${port}`,
      // The default is 30 seconds: too long for Ctrl-C while a browser holds its connections open.
      NITRO_SHUTDOWN_TIMEOUT: '1000',
      NUXT_APP_URL: app,
      NUXT_B24_CLIENT_ID: credentials.clientId,
      NUXT_B24_CLIENT_SECRET: credentials.clientSecret,
      NUXT_B24_OAUTH_SERVERS: `http://127.0.0.1:${portalPort + 2}`,
      NUXT_B24_ALLOW_INSECURE: 'true',
      NUXT_SECRET_KEYS: `demo:${randomBytes(32).toString('base64')}`,
      NUXT_DATABASE_URL: `file:${folder.replaceAll('\\', '/')}/sidenote.sqlite`,
    }),
  })
}

/**
 * Rejects when one of the servers ends by itself; never resolves.
 * @param {Server[]} servers
 * @returns {Promise<never>}
 */
function firstToEnd(servers) {
  return Promise.race(servers.map(async ({ name, program }) => {
    const how = await program.ended ?? 'exit code 0'
    throw new Failure(`The demo is over: ${name} ended by itself (${how}). Its last lines:`, program.tail() || '(it printed nothing)')
  }))
}

/** @param {string[]} args */
function readOptions(args) {
  try {
    const { values } = parseArgs({ args, options: { 'port': { type: 'string', default: '3000' }, 'portal-port': { type: 'string', default: '4100' } } })
    return { port: readPort('--port', values.port), portalPort: readPort('--portal-port', values['portal-port']) }
  }
  catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error
    throw new Failure(`${error.message}\nUsage: npm run demo -- [--port 3000] [--portal-port 4100]`)
  }
}

/**
 * @param {string} option
 * @param {string | undefined} text
 */
function readPort(option, text = '') {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port <= 65_533) return port

  throw new Failure(`${option} needs a port number, "${text}" is none.`)
}
