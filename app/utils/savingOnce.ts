import type { Entry } from './entries.ts'
import type { Server } from './entryList.ts'
import type { EntryKind } from './unsavedEntry.ts'
import type { FollowUp, FollowUpTerms } from '#shared/follow-up'
import type { Note } from '#shared/thread'

interface Written {
  kind: EntryKind
  text: string
  terms: FollowUpTerms
  /** Key of the subject; undefined: that of the page. */
  subject: string | undefined
}

/**
 * Saves what was written, once: the same that failed before is sent under the same id, since only its answer may have been lost.
 * @param server `newId` makes a UUIDv7
 * @returns saves and answers the entry; throws ApiFailure
 */
export function savingOnce({ newId, call }: Pick<Server, 'call'> & { newId: () => string }) {
  let attempt: { id: string, content: string } | null = null

  return async function save({ kind, text, terms: { due, assignee }, subject }: Written): Promise<Entry> {
    const query = subject ? `?subject=${encodeURIComponent(subject)}` : ''
    const [path, content] = kind === 'note'
      ? [`/api/notes${query}`, { text }]
      : [`/api/follow-ups${query}`, { text, ...due, assigneeId: assignee.id }]
    const sent = path + JSON.stringify(content)
    const id = attempt?.content === sent ? attempt.id : newId()

    attempt = { id, content: sent }
    const entry = await call<Note | FollowUp>(path, { method: 'POST', body: { id, ...content } })
    attempt = null
    return entry
  }
}
