import { fireDataEvent } from '../apps/events.ts'
import type { Call } from './method.ts'
import { text } from './params.ts'

/**
 * Tells every application what this call has changed. Whoever gives its source key (`auth_connector`) does not get that back as an offline
 * event: api-reference/events/offline-events.md
 */
export function tell({ world, portal, user, params }: Call, event: string, data: Record<string, unknown>): void {
  fireDataEvent(world, portal, { event, data, userId: user.id, connector: text(params.auth_connector) })
}
