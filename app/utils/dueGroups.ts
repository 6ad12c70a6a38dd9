import type { FollowUp } from '#shared/follow-up'
import type { DueCounts } from '#shared/lists'
import type { TimeWords } from './time.ts'

export const dueGroups = ['overdue', 'today', 'next'] as const
export type DueGroup = typeof dueGroups[number]

/** When something is due, as seen from `now` (ISO 8601). */
export function dueGroupOf({ dueAt }: Pick<FollowUp, 'dueAt'>, now: string, dayOf: TimeWords['dayOf']): DueGroup {
  if (Date.parse(dueAt) <= Date.parse(now)) return 'overdue'
  return dayOf(dueAt) === dayOf(now) ? 'today' : 'next'
}

/**
 * How many there are of each, in step with what is done on the page.
 * @param counted by the server, of all; null where it could not say
 * @param loaded those that were shown then; `shown`: those that are there now. Both without what is done
 * @returns null for what cannot be said
 */
export function dueCounts(counted: DueCounts | null, loaded: Record<DueGroup, number>, shown: Record<DueGroup, number>): DueCounts | null {
  if (!counted) return null
  return Object.fromEntries(dueGroups.map(group => [group, counted[group] + shown[group] - loaded[group]])) as Record<DueGroup, number>
}
