import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { drafts, followUps, notes } from '../../db/schema.ts'
import { followUpTerms } from '../../shared/follow-up.ts'
import type { Draft } from '../../shared/thread.ts'
import { Failure } from '../failure.ts'
import type { Subject } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'

export interface Drafts {
  of(portalId: number, userId: number, subject: Subject): Promise<Draft[]>
  /**
   * Keeps what is being typed, the last 20 of a person on a subject; an empty text forgets it.
   * @throws Failure `not-found` when it is to change a note or a follow-up that is none of this subject.
   */
  keep(portalId: number, userId: number, subject: Subject, draft: Draft): Promise<void>
}

/** More entries than anybody changes at once: what was not typed on for longest gives way. */
const mostDrafts = 20

/** What people are typing, on the server because a frame has no storage. @param clock milliseconds since the epoch. */
export function createDrafts(database: Database, subjects: Subjects, clock: () => number): Drafts {
  const own = database.select().from(drafts).where(and(
    eq(drafts.portalId, sql.placeholder('portalId')), eq(drafts.userId, sql.placeholder('userId')), eq(drafts.subjectId, sql.placeholder('subjectId')),
  )).prepare()

  const note = database.select({ id: notes.id }).from(notes).where(and(
    eq(notes.portalId, sql.placeholder('portalId')), eq(notes.subjectId, sql.placeholder('subjectId')), eq(notes.id, sql.placeholder('noteId')),
  )).prepare()

  const followUp = database.select({ id: followUps.id }).from(followUps).where(and(
    eq(followUps.portalId, sql.placeholder('portalId')), eq(followUps.subjectId, sql.placeholder('subjectId')), eq(followUps.id, sql.placeholder('noteId')),
  )).prepare()

  function isOf(portalId: number, subjectId: number | undefined, noteId: string): boolean {
    if (subjectId === undefined) return false
    const entry = { portalId, subjectId, noteId }
    return note.get(entry) !== undefined || followUp.get(entry) !== undefined
  }

  return {
    async of(portalId, userId, subject) {
      const subjectId = subjects.find(portalId, subject)
      if (subjectId === undefined) return []
      return own.all({ portalId, userId, subjectId }).map(({ noteId, text, baseVersion, terms }) => {
        const { data } = followUpTerms.safeParse(terms)
        return { noteId: noteId || null, text, baseVersion, ...data && { terms: data } }
      })
    },

    async keep(portalId, userId, subject, { noteId, text, baseVersion, terms = null }) {
      const known = subjects.find(portalId, subject)
      const isForgotten = !text.trim()
      if (isForgotten && known === undefined) return
      if (!isForgotten && noteId !== null && !isOf(portalId, known, noteId)) throw new Failure('not-found')

      await write(database, (transaction) => {
        const subjectId = subjects.ensure(transaction, portalId, subject)
        const ofPerson = and(eq(drafts.portalId, portalId), eq(drafts.userId, userId), eq(drafts.subjectId, subjectId))
        if (isForgotten) {
          transaction.delete(drafts).where(and(ofPerson, eq(drafts.noteId, noteId ?? ''))).run()
          return
        }
        const values = { text, baseVersion, terms, updatedAt: clock() }
        transaction.insert(drafts).values({ portalId, userId, subjectId, noteId: noteId ?? '', ...values })
          .onConflictDoUpdate({ target: [drafts.portalId, drafts.userId, drafts.subjectId, drafts.noteId], set: values }).run()
        const surplus = transaction.select({ noteId: drafts.noteId }).from(drafts).where(ofPerson).orderBy(desc(drafts.updatedAt), asc(drafts.noteId)).limit(1).offset(mostDrafts).get()
        if (surplus) transaction.delete(drafts).where(and(ofPerson, eq(drafts.noteId, surplus.noteId))).run()
      })
    },
  }
}
