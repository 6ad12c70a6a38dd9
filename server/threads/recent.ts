import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes, subjects } from '../../db/schema.ts'
import { readableBy } from '../subjects/readable.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { ListReader } from './list-reader.ts'
import type { NoteRow } from './notes.ts'

/** The last change on a subject: a note or a follow-up, as it stands now. */
export type Change = { kind: 'note', row: NoteRow } | { kind: 'follow-up', row: FollowUpRow }

/** Row ids of subjects, the latest change first: those on which the reader has written or has something to do, and others. */
export interface RecentSubjects { mine: number[], others: number[] }

export interface Recent {
  /** Where something happened lately, whoever may see it. */
  subjects(reader: ListReader): RecentSubjects
  /** Of these, the last change of at most six each, as far as the portal has said lately that the reader may see them; the latest first. */
  changes(reader: ListReader, subjects: RecentSubjects): { mine: Change[], others: Change[] }
}

const shown = 6
/** How far back it is looked: entries of the person, and of everybody. */
const own = 100
const everybodys = 200

/** What has happened lately. */
export function createRecent(database: Database): Recent {
  const portal = sql.placeholder('portalId')
  const user = sql.placeholder('userId')
  const noteOf = { subjectId: notes.subjectId, seq: notes.seq }
  const followUpOf = { subjectId: followUps.subjectId, seq: followUps.seq }
  const standingNotes = and(eq(notes.portalId, portal), isNull(notes.deletedAt))
  const standingFollowUps = and(eq(followUps.portalId, portal), isNull(followUps.deletedAt))

  const lately = [
    database.select(noteOf).from(notes).where(standingNotes).orderBy(desc(notes.seq)).limit(everybodys).prepare(),
    database.select(followUpOf).from(followUps).where(standingFollowUps).orderBy(desc(followUps.seq)).limit(everybodys).prepare(),
  ]
  const ofPerson = [
    database.select(noteOf).from(notes).where(and(standingNotes, eq(notes.authorId, user))).orderBy(desc(notes.seq)).limit(own).prepare(),
    database.select(followUpOf).from(followUps).where(and(standingFollowUps, eq(followUps.authorId, user))).orderBy(desc(followUps.seq)).limit(own).prepare(),
    database.select(followUpOf).from(followUps).where(and(standingFollowUps, eq(followUps.assigneeId, user), eq(followUps.state, sql`'open'`))).orderBy(asc(followUps.dueAt)).limit(own).prepare(),
  ]

  const lastNote = database.select().from(notes).where(and(standingNotes, eq(notes.subjectId, sql.placeholder('subjectId')))).orderBy(desc(notes.seq)).limit(1).prepare()
  const lastFollowUp = database.select().from(followUps).where(and(standingFollowUps, eq(followUps.subjectId, sql.placeholder('subjectId')))).orderBy(desc(followUps.seq)).limit(1).prepare()

  function lastChange(portalId: number, subjectId: number): Change[] {
    const note = lastNote.get({ portalId, subjectId })
    const followUp = lastFollowUp.get({ portalId, subjectId })
    if (note && note.seq > (followUp?.seq ?? 0)) return [{ kind: 'note', row: note }]
    return followUp ? [{ kind: 'follow-up', row: followUp }] : []
  }

  /** Of these subjects, those that the reader may see, in their order. */
  function readableOf(reader: ListReader, ids: number[]): number[] {
    const rows = database.select({ id: subjects.id }).from(subjects)
      .where(and(eq(subjects.portalId, reader.portalId), inArray(subjects.id, sql`(select value from json_each(${JSON.stringify(ids)}))`), readableBy(reader, subjects.id))).all()
    const known = new Set(rows.map(({ id }) => id))
    return ids.filter(id => known.has(id))
  }

  return {
    subjects({ portalId, userId }) {
      const mine = latestFirst(ofPerson.flatMap(statement => statement.all({ portalId, userId })))
      return { mine, others: latestFirst(lately.flatMap(statement => statement.all({ portalId }))).filter(id => !mine.includes(id)) }
    },

    changes(reader, { mine, others }) {
      return {
        mine: readableOf(reader, mine).flatMap(id => lastChange(reader.portalId, id)).sort((a, b) => b.row.seq - a.row.seq).slice(0, shown),
        others: readableOf(reader, others).slice(0, shown).flatMap(id => lastChange(reader.portalId, id)),
      }
    },
  }
}

function latestFirst(entries: { subjectId: number, seq: number }[]): number[] {
  return [...new Set(entries.toSorted((a, b) => b.seq - a.seq).map(({ subjectId }) => subjectId))]
}
