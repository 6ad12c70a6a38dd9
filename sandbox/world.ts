import type { RequestLog } from './log.ts'
import type { AuthorizationCode } from './oauth/authorize.ts'
import type { EventQueue } from './apps/events.ts'
import type { Faults } from './faults/faults.ts'
import type { Limits } from './rest/limits.ts'
import type { TokenStore } from './oauth/tokens.ts'
import type { Confirmation, Installation, Portal, PortalUser, RegisteredApp, TurnableClock } from './types.ts'

/** The state that the OAuth server and the portals share: one object, made anew by every createSandbox. */
export interface World {
  clock: TurnableClock
  random: () => string
  oauth: { url: string, host: string }
  portals: Portal[]
  apps: Map<string, RegisteredApp>
  tokens: TokenStore
  /** Of the full OAuth protocol, by their text. */
  codes: Map<string, AuthorizationCode>
  events: EventQueue
  faults: Faults
  limits: Limits
  /** Method calls that an administrator has been asked about. */
  confirmations: Confirmation[]
  lastOfflineId: number
  lastEventBindingId: number
  log: RequestLog
}

export function portalOf(world: World, key: string): Portal {
  const portal = world.portals.find(({ memberId, name }) => memberId === key || name === key)
  if (!portal) throw new Error(`The sandbox has no portal "${key}".`)

  return portal
}

export function appOf(world: World, clientId: string): RegisteredApp {
  const app = world.apps.get(clientId)
  if (!app) throw new Error(`No application "${clientId}" is registered; call registerApp first.`)

  return app
}

export function userOf(portal: Portal, userId: number): PortalUser {
  const user = portal.users.find(({ id }) => id === userId)
  if (!user) throw new Error(`Portal "${portal.name}" has no user ${userId}.`)

  return user
}

/** The installation unless the application was never added or has been removed. */
export function liveInstallation(portal: Portal, clientId: string): Installation | undefined {
  const installation = portal.installations.get(clientId)

  return installation?.state === 'uninstalled' ? undefined : installation
}

export function serverEndpoint(world: World): string {
  return `${world.oauth.url}/rest/`
}

export function clientEndpoint(portal: Portal): string {
  return `${portal.url}/rest/`
}
