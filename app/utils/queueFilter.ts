import type { FollowUpState } from '#shared/follow-up'
import type { ListOrder, ListScope } from '#shared/lists'
import type { Person } from '#shared/thread'

export const dueChoices = ['overdue', 'today', 'week', 'later'] as const
export type DueChoice = typeof dueChoices[number]

/** What a person has chosen of a list. */
export interface QueueFilter {
  state: FollowUpState
  /** Null: anybody. */
  assignee: Person | null
  due: DueChoice | null
  text: string
  order: ListOrder
  direction: 'asc' | 'desc'
}

export const openByDue: QueueFilter = { state: 'open', assignee: null, due: null, text: '', order: 'due', direction: 'asc' }

/** ISO 8601: from the first moment on, before the second one. */
export interface DueRange { dueFrom?: string, dueBefore?: string }

/** The query of GET /api/follow-ups. @param range the moments of `filter.due` */
export function queryOf(scope: ListScope | null, { state, assignee, text, order, direction }: QueueFilter, range: DueRange, after: string | null): string {
  const values: [string, string | undefined][] = [
    ['scope', scope ? `${scope.of}:${scope.id}` : undefined],
    ['state', state],
    ['assignee', assignee ? String(assignee.id) : undefined],
    ['dueFrom', range.dueFrom],
    ['dueBefore', range.dueBefore],
    ['text', text.trim() || undefined],
    ['order', order],
    ['direction', direction],
    ['after', after ?? undefined],
  ]
  return new URLSearchParams(values.filter((value): value is [string, string] => value[1] !== undefined)).toString()
}

/** Is anything left out that could be there? Then an empty list does not mean that there is nothing. */
export function isNarrowed({ state, assignee, due, text }: QueueFilter): boolean {
  return state !== 'open' || assignee !== null || due !== null || text.trim() !== ''
}
