import qs from 'qs'
import { recordOffline } from './offline-events.ts'
import { STRAIGHT, type Treatment } from './event-queue.ts'
import { clientEndpoint, serverEndpoint, type World } from '../world.ts'
import { ACCESS_SECONDS } from '../oauth/tokens.ts'
import type { ActiveFault } from '../faults/faults.ts'
import type { EventBinding, Installation, Portal } from '../types.ts'

export { EventQueue, type Delivery, type DeliveryState } from './event-queue.ts'

export interface FiredEvent {
  event: string
  data: Record<string, unknown>
  /** Whose action it was; absent for what the portal itself did, then no tokens travel. */
  userId?: number
  /** refresh_token comes with OnAppInstall, OnAppUpdate and onOfflineEvent only: api-reference/events/index.md */
  withRefreshToken?: boolean
  /** Source key of the call that caused it (auth_connector): api-reference/events/offline-events.md */
  connector?: string
}

/**
 * Something changed in the portal's data, by a method or by hand: every application on the portal hears of it that has bound the event,
 * online or offline. `data` is as documented for the event, `{ FIELDS: { ID: 5 } }` for the CRM.
 */
export function fireDataEvent(world: World, portal: Portal, fired: FiredEvent): void {
  for (const installation of portal.installations.values()) fire(world, portal, installation, fired)
}

/** Queues one event for all handlers of one installation; lost until the installation is finished. */
export function fire(world: World, portal: Portal, installation: Installation, fired: FiredEvent): void {
  if (installation.state !== 'installed') return
  for (const binding of installation.events) {
    if (binding.event !== fired.event) continue
    if (binding.offline) {
      if (recordOffline(world, installation, binding, fired)) announceOffline(world, portal, installation, fired.userId)
    }
    else send(world, portal, installation, binding, fired)
  }
}

/** "There is something to fetch", no more often than the handler has asked for: api-reference/events/on-offline-event.md */
function announceOffline(world: World, portal: Portal, installation: Installation, userId?: number): void {
  for (const binding of installation.events) {
    if (binding.event !== 'ONOFFLINEEVENT' || binding.offline) continue
    const now = world.clock.now()
    if (binding.announcedAt !== undefined && now - binding.announcedAt < binding.minTimeout * 1000) continue
    binding.announcedAt = now
    send(world, portal, installation, binding, { event: binding.event, data: {}, userId: userId ?? binding.boundBy, withRefreshToken: true })
  }
}

function send(world: World, portal: Portal, installation: Installation, binding: EventBinding, fired: FiredEvent): void {
  const faults = [...world.faults.striking('events', { name: fired.event, memberId: portal.memberId })]
  const content = eventContent(world, portal, installation, binding, fired)
  for (const fault of faults) distort(world, content.auth, fault)

  world.events.push({
    event: binding.event,
    handler: binding.handler,
    memberId: portal.memberId,
    // `ts` is the time of sending from the queue: api-reference/events/index.md
    body: ts => qs.stringify({ ...content, ts }),
  }, faults.reduce(treat, STRAIGHT))
}

function treat(treatment: Treatment, { kind, by }: ActiveFault): Treatment {
  switch (kind) {
    case 'drop': return { ...treatment, drop: true }
    case 'hold': return { ...treatment, hold: true }
    case 'reorder': return { ...treatment, reorder: true }
    case 'duplicate': return { ...treatment, copies: treatment.copies + 1 }
    case 'delay': return { ...treatment, delay: by ?? 60_000 }
    default: return treatment
  }
}

function distort(world: World, auth: Record<string, unknown>, { kind }: ActiveFault): void {
  if (kind === 'wrong-application-token' && 'application_token' in auth) auth.application_token = world.random()
  if (kind === 'foreign-member-id') auth.member_id = world.random()
}

/** `auth` of whatever a portal posts to a server: the tokens of a person, if one stands behind it, and who is asking. */
export function authBlock(world: World, portal: Portal, installation: Installation, fired: FiredEvent): Record<string, unknown> {
  return {
    ...fired.userId && tokensOf(world, portal, installation, fired),
    domain: portal.host,
    server_endpoint: serverEndpoint(world),
    client_endpoint: clientEndpoint(portal),
    member_id: portal.memberId,
    application_token: installation.applicationToken,
  }
}

/** PHP's nested keys: api-reference/events/index.md, _includes/auth-params-in-events.md */
function eventContent(world: World, portal: Portal, installation: Installation, { id, authType }: EventBinding, fired: FiredEvent) {
  const auth = authBlock(world, portal, installation, { ...fired, userId: authType || fired.userId })
  // The page of ONAPPPAYMENT is the only one without it: api-reference/common/events/on-app-payment.md
  if (fired.event === 'ONAPPPAYMENT') delete auth.application_token

  return {
    event: fired.event,
    // Not in the samples of the application's own events.
    ...!/^ON(APP|OFFLINE)/.test(fired.event) && { event_handler_id: id },
    data: fired.data,
    auth,
  }
}

function tokensOf(world: World, portal: Portal, { clientId, status }: Installation, { userId = 0, withRefreshToken }: FiredEvent) {
  const scope = world.apps.get(clientId)?.scope ?? []
  const token = world.tokens.issue({ memberId: portal.memberId, userId, clientId, scope })

  return {
    access_token: token.accessToken,
    expires: Math.floor(token.expiresAt / 1000),
    expires_in: ACCESS_SECONDS,
    ...withRefreshToken && { refresh_token: token.refreshToken },
    // The sample of on-app-install.md separates scopes by spaces, all other pages by commas.
    scope: scope.join(withRefreshToken ? ' ' : ','),
    status,
    user_id: userId,
  }
}
