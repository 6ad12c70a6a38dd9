import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes, subjects } from '../../db/schema.ts'
import type { Subject } from '../subjects/subject.ts'

/** Which of the two it is, by the key, and its id. */
export type EntryName = { note: string } | { followUp: string }

/**
 * The subject that a note or a follow-up is on, deleted or not; undefined when the portal has none of this id. It says nothing of who may read it: that is as
 * for everything on the subject.
 */
export type Locate = (portalId: number, entry: EntryName) => Subject | undefined

export function createLocate(database: Database): Locate {
  const [ofNote, ofFollowUp] = [notes, followUps].map(table => database
    .select({ kind: subjects.kind, entityTypeId: subjects.entityTypeId, id: subjects.externalId }).from(table)
    .innerJoin(subjects, and(eq(subjects.portalId, table.portalId), eq(subjects.id, table.subjectId)))
    .where(and(eq(table.portalId, sql.placeholder('portalId')), eq(table.id, sql.placeholder('id')))).prepare())

  return (portalId, entry) => 'note' in entry ? ofNote?.get({ portalId, id: entry.note }) : ofFollowUp?.get({ portalId, id: entry.followUp })
}
