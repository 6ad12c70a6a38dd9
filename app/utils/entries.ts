import { ApiFailure } from './apiFailure.ts'
import { subjectKey } from '#shared/subject-key'
import type { FollowUp } from '#shared/follow-up'
import type { Note } from '#shared/thread'

/** What stands in a thread. */
export type Entry = Note | FollowUp

export function isFollowUp(entry: Entry): entry is FollowUp {
  return 'state' in entry
}

export function isNote(entry: Entry): entry is Note {
  return !isFollowUp(entry)
}

/** Since when an entry stands in the thread, ISO 8601: a note since it was written, a follow-up since it was closed. */
export function momentOf(entry: Entry): string {
  return isFollowUp(entry) ? entry.closed?.at ?? entry.createdAt : entry.createdAt
}

/** Newest first; the ids are UUIDv7 and decide between entries of one millisecond. */
export function newestFirst(a: Entry, b: Entry): number {
  return momentOf(b).localeCompare(momentOf(a)) || b.id.localeCompare(a.id)
}

/** The query that names an entry's own subject, where that is not the page's. */
export function subjectQuery({ on }: Pick<Entry, 'on'>): string {
  return on ? `?subject=${encodeURIComponent(subjectKey(on))}` : ''
}

/** `entries` with `changed` in the place of what had the same id, newest first. */
export function withEntries<E extends Entry>(entries: readonly E[], changed: readonly E[]): E[] {
  const byId = new Map([...entries, ...changed].map(entry => [entry.id, entry]))
  return [...byId.values()].sort(newestFirst)
}

export function withoutEntry<E extends Entry>(entries: readonly E[], id: string): E[] {
  return entries.filter(entry => entry.id !== id)
}

/** Takes an optimistic change back, but only while it still stands: what came after it is newer than the failure. */
export function rolledBack<E extends Entry>(entries: readonly E[], optimistic: E, before: E): E[] {
  return entries.map(entry => entry === optimistic ? before : entry)
}

/** Only what is newer than what is shown: an answer that comes late never takes a later one back. */
export function newerThan<E extends Entry>(shown: readonly E[], arrived: readonly E[]): E[] {
  const versions = new Map(shown.map(entry => [entry.id, entry.version]))
  return arrived.filter(entry => entry.version > (versions.get(entry.id) ?? 0))
}

/** What is stored now, out of a refused change; null when the refusal is another one. */
export function currentOf<E extends Entry>(error: unknown): E | null {
  if (!(error instanceof ApiFailure) || error.code !== 'note-conflict') return null
  return isStored<E>(error.current) ? error.current : null
}

function isStored<E extends Entry>(value: unknown): value is E {
  return typeof value === 'object' && value !== null && 'id' in value && 'version' in value && 'text' in value
}
