import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { turnable } from './clock.ts'
import { seedsFor } from './data/index.ts'
import { runAutomation } from './apps/automations.ts'
import { EventQueue, fireDataEvent } from './apps/events.ts'
import { Faults } from './faults/faults.ts'
import { frameCommand } from './apps/frame-commands.ts'
import { openFrame } from './apps/frames.ts'
import { BodyTooLarge } from './http.ts'
import { handleInterface } from './interface/index.ts'
import { addApp, administratorOf, finishInstallation, registerApp, setPayment, uninstall, update } from './apps/lifecycle.ts'
import { RequestLog } from './log.ts'
import { authorizationRedirect } from './oauth/authorize.ts'
import { handleOAuth } from './oauth/server.ts'
import { decide } from './rest/confirmation.ts'
import { Limits } from './rest/limits.ts'
import { handleRest } from './rest/server.ts'
import { TokenStore } from './oauth/tokens.ts'
import { appOf, portalOf, userOf, type World } from './world.ts'
import type { Portal, Sandbox, SandboxOptions } from './types.ts'

export { FrameRefused } from './apps/frames.ts'
export { mayRead, readableItems } from './portal/rights.ts'
export type { Fault, FaultKind, FaultPlace } from './faults/kinds.ts'
export type * from './types.ts'

/**
 * A local Bitrix24: one OAuth server and two portals (or as many as wanted), each on an origin of its own, all in this process and in memory.
 * Nothing is installed at first: registerApp, then addApp on a portal.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', random = () => randomBytes(16).toString('hex') } = options
  const clock = turnable(options.clock)
  const world: World = {
    clock,
    random,
    oauth: { url: '', host: '' },
    portals: seedsFor(options.portals).map(seed => ({
      ...seed.build(clock.now()),
      url: '',
      host: '',
      formerHosts: [],
      features: { rest_offline_extended: true, rest_auth_connector: true },
      installations: new Map(),
      webhooks: [],
      frames: new Map(),
    })),
    apps: new Map(),
    tokens: new TokenStore(clock, random),
    codes: new Map(),
    events: new EventQueue(clock),
    faults: new Faults(),
    limits: new Limits(clock, options.limits),
    confirmations: [],
    lastOfflineId: 0,
    lastEventBindingId: 0,
    log: new RequestLog(options.log ?? true),
  }
  const sandbox = sandboxOf(world, {
    close: () => Promise.all(servers.map(stop)),
    async rename(portal) {
      const server = serve(handlerOf(portal))
      servers.push(server)
      await listen(server, host, 0)
      portal.formerHosts.push(portal.host)
      Object.assign(portal, addressOf(server, host))
    },
  })
  const handlerOf = (portal: Portal) => (request: IncomingMessage, response: ServerResponse) => handlePortal(world, sandbox, portal, request, response)
  const handlers = [
    ...world.portals.map(handlerOf),
    (request: IncomingMessage, response: ServerResponse) => handleOAuth(world, request, response),
  ]
  const servers = handlers.map(serve)
  const [failed] = (await Promise.allSettled(servers.map((server, index) => listen(server, host, port && port + index))))
    .filter(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') {
    await Promise.all(servers.map(stop))
    throw failed.reason
  }
  ;[...world.portals, world.oauth].forEach((place, index) => Object.assign(place, addressOf(servers[index], host)))

  return sandbox
}

interface Servers {
  close(): Promise<unknown>
  /** Another address for this portal. */
  rename(portal: Portal): Promise<void>
}

function sandboxOf(world: World, servers: Servers): Sandbox {
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
    update: (memberId, clientId, options) => update(world, portalOf(world, memberId), clientId, options),
    uninstall: (memberId, clientId, options) => uninstall(world, portalOf(world, memberId), clientId, options),
    async rename(memberId) {
      const portal = portalOf(world, memberId)
      await servers.rename(portal)
      return portal.url
    },
    setPayment: (memberId, clientId, state) => setPayment(world, portalOf(world, memberId), clientId, state),
    dismiss(memberId, userId) {
      userOf(portalOf(world, memberId), userId).active = false
    },
    setAppAccess(memberId, userId, access) {
      userOf(portalOf(world, memberId), userId).appAccess = access
    },
    confirmations: world.confirmations,
    decideMethod: (memberId, method, allowed) => decide(world, portalOf(world, memberId), method, allowed),
    runAutomation: (memberId, clientId, run) => runAutomation(world, portalOf(world, memberId), clientId, run),
    fireDataEvent: (memberId, fired) => fireDataEvent(world, portalOf(world, memberId), fired),
    authorize: (memberId, request) => authorizationRedirect(world, portalOf(world, memberId), request),
    openFrame: (memberId, open) => openFrame(world, portalOf(world, memberId), open),
    frameCommand: async (memberId, sid, command, params) => frameCommand(world, portalOf(world, memberId), { sid, command, params }),
    events: world.events,
    requests: world.log.entries,
    clearRequests: () => world.log.clear(),
    clock: world.clock,
    faults: world.faults,
    limits: world.limits,
    async close() {
      world.events.close()
      await servers.close()
    },
  }
}

async function handlePortal(world: World, sandbox: Sandbox, portal: Portal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(portal.url + (request.url ?? '/'))
  if (portal.formerHosts.some(host => host.endsWith(`:${request.socket.localPort}`))) return redirectToPresent(response, url)
  if (/^\/+rest(\/|$)/.test(url.pathname)) return handleRest(world, portal, { request, response, url })

  await handleInterface({ sandbox, portal, request, response, url })
}

/** Whoever follows it must send a POST again as one: settings/how-to-call-rest-api/change-domen.md */
function redirectToPresent(response: ServerResponse, { href }: URL): void {
  response.writeHead(302, { location: href }).end()
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

function serve(handle: Handle): Server {
  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => fail(response, error))
  })
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof BodyTooLarge) return refuseBody(response)
  console.error(error)
  if (response.headersSent) response.destroy()
  else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('The sandbox itself failed; its console says why.')
}

/** As the web server in front of a portal would; the connection goes with the rest of the body. */
function refuseBody(response: ServerResponse): void {
  response.writeHead(413, { 'connection': 'close', 'content-type': 'text/html' }).end('<html><body><h1>413 Request Entity Too Large</h1></body></html>')
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
