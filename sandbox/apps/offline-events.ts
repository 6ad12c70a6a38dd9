import { isMap } from '../http.ts'
import type { FiredEvent } from './events.ts'
import type { EventBinding, Installation, OfflineRecord } from '../types.ts'
import type { World } from '../world.ts'

/** "The reserved batch is stored for up to 30 days": api-reference/events/offline-events.md */
const RESERVED_FOR = 30 * 24 * 3600 * 1000

/**
 * Notes an event for the application to fetch. The queue keeps the last state, not the history: one free record for each event and object.
 * Answers false for what the application's own exchange (the same auth_connector) has caused: that is not noted.
 * Source: api-reference/events/offline-events.md
 */
export function recordOffline(world: World, installation: Installation, { event, connector }: EventBinding, fired: FiredEvent): boolean {
  if (connector && connector === fired.connector) return false

  const object = objectOf(fired.data)
  const known = installation.offline.find(record =>
    record.event === event && record.connector === connector && !record.processId && objectOf(record.data) === object)
  if (known) known.changedAt = world.clock.now()
  else {
    installation.offline.push({
      id: ++world.lastOfflineId, event, data: fired.data, changedAt: world.clock.now(), connector, processId: '', reservedAt: 0, failed: false,
    })
  }

  return true
}

/** The application's queue without reservations that are too old. */
export function offlineQueue(world: World, installation: Installation): OfflineRecord[] {
  const since = world.clock.now() - RESERVED_FOR
  installation.offline = installation.offline.filter(({ processId, reservedAt }) => !processId || reservedAt > since)

  return installation.offline
}

function objectOf(data: Record<string, unknown>): string {
  return JSON.stringify(isMap(data.FIELDS) ? data.FIELDS.ID ?? data.FIELDS : data)
}
