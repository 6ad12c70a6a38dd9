import { z } from 'zod'
import type { SubjectLabel } from './subject.ts'
import type { Person, Source } from './thread.ts'

export const followUpStates = ['open', 'done', 'cancelled'] as const
export type FollowUpState = typeof followUpStates[number]

/** A promise on one subject: what, by when, who. */
export interface FollowUp {
  /** UUIDv7, made by the client: the id and the idempotency key. */
  id: string
  /** Rises with every change; sent back with the next one. */
  version: number
  /** Plain text. */
  text: string
  /** The subject that it is on, where that is not the page's own. */
  on: SubjectLabel | null
  source: Source | null
  author: Person
  assignee: Person
  state: FollowUpState
  /** YYYY-MM-DD and, when it has a time, HH:MM, in `zone`. */
  dueOn: string
  dueTime: string | null
  /** IANA zone that the two are meant in. */
  zone: string
  /** ISO 8601: that moment; without a time the end of the assignee's working day. */
  dueAt: string
  createdAt: string
  edited: { by: Person, at: string } | null
  /** Who finished or cancelled it, and when; null while it is open. */
  closed: { by: Person, at: string } | null
  /** May the viewer change its text or delete it? (the author and administrators; whoever sees it may finish, reopen and reassign it) */
  editable: boolean
}

export const followUpText = z.string().trim().min(1).max(2_000)
const dueOn = z.iso.date()
const dueTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).nullable()
const assigneeId = z.int().positive()

/** By when, and who: what is chosen of a follow-up beside its text, in the zone of whoever chooses. */
export const followUpTerms = z.object({ due: z.object({ dueOn, dueTime }), assignee: z.object({ id: assigneeId, name: z.string().max(1_000) }) })
export type FollowUpTerms = z.infer<typeof followUpTerms>

/** POST /api/follow-ups → 201 FollowUp; the same id again → 200 and the one that stands. */
export const newFollowUp = z.object({ id: z.uuidv7(), text: followUpText, dueOn, dueTime, assigneeId })
export type NewFollowUp = z.infer<typeof newFollowUp>

/**
 * What is to be different; send no more than that. A time is meant in the zone of who sends it; a day without one ends with the assignee's
 * working day; a day or an assignee alone leaves the time as it was meant.
 */
export const followUpEdit = z.strictObject({ version: z.int().positive(), text: followUpText, dueOn, dueTime, assigneeId })
  .partial({ text: true, dueOn: true, dueTime: true, assigneeId: true })
export type FollowUpEdit = z.infer<typeof followUpEdit>

/**
 * PATCH /api/follow-ups/:id → FollowUp; a stale version → 409 `note-conflict` with `current`. A change of the state needs none: the last word
 * counts; the two do not go together.
 */
export const followUpChange = z.union([followUpEdit, z.strictObject({ state: z.enum(followUpStates) })])
export type FollowUpChange = z.infer<typeof followUpChange>

/** Query of GET /api/people → Person[], at most 20: whom a follow-up can be given to. Empty: colleagues who were here lately, the viewer first. */
export const peopleQuery = z.object({ q: z.string().trim().max(100).default('') })
