import { z } from 'zod'
import { followUpTerms, type FollowUp, type FollowUpTerms } from './follow-up.ts'
import type { SubjectCard, SubjectLabel } from './subject.ts'

/** A person of the portal. */
export interface Person { id: number, name: string }

/** Where something that was written comes from: what the page it was written on had been opened on. */
export const sourceSchema = z.discriminatedUnion('kind', [
  /** A CRM activity. `path`: the card of the item that has it in its timeline. */
  z.object({ kind: z.literal('activity'), id: z.string(), title: z.string(), path: z.string().nullable() }),
  /** A message of a chat; `title` is the beginning of what was said. */
  z.object({ kind: z.literal('message'), dialogId: z.string(), messageId: z.string(), title: z.string() }),
  /** A call; `title` is the number. */
  z.object({ kind: z.literal('call'), id: z.string(), title: z.string() }),
])
export type Source = z.infer<typeof sourceSchema>

export interface Note {
  /** UUIDv7, made by the client: the id and the idempotency key. */
  id: string
  /** Rises with every change of the text (not by pinning, deleting, restoring); sent back with the next one. */
  version: number
  /** Markdown, as written. */
  text: string
  /** The text rendered and sanitised by the server. */
  html: string
  author: Person
  /** ISO 8601, UTC. */
  createdAt: string
  edited: { by: Person, at: string } | null
  pinned: boolean
  /**
   * The subject that it is on, where that is not the thread's own: then calls about it say `?subject=<its key>`, and are answered as in the thread
   * of that subject, with null here.
   */
  on: SubjectLabel | null
  source: Source | null
  /** May the viewer change or delete it? (the author and administrators) */
  editable: boolean
}

/** What was being typed when the frame was closed: something new (`noteId` null), or a change of a note or a follow-up. Only a follow-up has `terms`. */
export interface Draft { noteId: string | null, text: string, baseVersion: number | null, terms?: FollowUpTerms }

export interface ThreadPage {
  /** Newest first; pinned ones among them (and all pinned ones on the first page). */
  notes: Note[]
  /** Those that were finished or cancelled, newest first and paged together with the notes; before them, on the first page, up to 200 open ones, overdue first. */
  followUps: FollowUp[]
  /** Ids of notes and follow-ups that were deleted since the `seq` that was asked for. */
  deleted: string[]
  /** Give it back as `before` for the next page; null on the last one. */
  older: string | null
  /** The portal's change counter that this page is true for; the next `since`. After a cut answer that is less than the portal's own. */
  seq: number
}

export interface Thread extends ThreadPage {
  subject: SubjectCard
  /** Everybody who has written in it; none where it is all here, since then they are its own authors. */
  authors: Person[]
  drafts: Draft[]
}

export const noteText = z.string().trim().min(1).max(20_000)

/** POST /api/notes → 201 Note; the same id again → 200 and the note that stands. */
export const newNote = z.object({ id: z.uuidv7(), text: noteText })

/** PATCH /api/notes/:id → Note; a stale version → 409 `note-conflict` with `current`. */
export const noteChange = z.union([
  z.object({ version: z.int().positive(), text: noteText }),
  z.object({ pinned: z.boolean() }),
])

/** Which entries of a thread are shown; nothing given: all of them. */
const threadFilter = z.object({ kind: z.enum(['notes', 'follow-ups']).optional(), author: z.coerce.number().int().positive().optional() })
export type ThreadFilter = z.infer<typeof threadFilter>

/** Kind, moment and id of an entry; opaque to whoever gives it back. */
const cursor = /^[nf]\d{1,15}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Query of GET /api/thread: a page under a filter, the one `before` a cursor, or what changed `since` a counter, under no filter. */
export const threadQuery = threadFilter.extend({ before: z.string().regex(cursor).optional(), since: z.coerce.number().int().min(0).optional() })

/** PUT /api/draft → 204; an empty text forgets the draft. */
export const draftInput = z.object({
  noteId: z.uuidv7().nullable(),
  text: z.string().max(20_000),
  baseVersion: z.int().positive().nullable(),
  terms: followUpTerms.optional(),
})

export type NewNote = z.infer<typeof newNote>
export type NoteChange = z.infer<typeof noteChange>
export type DraftInput = z.infer<typeof draftInput>
