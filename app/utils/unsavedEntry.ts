import { momentIn } from './time.ts'
import type { FollowUp, FollowUpTerms } from '#shared/follow-up'
import type { Note, Person } from '#shared/thread'

export type EntryKind = 'note' | 'follow-up'

/** YYYY-MM-DD and HH:MM, in the viewer's zone; without a time the whole day is meant. */
export type Due = FollowUpTerms['due']

/** What the server will make of it is not known yet: who wrote it, when and where. */
interface Written { id: string, text: string, author: Person, createdAt: string }

/** End of the working day, as the server has it. */
const END_OF_WORK = '18:00'

export function unsavedNote(written: Written): Note {
  return { ...written, ...blank, html: '', pinned: false }
}

export function unsavedFollowUp(written: Written, { due, assignee }: FollowUpTerms, zone: string): FollowUp {
  return { ...written, ...blank, ...due, assignee, zone, state: 'open', dueAt: momentIn(zone, due.dueOn, due.dueTime ?? END_OF_WORK), closed: null }
}

const blank = { version: 0, on: null, source: null, edited: null, editable: true }
