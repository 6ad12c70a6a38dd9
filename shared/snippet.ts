import { z } from 'zod'

/** A text to be put into a message. */
export interface Snippet {
  /** UUIDv7, made by the client: the id and the idempotency key. */
  id: string
  title: string
  /** As it goes into the message. */
  text: string
  /** Everybody on the portal has it. */
  isShared: boolean
  /** May the viewer change or delete it? (whoever made it and, of shared ones, administrators) */
  editable: boolean
}

const fields = { title: z.string().trim().min(1).max(100), text: z.string().trim().min(1).max(4_000), isShared: z.boolean() }

/** POST /api/snippets → 201 Snippet; the same id again → 200 and the one that stands. */
export const newSnippet = z.object({ id: z.uuidv7(), ...fields })
export type NewSnippet = z.infer<typeof newSnippet>

/** PATCH /api/snippets/:id → Snippet. The last word counts. DELETE → 204. */
export const snippetChange = z.object(fields)
export type SnippetChange = z.infer<typeof snippetChange>
