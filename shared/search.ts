import { z } from 'zod'
import type { FollowUpState } from './follow-up.ts'
import type { SubjectLabel } from './subject.ts'
import type { Person } from './thread.ts'

/** Query of GET /api/search → SearchPage; `before` is the last page's `older`. */
export const searchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  before: z.string().regex(/^(note|follow-up):.{1,64}$/).optional(),
})

/** A text in parts, of which some are what was looked for. */
export type Marked = { text: string, isMatch: boolean }[]

/** A note or follow-up that was found, on a subject that the viewer may see. */
export interface SearchHit {
  kind: 'note' | 'follow-up'
  id: string
  on: SubjectLabel
  by: Person
  /** ISO 8601. */
  at: string
  /** The part of its text, without its form, around the first match. */
  text: Marked
  /** Of a follow-up. */
  state: FollowUpState | null
}

export interface SearchPage {
  /** Newest first. */
  hits: SearchHit[]
  /** Give it back as `before` for the next page; null on the last one. */
  older: string | null
}
