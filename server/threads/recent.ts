import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes } from '../../db/schema.ts'
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
  /** Row ids of the subjects of the portal with the latest changes, the last one first. */
  latest(portalId: number): number[]
  /** Of these, the last change of at most six each, as far as the portal has said lately that the reader may see them; the latest first. */
  changes(reader: ListReader, subjects: RecentSubjects): { mine: Change[], others: Change[] }
}

const shown = 6
/** One's own threads of which it is looked up when they were changed last: those that one has written on last, or where something falls due first. */
const considered = 20
/** How far back it is looked: entries of the person, and of everybody. */
const own = 50
const everybodys = 100

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

  const lastSeq = (table: typeof notes | typeof followUps) => sql<number | null>`(select ${table.seq} from ${table}
    where ${table.portalId} = ${portal} and ${table.subjectId} = one.value and ${table.deletedAt} is null order by ${table.seq} desc limit 1)`
  const person = { portalId: portal, userId: user, now: sql.placeholder('now') }
  /** Of these subjects those that the reader may see, in the order in which they are given, with the counters of their last changes. */
  const readableOnes = database.select({ note: lastSeq(notes), followUp: lastSeq(followUps) })
    .from(sql`json_each(${sql.placeholder('ids')}) as one`).where(readableBy(person, sql`one.value`)).limit(sql.placeholder('limit')).prepare()
  const noteAt = database.select().from(notes).where(and(standingNotes, eq(notes.seq, sql.placeholder('seq')))).prepare()
  const followUpAt = database.select().from(followUps).where(and(standingFollowUps, eq(followUps.seq, sql.placeholder('seq')))).prepare()

  function changesOn({ portalId, userId, now }: ListReader, ids: number[], limit: number): Change[] {
    const last = readableOnes.all({ portalId, userId, now, ids: JSON.stringify(ids), limit })
    const latest = last.map(({ note, followUp }) => ({ kind: (note ?? 0) > (followUp ?? 0) ? 'note' as const : 'follow-up' as const, seq: Math.max(note ?? 0, followUp ?? 0) }))
    return latest.sort((a, b) => b.seq - a.seq).slice(0, shown).flatMap(({ kind, seq }): Change[] => {
      if (kind === 'note') return noteAt.all({ portalId, seq }).map(row => ({ kind, row }))
      return followUpAt.all({ portalId, seq }).map(row => ({ kind, row }))
    })
  }

  function latest(portalId: number): number[] {
    return latestFirst(lately.flatMap(statement => statement.all({ portalId })))
  }

  return {
    subjects({ portalId, userId }) {
      const mine = latestFirst(ofPerson.flatMap(statement => statement.all({ portalId, userId })))
      return { mine, others: latest(portalId).filter(id => !mine.includes(id)) }
    },

    latest,

    changes(reader, { mine, others }) {
      return { mine: changesOn(reader, mine, considered), others: changesOn(reader, others, shown) }
    },
  }
}

function latestFirst(entries: { subjectId: number, seq: number }[]): number[] {
  return [...new Set(entries.toSorted((a, b) => b.seq - a.seq).map(({ subjectId }) => subjectId))]
}
