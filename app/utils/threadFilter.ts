import { isFollowUp, type Entry } from './entries.ts'
import type { EntryKind } from './unsavedEntry.ts'

/** Which entries of a thread are shown; null: all of them. */
export interface ThreadFilter { kind: EntryKind | null, authorId: number | null }

export const everything: ThreadFilter = { kind: null, authorId: null }

export function isShownBy({ kind, authorId }: ThreadFilter, entry: Entry): boolean {
  return (kind === null || kind === kindOf(entry)) && (authorId === null || authorId === entry.author.id)
}

export function kindOf(entry: Entry): EntryKind {
  return isFollowUp(entry) ? 'follow-up' : 'note'
}

/** The query of GET /api/thread for a page of these entries, which also names the filter. @param before cursor of an earlier page */
export function pageQuery({ kind, authorId }: ThreadFilter, before?: string): string {
  const query = new URLSearchParams()
  if (before) query.set('before', before)
  if (kind) query.set('kind', kind === 'note' ? 'notes' : 'follow-ups')
  if (authorId) query.set('author', String(authorId))
  return query.size ? `?${query}` : ''
}
