import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { turnable } from './clock.ts'
import { portalSeeds } from './data/index.ts'
import { EventQueue } from './events.ts'
import { frameCommand } from './frame-commands.ts'
import { openFrame } from './frames.ts'
import { handleInterface } from './interface/index.ts'
import { addApp, administratorOf, finishInstallation, registerApp, uninstall, update } from './lifecycle.ts'
import { RequestLog } from './log.ts'
import { handleOAuth } from './oauth/server.ts'
import { handleRest } from './rest/server.ts'
import { TokenStore } from './tokens.ts'
import { appOf, portalOf, userOf, type World } from './world.ts'
import type { Portal, Sandbox, SandboxOptions } from './types.ts'

export { FrameRefused } from './frames.ts'
export { mayRead, readableItems } from './rights.ts'
export type * from './types.ts'

/**
 * A local Bitrix24: one OAuth server and two portals, each on an origin of its own, all in this process and in memory.
 * Nothing is installed at first: registerApp, then addApp on a portal.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', random = () => randomBytes(16).toString('hex') } = options
  const clock = turnable(options.clock)
  const world: World = {
    clock,
    random,
    oauth: { url: '', host: '' },
    portals: portalSeeds.map(seed => ({ ...seed.build(clock.now()), url: '', host: '', installations: new Map(), frames: new Map() })),
    apps: new Map(),
    tokens: new TokenStore(clock, random),
    events: new EventQueue(),
    faults: { rest: null, oauth: null, slowBy: 3000 },
    log: new RequestLog(options.log ?? true),
  }
  const sandbox = sandboxOf(world, () => Promise.all(servers.map(stop)))
  const handlers = [
    ...world.portals.map(portal => (request: IncomingMessage, response: ServerResponse) => handlePortal(world, sandbox, portal, request, response)),
    (request: IncomingMessage, response: ServerResponse) => handleOAuth(world, request, response),
  ]
  const servers = handlers.map(handle => createServer((request, response) => {
    handle(request, response).catch((error: unknown) => fail(response, error))
  }))
  const [failed] = (await Promise.allSettled(servers.map((server, index) => listen(server, host, port && port + index))))
    .filter(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') {
    await Promise.all(servers.map(stop))
    throw failed.reason
  }
  ;[...world.portals, world.oauth].forEach((place, index) => Object.assign(place, addressOf(servers[index], host)))

  return sandbox
}

function sandboxOf(world: World, closeServers: () => Promise<unknown>): Sandbox {
  return {
    oauth: world.oauth,
    portals: world.portals,
    portal: key => portalOf(world, key),
    apps: world.apps,
    registerApp: registration => registerApp(world, registration),
    issueToken: (request) => {
      userOf(portalOf(world, request.memberId), request.userId)
      return world.tokens.issue({ ...request, scope: appOf(world, request.clientId).scope })
    },
    addApp: (memberId, clientId) => addApp(world, portalOf(world, memberId), clientId),
    finishInstallation(memberId, clientId, userId) {
      const portal = portalOf(world, memberId)
      finishInstallation(world, portal, clientId, userId ?? administratorOf(portal))
    },
    update: (memberId, clientId) => update(world, portalOf(world, memberId), clientId),
    uninstall: (memberId, clientId, options) => uninstall(world, portalOf(world, memberId), clientId, options),
    openFrame: (memberId, open) => openFrame(world, portalOf(world, memberId), open),
    frameCommand: async (memberId, sid, command, params) => frameCommand(world, portalOf(world, memberId), { sid, command, params }),
    events: world.events,
    requests: world.log.entries,
    clearRequests: () => world.log.clear(),
    clock: world.clock,
    faults: world.faults,
    async close() {
      await closeServers()
    },
  }
}

async function handlePortal(world: World, sandbox: Sandbox, portal: Portal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(portal.url + (request.url ?? '/'))
  if (/^\/+rest(\/|$)/.test(url.pathname)) return handleRest(world, portal, { request, response, url })

  await handleInterface({ sandbox, portal, request, response, url })
}

function fail(response: ServerResponse, error: unknown): void {
  console.error(error)
  if (response.headersSent) response.destroy()
  else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('The sandbox itself failed; its console says why.')
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  if (server.listening) await new Promise(resolve => server.close(resolve))
}

function addressOf(server: Server | undefined, hostname: string): { url: string, host: string } {
  const address = server?.address()
  if (!address || typeof address === 'string') throw new Error('The sandbox listens on no TCP port.')
  const host = `${hostname}:${address.port}`

  return { url: `http://${host}`, host }
}
