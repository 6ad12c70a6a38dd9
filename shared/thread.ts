import { z } from 'zod'

/** A person of the portal. */
export interface Person { id: number, name: string }

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
  /** May the viewer change or delete it? (the author and administrators) */
  editable: boolean
}

/** One live fact of the subject, as its type has it; names, never ids. */
export type Fact
  = | { key: 'stage', value: string, color: string | null, outcome: 'open' | 'won' | 'lost' }
    | { key: 'amount', value: number, currency: string }
    | { key: 'client', value: string }
    | { key: 'company', value: string }
    | { key: 'responsible', value: string }

/** The object that the widget was opened on, as the viewer may see it now. */
export interface SubjectCard {
  kind: 'crm-item'
  /** Of the documentation's table: 2 deal, 128 and above a smart process. */
  entityTypeId: number
  /** Key of its icon and name: `lead`, `deal`, `contact`, `company`, `quote`, `smart-invoice`, `dynamic`. */
  type: 'lead' | 'deal' | 'contact' | 'company' | 'quote' | 'smart-invoice' | 'dynamic'
  id: string
  title: string
  /** The standard card on the portal, for `openPath`; null where Bitrix24 does not let an application open it. */
  path: string | null
  facts: Fact[]
}

/** What was being typed when the frame was closed: a new note (`noteId` null) or a change of one. */
export interface Draft { noteId: string | null, text: string, baseVersion: number | null }

export interface ThreadPage {
  /** Newest first; pinned ones among them (and all pinned ones on the first page). */
  notes: Note[]
  /** Ids of notes that were deleted since the `seq` that was asked for. */
  deleted: string[]
  /** Give it back as `before` for the next page; null on the last one. */
  older: string | null
  /** The portal's change counter that this page is true for; the next `since`. After a cut answer that is less than the portal's own. */
  seq: number
}

export interface Thread extends ThreadPage {
  subject: SubjectCard
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

/** Query of GET /api/thread: the page `before` a cursor, or what changed `since` a counter. */
export const threadQuery = z.object({ before: z.uuidv7().optional(), since: z.coerce.number().int().min(0).optional() })

/** PUT /api/draft → 204; an empty text forgets the draft. */
export const draftInput = z.object({
  noteId: z.uuidv7().nullable(),
  text: z.string().max(20_000),
  baseVersion: z.int().positive().nullable(),
})

export type NewNote = z.infer<typeof newNote>
export type NoteChange = z.infer<typeof noteChange>
export type DraftInput = z.infer<typeof draftInput>
