import { fire } from '../apps/events.ts'
import { liveInstallation, type World } from '../world.ts'
import { systemError } from './error.ts'
import type { Caller } from './method.ts'
import type { Portal } from '../types.ts'

/** A method call that the portal's administrator is asked about; `allowed` is null until the decision. */
export interface Confirmation { memberId: string, clientId: string, accessToken: string, method: string, allowed: boolean | null }

/**
 * A method that the administrator must allow: the first call asks, and all calls with this token wait until there is a decision.
 * Throws METHOD_CONFIRM_WAITING or METHOD_CONFIRM_DENIED. Source: api-reference/scopes/confirmation.md
 */
export function requireConfirmation(world: World, { token }: Caller, method: string): void {
  const { accessToken, memberId, clientId } = token
  const asked = world.confirmations.find(known => known.accessToken === accessToken && known.method === method)
  if (asked?.allowed) return
  if (asked?.allowed === false) throw systemError('METHOD_CONFIRM_DENIED')
  if (!asked) world.confirmations.push({ accessToken, memberId, clientId, method, allowed: null })

  throw systemError('METHOD_CONFIRM_WAITING')
}

/** The administrator decides on all that waits for one method; each application hears of it without tokens. */
export function decide(world: World, portal: Portal, method: string, allowed: boolean): Confirmation[] {
  const waiting = world.confirmations.filter(asked =>
    asked.memberId === portal.memberId && asked.method === method.toLowerCase() && asked.allowed === null)
  for (const asked of waiting) {
    asked.allowed = allowed
    const installation = liveInstallation(portal, asked.clientId)
    if (!installation) continue
    // Source: api-reference/common/events/on-app-method-confirm.md
    fire(world, portal, installation, {
      event: 'ONAPPMETHODCONFIRM',
      data: { TOKEN: asked.accessToken, METHOD: asked.method, CONFIRMED: allowed ? '1' : '0', LANGUAGE_ID: portal.language },
    })
  }

  return waiting
}
