import qs from 'qs'
import { clientEndpoint, serverEndpoint, type World } from './world.ts'
import { ACCESS_SECONDS } from './tokens.ts'
import type { Installation, Portal } from './types.ts'

export interface Delivery {
  event: string
  handler: string
  memberId: string
  /** HTTP status of the handler's answer; `null` while under way or when nobody answered. */
  status: number | null
}

const PATIENCE = 10_000

/**
 * Bitrix24's event queue: one POST per bound handler, never repeated, whatever comes back.
 * Source: api-reference/events/index.md, "Event Limitations"
 */
export class EventQueue {
  deliveries: Delivery[] = []
  #tail: Promise<void> = Promise.resolve()

  push(delivery: Omit<Delivery, 'status'>, body: string): void {
    const sent: Delivery = { ...delivery, status: null }
    this.deliveries.push(sent)
    this.#tail = this.#tail.then(() => post(sent, body))
  }

  /** Resolves when everything fired so far has been delivered or has failed. */
  async drain(): Promise<void> {
    await this.#tail
  }
}

async function post(delivery: Delivery, body: string): Promise<void> {
  try {
    const answer = await fetch(delivery.handler, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    delivery.status = answer.status
    await answer.body?.cancel()
  }
  catch {
    delivery.status = null
  }
}

export interface FiredEvent {
  event: string
  data: Record<string, unknown>
  /** Whose action it was; absent for what the portal itself did, then no tokens travel. */
  userId?: number
  /** refresh_token comes with OnAppInstall and OnAppUpdate only: api-reference/events/index.md */
  withRefreshToken?: boolean
}

/** Queues one event for all handlers of one installation; held back (dropped) until the installation is finished. */
export function fire(world: World, portal: Portal, installation: Installation, fired: FiredEvent): void {
  if (installation.state !== 'installed') return
  for (const { id, event, handler, authType, offline } of installation.events) {
    if (event !== fired.event || offline) continue
    const userId = authType || fired.userId
    world.events.push(
      { event, handler, memberId: portal.memberId },
      eventBody(world, portal, installation, { ...fired, userId, handlerId: id }),
    )
  }
}

/** Queues an event of the portal's data for every application that listens. */
export function fireAll(world: World, portal: Portal, fired: FiredEvent): void {
  for (const installation of portal.installations.values()) fire(world, portal, installation, fired)
}

/** Form-encoded with PHP's nested keys: api-reference/events/index.md, _includes/auth-params-in-events.md */
function eventBody(world: World, portal: Portal, installation: Installation, { handlerId, ...fired }: FiredEvent & { handlerId: number }): string {
  return qs.stringify({
    event: fired.event,
    // The samples of the application's own events come without it.
    ...!fired.event.startsWith('ONAPP') && { event_handler_id: handlerId },
    data: fired.data,
    ts: Math.floor(world.clock.now() / 1000),
    auth: {
      ...fired.userId && tokensOf(world, portal, installation, fired),
      domain: portal.host,
      server_endpoint: serverEndpoint(world),
      client_endpoint: clientEndpoint(portal),
      member_id: portal.memberId,
      application_token: installation.applicationToken,
    },
  })
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
