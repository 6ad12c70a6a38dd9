import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { notes, noteVersions } from '../../db/schema.ts'
import type { NewNote, Source } from '../../shared/thread.ts'
import { Failure } from '../failure.ts'
import type { Scope, Subject } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'
import { mustBeOwn, mustBeSame, mustStand, nextSeq, removal, restoration } from './entries.ts'

export type NoteRow = typeof notes.$inferSelect

export interface Notes {
  /**
   * Writes a note, once: an id that this person already used on this subject gives back the note that stands.
   * @param links the subjects that this one points to. @param source where it comes from, if not from the subject itself.
   * @throws Failure `not-found` when the id belongs to another note of the portal, or to a deleted one.
   */
  add(scope: Scope, note: NewNote, links: Subject[], source?: Source | null): Promise<{ note: NoteRow, isNew: boolean }>
  /**
   * Gives a note another text, if `version` is the one that stands.
   * @returns the note that stands now; `isStale` when that is somebody else's and nothing was changed.
   * @throws Failure `not-found` or `not-allowed`.
   */
  edit(scope: Scope, id: string, version: number, text: string): Promise<{ note: NoteRow, isStale: boolean }>
  /**
   * Anybody who sees the thread may pin; it is no change of the text, so the last word counts.
   * @throws Failure `too-many-pins` when 20 are.
   */
  pin(scope: Scope, id: string, pinned: boolean): Promise<NoteRow>
  /** Soft, and repeatable: what is deleted stays deleted. */
  remove(scope: Scope, id: string): Promise<void>
  /**
   * By whoever deleted it, or an administrator: an author does not overrule one. It comes back pinned, as it was, unless 20 others are.
   * @throws Failure `not-found` or `not-allowed`.
   */
  restore(scope: Scope, id: string): Promise<NoteRow>
}

/** Of a subject: all of them come with every opening. */
const mostPins = 20

/** The notes in the database. @param clock milliseconds since the epoch. */
export function createNotes(database: Database, subjects: Subjects, clock: () => number): Notes {
  /** The note of this subject, deleted or not. */
  function get(transaction: Transaction, { portalId, subject }: Scope, id: string): NoteRow {
    const row = transaction.select().from(notes).where(and(eq(notes.portalId, portalId), eq(notes.id, id))).get()
    if (!row || row.subjectId !== subjects.find(portalId, subject)) throw new Failure('not-found')
    return row
  }

  function hasRoomForPin(transaction: Transaction, { portalId, subjectId }: NoteRow): boolean {
    // The order makes SQLite choose the index of the pinned ones.
    const pins = transaction.select({ rowId: notes.rowId }).from(notes)
      .where(and(eq(notes.portalId, portalId), eq(notes.subjectId, subjectId), isNull(notes.deletedAt), sql`${notes.pinned} = 1`)).orderBy(desc(notes.rowId)).limit(mostPins).all()
    return pins.length < mostPins
  }

  function change(scope: Scope, id: string, decide: (row: NoteRow, transaction: Transaction) => Partial<NoteRow> | null) {
    return write(database, (transaction) => {
      const row = get(transaction, scope, id)
      const values = decide(row, transaction)
      if (!values) return row
      return transaction.update(notes).set({ ...values, seq: nextSeq(transaction, scope.portalId) })
        .where(and(eq(notes.portalId, scope.portalId), eq(notes.rowId, row.rowId))).returning().get()
    })
  }

  return {
    async add(scope, { id, text }, links, source = null) {
      const { portalId, userId, subject } = scope
      return write(database, (transaction) => {
        const known = transaction.select().from(notes).where(and(eq(notes.portalId, portalId), eq(notes.id, id))).get()
        if (known) {
          mustBeSame(scope, known, subjects.find(portalId, subject))
          return { note: known, isNew: false }
        }

        const subjectId = subjects.ensure(transaction, portalId, subject)
        subjects.link(transaction, portalId, subjectId, links)
        const at = clock()
        const note = transaction.insert(notes).values({ id, portalId, subjectId, authorId: userId, text, source, createdAt: at, seq: nextSeq(transaction, portalId) }).returning().get()
        transaction.insert(noteVersions).values({ portalId, noteId: id, version: 1, text, userId, at }).run()
        return { note, isNew: true }
      })
    },

    async edit(scope, id, version, text) {
      let isStale = false
      const note = await change(scope, id, (row, transaction) => {
        mustBeOwn(scope, row)
        mustStand(row)
        if (row.text === text) return null
        isStale = row.version !== version
        if (isStale) return null
        const at = clock()
        transaction.insert(noteVersions).values({ portalId: scope.portalId, noteId: id, version: version + 1, text, userId: scope.userId, at }).run()
        return { text, version: version + 1, editedAt: at, editedBy: scope.userId }
      })
      return { note, isStale }
    },

    async pin(scope, id, pinned) {
      return change(scope, id, (row, transaction) => {
        mustStand(row)
        if (row.pinned === pinned) return null
        if (pinned && !hasRoomForPin(transaction, row)) throw new Failure('too-many-pins')
        return { pinned }
      })
    },

    async remove(scope, id) {
      await change(scope, id, row => removal(scope, row, clock()))
    },

    async restore(scope, id) {
      return change(scope, id, (row, transaction) => {
        const restored = restoration(scope, row)
        return restored && { ...restored, pinned: row.pinned && hasRoomForPin(transaction, row) }
      })
    },
  }
}
