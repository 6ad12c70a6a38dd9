import { ApiFailure } from './apiFailure.ts'
import type { Note } from '#shared/thread'

/** Newest first; the ids are UUIDv7 and decide between notes of one millisecond. */
function newestFirst(a: Note, b: Note): number {
  return b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id)
}

/** `notes` with `changed` in the place of what had the same id, newest first. */
export function withNotes(notes: readonly Note[], changed: readonly Note[]): Note[] {
  const byId = new Map([...notes, ...changed].map(note => [note.id, note]))
  return [...byId.values()].sort(newestFirst)
}

export function withoutNote(notes: readonly Note[], id: string): Note[] {
  return notes.filter(note => note.id !== id)
}

/** Takes an optimistic change back, but only while it still stands: what came after it is newer than the failure. */
export function rolledBack(notes: readonly Note[], optimistic: Note, before: Note): Note[] {
  return notes.map(note => note === optimistic ? before : note)
}

/** Only what is newer than what is shown: an answer that comes late never takes a later one back. */
export function newerThan(shown: readonly Note[], arrived: readonly Note[]): Note[] {
  const versions = new Map(shown.map(note => [note.id, note.version]))
  return arrived.filter(note => note.version > (versions.get(note.id) ?? 0))
}

/** Initials for an avatar: first letters of the first two words. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return words.slice(0, 2).map(word => [...word][0] ?? '').join('').toLocaleUpperCase()
}

/** What is stored now, out of a refused change; null when the refusal is another one. */
export function currentOf(error: unknown): Note | null {
  if (!(error instanceof ApiFailure) || error.code !== 'note-conflict') return null
  return isNote(error.current) ? error.current : null
}

function isNote(value: unknown): value is Note {
  return typeof value === 'object' && value !== null && 'id' in value && 'version' in value && 'text' in value
}
