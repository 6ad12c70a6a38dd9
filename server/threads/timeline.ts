import { and, asc, desc, eq, gt, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes } from '../../db/schema.ts'
import type { ThreadFilter } from '../../shared/thread.ts'
import { Failure } from '../failure.ts'
import type { Reader } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { NoteRow } from './notes.ts'

export interface TimelineRows { notes: NoteRow[], followUps: FollowUpRow[] }

/** Threads as rows: of the reader's subject and of those in `linked`; nothing of any other one is ever read here. */
export interface Timeline {
  /**
   * 50 entries, newest first, where a note counts since it was written and a follow-up since it was closed. With the first page come all pinned
   * notes, and in front of the closed follow-ups up to 200 that are open, overdue first.
   * @param before `older` of the page above.
   * @throws Failure `not-found` when that names no entry of this thread.
   */
  page(reader: Reader, before: string | undefined, filter: ThreadFilter): Promise<TimelineRows & { older: string | null }>
  /** What changed after `seq`, deleted ones too, newest first. When that is more than a page, `until` is how far it reaches: ask again from there. */
  since(reader: Reader, seq: number): Promise<TimelineRows & { until: number | null }>
}

const pageSize = 50
const mostOpen = 200

/** The kinds of entries, as a cursor names them. */
const kinds = { 'notes': 'n', 'follow-ups': 'f' } as const
type Kind = typeof kinds[keyof typeof kinds]

/** Where an entry stands in the thread. */
interface Position { kind: Kind, at: number, rowId: number }

/** Of one millisecond, follow-ups were closed above the notes; row ids decide last, since they rise with every arrival and end the index. */
function newestFirst(a: Position, b: Position): number {
  return b.at - a.at || a.kind.localeCompare(b.kind) || b.rowId - a.rowId
}

/** Before which moment and row the entries of a kind come after a position. */
function startOf(kind: Kind, from: Position): Omit<Position, 'kind'> {
  if (kind === from.kind) return from
  return { at: kind === 'n' ? from.at + 1 : from.at, rowId: 0 }
}

const newest: Position = { kind: 'f', at: Number.MAX_SAFE_INTEGER - 1, rowId: 0 }

/** As shared/thread.ts has it: the id instead of the row's, which would count the entries of other portals. */
function cursorOf(last: Position | undefined, rows: TimelineRows): string | null {
  const row = last && [...last.kind === 'n' ? rows.notes : rows.followUps].find(({ rowId }) => rowId === last.rowId)
  return last && row ? `${last.kind}${last.at}-${row.id}` : null
}

function parseCursor(cursor: string): { kind: Kind, at: number, id: string } {
  const [, kind, at, id] = /^([nf])(\d+)-(.+)$/.exec(cursor) ?? []
  if (id === undefined) throw new Failure('not-found')
  return { kind: kind === 'n' ? 'n' : 'f', at: Number(at), id }
}

const given = sql.placeholder

/**
 * The keys of one kind's entries on one subject, each statement along one index of it: of twenty subjects with ten thousand entries each no more
 * is read than may be shown.
 */
function keysOf(database: Database, table: typeof notes | typeof followUps, moment: typeof notes.createdAt | typeof followUps.closedAt) {
  const ofSubject = and(eq(table.portalId, given('portalId')), eq(table.subjectId, given('subjectId')))
  const standing = and(ofSubject, isNull(table.deletedAt))
  const older = (condition?: SQL) => database.select({ at: moment, rowId: table.rowId }).from(table)
    .where(and(standing, isNotNull(moment), sql`(${moment}, ${table.rowId}) < (${given('at')}, ${given('rowId')})`, condition))
    .orderBy(desc(moment), desc(table.rowId)).limit(pageSize + 1).prepare()

  return {
    older: older(),
    olderOfAuthor: older(eq(table.authorId, given('author'))),
    changed: database.select({ seq: table.seq, rowId: table.rowId }).from(table).where(and(ofSubject, gt(table.seq, given('seq')))).orderBy(asc(table.seq)).limit(pageSize + 1).prepare(),
    /** Which one a cursor names. */
    named: database.select({ subjectId: table.subjectId, rowId: table.rowId }).from(table).where(and(eq(table.portalId, given('portalId')), eq(table.id, given('id')))).prepare(),
  }
}

