import { and, eq, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { drafts } from '../../db/schema.ts'
import type { Draft } from '../../shared/thread.ts'
import type { Subject } from './subject.ts'
import type { Subjects } from './subjects.ts'

export interface Drafts {
  of(portalId: number, userId: number, subject: Subject): Promise<Draft[]>
  /** Keeps what is being typed; an empty text forgets it. */
  keep(portalId: number, userId: number, subject: Subject, draft: Draft): Promise<void>
}

/** What people are typing, on the server because a frame has no storage. @param clock milliseconds since the epoch. */
export function createDrafts(database: Database, subjects: Subjects, clock: () => number): Drafts {
  const own = database.select().from(drafts).where(and(
    eq(drafts.portalId, sql.placeholder('portalId')), eq(drafts.userId, sql.placeholder('userId')), eq(drafts.subjectId, sql.placeholder('subjectId')),
  )).prepare()

  return {
    async of(portalId, userId, subject) {
      const subjectId = subjects.find(portalId, subject)
      if (subjectId === undefined) return []
      return own.all({ portalId, userId, subjectId }).map(row => ({ noteId: row.noteId || null, text: row.text, baseVersion: row.baseVersion }))
    },

    async keep(portalId, userId, subject, { noteId, text, baseVersion }) {
      if (!text.trim() && subjects.find(portalId, subject) === undefined) return
      await write(database, (transaction) => {
        const key = { portalId, userId, subjectId: subjects.ensure(transaction, portalId, subject), noteId: noteId ?? '' }
        if (!text.trim()) {
          transaction.delete(drafts).where(and(
            eq(drafts.portalId, portalId), eq(drafts.userId, userId), eq(drafts.subjectId, key.subjectId), eq(drafts.noteId, key.noteId),
          )).run()
          return
        }
        const values = { text, baseVersion, updatedAt: clock() }
        transaction.insert(drafts).values({ ...key, ...values })
          .onConflictDoUpdate({ target: [drafts.portalId, drafts.userId, drafts.subjectId, drafts.noteId], set: values }).run()
      })
    },
  }
}
