import { z } from 'zod'
import { followUpChange, followUpStates, type FollowUp } from './follow-up.ts'
import { subjectSchema, type SubjectLabel } from './subject.ts'
import type { Person } from './thread.ts'

/**
 * Whose follow-ups a list holds: those on CRM items of one type (by entity type id), on the tasks of one person, or on one workgroup and its
 * tasks (by id).
 */
export interface ListScope { of: 'type' | 'user' | 'group', id: number }

/** A scope as one word, in addresses of our API. */
export function scopeKey({ of, id }: ListScope): string {
  return `${of}:${id}`
}

const scope = z.string().regex(/^(type|user|group):[1-9]\d{0,14}$/).transform((key): ListScope => {
  const [of, id] = key.split(':')
  return { of: of === 'type' || of === 'user' ? of : 'group', id: Number(id) }
})

export const listOrders = ['due', 'assignee', 'object'] as const
export type ListOrder = typeof listOrders[number]

/** Query of GET /api/follow-ups → FollowUpList. */
export const followUpsQuery = z.object({
  /** None: everything. */
  scope: scope.optional(),
  state: z.enum(followUpStates).default('open'),
  /** None: anybody. */
  assignee: z.union([z.literal('me'), z.coerce.number().int().positive()]).optional(),
  /** ISO 8601. What is due from the first moment on and before the second one: days and weeks are the viewer's. */
  dueFrom: z.iso.datetime().optional(),
  dueBefore: z.iso.datetime().optional(),
  /** Words that the follow-up holds, all of them. */
  text: z.string().trim().max(200).optional(),
  order: z.enum(listOrders).default('due'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  /** The last page's `next`; empty when that page had none to go on from. */
  after: z.string().max(2_000).optional(),
})
export type FollowUpsQuery = z.output<typeof followUpsQuery>

export interface FollowUpList {
  followUps: FollowUp[]
  /** Give it back as `after` for the next page; null on the last one. */
  next: string | null
  /** How many there are in all; null while the portal has not said of each whether the viewer may see it, and on further pages. */
  total: number | null
}

/** One change of one follow-up. What it is on is named with it: access is decided by that. */
const rowChange = z.object({ id: z.uuidv7(), subject: subjectSchema, to: followUpChange })
export type FollowUpRowChange = z.infer<typeof rowChange>

/** POST /api/follow-ups/changes → ChangeResult[], in the order of what was asked for. */
export const followUpsChange = z.object({ changes: z.array(rowChange).min(1).max(100) })

/** `conflict`: somebody else has changed it meanwhile, nothing was done, and `followUp` is what stands. `not-available`: it is not there, or not open to the viewer. */
export type ChangeResult
  = | { id: string, outcome: 'done' | 'conflict', followUp: FollowUp }
    | { id: string, outcome: 'not-available' }

/** How many of a person's open follow-ups are due when. */
export interface DueCounts { overdue: number, today: number, next: number }

/** A thread on which something has happened lately. */
export interface RecentThread {
  subject: SubjectLabel
  /** Of the last change: whose, when (ISO 8601), and the beginning of what it says, as plain text. */
  by: Person
  at: string
  kind: 'note' | 'follow-up'
  text: string
}

/** What the application's own page begins with. */
export interface HomeLists {
  /** The viewer's open follow-ups, the first to fall due in front. */
  mine: FollowUpList
  /** Null while the portal has not said of each whether the viewer may see it. */
  counts: DueCounts | null
  /** Where the viewer wrote or has something to do, and where others did; the latest change first. */
  recent: { mine: RecentThread[], others: RecentThread[] }
}