/** Everything on several subjects, read together. */
export function createTimeline(database: Database, subjects: Subjects): Timeline {
  const keys = { n: keysOf(database, notes, notes.createdAt), f: keysOf(database, followUps, followUps.closedAt) }

  const byAuthor = (table: typeof notes | typeof followUps) => sql`(${given('author')} is null or ${table.authorId} = ${given('author')})`
  // The conditions of partial indexes are written out, since SQLite does not see them in a parameter; their order makes it choose them.
  const pinned = database.select({ rowId: notes.rowId }).from(notes)
    .where(and(eq(notes.portalId, given('portalId')), eq(notes.subjectId, given('subjectId')), sql`${notes.pinned} = 1`, isNull(notes.deletedAt), byAuthor(notes)))
    .orderBy(desc(notes.rowId)).prepare()
  const open = database.select({ at: followUps.dueAt, rowId: followUps.rowId }).from(followUps)
    .where(and(eq(followUps.portalId, given('portalId')), eq(followUps.subjectId, given('subjectId')), sql`${followUps.state} = 'open'`, isNull(followUps.deletedAt), byAuthor(followUps)))
    .orderBy(followUps.dueAt, followUps.rowId).limit(mostOpen).prepare()

  // The plus keeps SQLite from walking through the whole portal in search of fifty rows whose numbers it has.
  const among = (table: typeof notes | typeof followUps) => sql`+${table.portalId} = ${given('portalId')} and ${table.rowId} in (select value from json_each(${given('rowIds')}))`
  const noteRows = database.select().from(notes).where(among(notes)).prepare()
  const followUpRows = database.select().from(followUps).where(among(followUps)).prepare()

  /** Row ids of the thread's own subject and of those rolled up into it, as far as something was ever written on them. */
  function subjectsOf({ portalId, subject, linked }: Reader): number[] {
    const own = subjects.find(portalId, subject)
    return [...new Set([...own === undefined ? [] : [own], ...linked.map(({ id }) => id)])]
  }

  function positionOf(portalId: number, subjectIds: number[], cursor: string): Position {
    const { kind, at, id } = parseCursor(cursor)
    const row = keys[kind].named.get({ portalId, id })
    if (!row || !subjectIds.includes(row.subjectId)) throw new Failure('not-found')
    return { kind, at, rowId: row.rowId }
  }

  /** The rows in the order of their ids. */
  function inOrder<Row extends { rowId: number }>(statement: { all(values: { portalId: number, rowIds: string }): Row[] }, portalId: number, rowIds: number[]): Row[] {
    if (!rowIds.length) return []
    const rows = new Map(statement.all({ portalId, rowIds: JSON.stringify(rowIds) }).map(row => [row.rowId, row]))
    return rowIds.flatMap(rowId => rows.get(rowId) ?? [])
  }

  /** The keys of a page and of one entry more, if there is one. */
  function after(portalId: number, subjectIds: number[], from: Position, shown: Kind[], author: number | null): Position[] {
    const found = shown.flatMap(kind => subjectIds.flatMap((subjectId) => {
      const place = { portalId, subjectId, ...startOf(kind, from) }
      const rows = author === null ? keys[kind].older.all(place) : keys[kind].olderOfAuthor.all({ ...place, author })
      return rows.flatMap(({ at, rowId }): Position[] => at === null ? [] : [{ kind, at, rowId }])
    }))
    return found.sort(newestFirst).slice(0, pageSize + 1)
  }

  function pinnedOn(portalId: number, subjectIds: number[], author: number | null): number[] {
    return subjectIds.flatMap(subjectId => pinned.all({ portalId, subjectId, author })).map(({ rowId }) => rowId)
  }

  function openOn(portalId: number, subjectIds: number[], author: number | null): number[] {
    const found = subjectIds.flatMap(subjectId => open.all({ portalId, subjectId, author }))
    return found.sort((a, b) => a.at - b.at || a.rowId - b.rowId).slice(0, mostOpen).map(({ rowId }) => rowId)
  }

  return {
    async page(reader, before, { kind, author = null }) {
      // All is read as of one moment: what is closed or deleted meanwhile is not shown as half of it.
      return database.transaction(() => {
        const { portalId } = reader
        const subjectIds = subjectsOf(reader)
        const from = before === undefined ? newest : positionOf(portalId, subjectIds, before)
        const shown = kind ? [kinds[kind]] : Object.values(kinds)

        const found = after(portalId, subjectIds, from, shown, author)
        const entries = found.slice(0, pageSize)
        const idsOf = (kind: Kind) => entries.filter(entry => entry.kind === kind).map(({ rowId }) => rowId)
        const isFirst = before === undefined
        const pins = isFirst && shown.includes('n') ? pinnedOn(portalId, subjectIds, author) : []
        const promises = isFirst && shown.includes('f') ? openOn(portalId, subjectIds, author) : []
        const rows = {
          notes: inOrder(noteRows, portalId, [...new Set([...idsOf('n'), ...pins])]).sort((a, b) => b.createdAt - a.createdAt || b.rowId - a.rowId),
          followUps: inOrder(followUpRows, portalId, [...promises, ...idsOf('f')]),
        }
        return { ...rows, older: found.length > pageSize ? cursorOf(entries.at(-1), rows) : null }
      })
    },

    async since(reader, seq) {
      return database.transaction(() => {
        const { portalId } = reader
        const changes = subjectsOf(reader)
          .flatMap(subjectId => Object.values(kinds).flatMap(kind => keys[kind].changed.all({ portalId, subjectId, seq }).map(change => ({ kind, ...change }))))
          .sort((a, b) => a.seq - b.seq)
        const told = changes.slice(0, pageSize)
        const idsOf = (kind: Kind) => told.filter(change => change.kind === kind).map(({ rowId }) => rowId)

        return {
          notes: inOrder(noteRows, portalId, idsOf('n')).sort((a, b) => b.createdAt - a.createdAt || b.rowId - a.rowId),
          followUps: inOrder(followUpRows, portalId, idsOf('f')).sort((a, b) => (b.closedAt ?? b.createdAt) - (a.closedAt ?? a.createdAt) || b.rowId - a.rowId),
          until: changes.length > pageSize ? told.at(-1)?.seq ?? null : null,
        }
      })
    },
  }
}
