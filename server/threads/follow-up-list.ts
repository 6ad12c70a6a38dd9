import { and, asc, desc, eq, gte, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { colleagues, followUps, subjects, users } from '../../db/schema.ts'
import type { FollowUpsQuery } from '../../shared/lists.ts'
import { Failure } from '../failure.ts'
import { readableBy, unknownTo, type Readable } from '../subjects/readable.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { ListReader } from './list-reader.ts'

type SubjectRow = typeof subjects.$inferSelect

export interface FollowUpRows {
  rows: { row: FollowUpRow, subject: SubjectRow }[]
  /** Give it back as `after`; null on the last page. */
  next: string | null
  /** Of all pages; null while the portal has not said of each whether the reader may see it, and on further pages. */
  total: number | null
}

export interface FollowUpLists {
  /**
   * A page of the follow-ups that the reader may see, 50 at most. What the portal has not said of their subjects lately is asked before, for
   * 2,500 of them in a request.
   * @param among row ids of subjects: only what is on these; null for no such limit.
   * @throws Failure `invalid-input` or `not-found` for a cursor that is none, and what keeps the portal from answering.
   */
  page(reader: ListReader, query: FollowUpsQuery, among: number[] | null): Promise<FollowUpRows>
}

const pageSize = 50
/** Subjects that one request to the portal tells of. */
const batch = 2_500
/** Requests that a page waits for. Where somebody may see next to nothing of very much, it is cut short and the next page goes on. */
const mostRequests = 4

/** Where a page begins: the values of the last row before it, and that row's id (a row id would count those of other portals). */
const cursor = z.tuple([z.string().nullable(), z.int(), z.string()])
type Place = { key: string | null, dueAt: number, rowId: number }

/** The follow-ups of many subjects, as one person may see them. */
export function createFollowUpLists(database: Database, readable: Readable): FollowUpLists {
  const position = database.select({ rowId: followUps.rowId }).from(followUps)
    .where(and(eq(followUps.portalId, sql.placeholder('portalId')), eq(followUps.id, sql.placeholder('id')))).prepare()

  function placeAfter({ portalId }: ListReader, after: string | undefined): Place | null {
    if (!after) return null
    const read = cursor.safeParse(parse(after))
    if (!read.success) throw new Failure('invalid-input', { cause: read.error })
    const [key, dueAt, id] = read.data
    const rowId = position.get({ portalId, id })?.rowId
    if (rowId === undefined) throw new Failure('not-found')
    return { key, dueAt, rowId }
  }

  /** The next rows of the list, without those of which the portal has said that the reader may not see them. */
  function rowsAfter(reader: ListReader, query: FollowUpsQuery, matching: SQL | undefined, place: Place | null) {
    const [key, direction] = [keys[query.order], query.direction === 'asc' ? asc : desc]
    const isUnknown = unknownTo(reader, followUps.subjectId)
    return database.select({ row: followUps, subject: subjects, key, isUnknown: sql<number>`${isUnknown}` }).from(followUps).crossJoin(subjects)
      .where(and(matching, sql`(${readableBy(reader, followUps.subjectId)} or ${isUnknown})`, place ? beyond(query, place) : undefined))
      .orderBy(...(query.order === 'due' ? [] : [direction(key)]), direction(followUps.dueAt), direction(followUps.rowId))
      .limit(pageSize + 1).all()
  }

  function unknownAfter(reader: ListReader, query: FollowUpsQuery, scoped: SQL | undefined, place: Place | null): number[] {
    const direction = query.direction === 'asc' ? asc : desc
    const rows = database.select({ id: followUps.subjectId }).from(followUps).crossJoin(subjects)
      .where(and(scoped, unknownTo(reader, followUps.subjectId), place ? beyond(query, place) : undefined))
      .orderBy(...(query.order === 'due' ? [] : [direction(keys[query.order])]), direction(followUps.dueAt), direction(followUps.rowId))
      .limit(batch).all()
    return [...new Set(rows.map(({ id }) => id))]
  }

  function totalOf(reader: ListReader, scoped: SQL | undefined, matching: SQL | undefined): number | null {
    const unknown = database.select({ one: sql`1` }).from(followUps).crossJoin(subjects).where(and(scoped, unknownTo(reader, followUps.subjectId))).limit(1).get()
    if (unknown) return null
    return database.select({ total: sql<number>`count(*)` }).from(followUps).crossJoin(subjects).where(and(matching, readableBy(reader, followUps.subjectId))).get()?.total ?? 0
  }

  return {
    async page(reader, query, among) {
      const place = placeAfter(reader, query.after)
      // What is asked of the portal, and what is said of its being incomplete, does not depend on the words: they would tell of texts that are not the reader's.
      const scoped = conditionsOf(reader, query, among)
      const matching = and(scoped, ...wordsOf(query).map(holds))

      let found = rowsAfter(reader, query, matching, place)
      let isCut = false
      for (let request = 1; found.some(({ isUnknown }) => isUnknown); request++) {
        isCut = request > mostRequests
        if (isCut) break
        await readable.refresh(reader.portal, reader.userId, unknownAfter(reader, query, scoped, place))
        found = rowsAfter(reader, query, matching, place)
      }

      // Behind a row of which nothing is known, the list cannot go on: that row would be passed over.
      const known = isCut ? found.slice(0, found.findIndex(({ isUnknown }) => isUnknown)) : found
      const shown = known.slice(0, pageSize)
      const last = shown.at(-1)
      return {
        rows: shown.map(({ row, subject }) => ({ row, subject })),
        next: isCut || known.length > pageSize ? last ? nameOf(last) : query.after ?? '' : null,
        total: place ? null : totalOf(reader, scoped, matching),
      }
    },
  }
}

const keys: Record<FollowUpsQuery['order'], SQL<string | null>> = {
  due: sql`null`,
  assignee: sql`coalesce((select ${users.name} from ${users} where ${users.portalId} = ${followUps.portalId} and ${users.userId} = ${followUps.assigneeId}),
    (select ${colleagues.name} from ${colleagues} where ${colleagues.portalId} = ${followUps.portalId} and ${colleagues.userId} = ${followUps.assigneeId}), '') collate nocase`,
  object: sql`coalesce(${subjects.title}, '') collate nocase`,
}

function beyond({ order, direction }: FollowUpsQuery, { key, dueAt, rowId }: Place): SQL {
  const compared = sql.raw(direction === 'asc' ? '>' : '<')
  return order === 'due'
    ? sql`(${followUps.dueAt}, ${followUps.rowId}) ${compared} (${dueAt}, ${rowId})`
    : sql`(${keys[order]}, ${followUps.dueAt}, ${followUps.rowId}) ${compared} (${key}, ${dueAt}, ${rowId})`
}

/**
 * What a list holds, of follow-ups and their subjects, whoever reads it and whatever words it is searched for. A cross join is SQLite's word for
 * beginning with the first table, whose indexes have the order: it need not sort what it does not show.
 */
function conditionsOf({ portalId, userId }: ListReader, { scope, state, assignee, dueFrom, dueBefore }: FollowUpsQuery, among: number[] | null): SQL | undefined {
  return and(
    eq(followUps.portalId, portalId),
    eq(subjects.portalId, portalId),
    eq(subjects.id, followUps.subjectId),
    eq(followUps.state, state),
    isNull(followUps.deletedAt),
    assignee === undefined ? undefined : eq(followUps.assigneeId, assignee === 'me' ? userId : assignee),
    dueFrom === undefined ? undefined : gte(followUps.dueAt, Date.parse(dueFrom)),
    dueBefore === undefined ? undefined : lt(followUps.dueAt, Date.parse(dueBefore)),
    scope?.of === 'type' ? and(eq(subjects.kind, 'crm-item'), eq(subjects.entityTypeId, scope.id)) : undefined,
    among ? sql`${followUps.subjectId} in (select value from json_each(${JSON.stringify(among)}))` : undefined,
  )
}

function wordsOf({ text }: FollowUpsQuery): string[] {
  return text ? text.split(/\s+/) : []
}

/** In its own text or in what its object is called; `fold` is ours (db/database.ts). */
function holds(word: string): SQL {
  return sql`(instr(fold(${followUps.text}), fold(${word})) or instr(fold(${keys.object}), fold(${word})))`
}

function nameOf({ key, row }: { key: string | null, row: FollowUpRow }): string {
  return Buffer.from(JSON.stringify([key, row.dueAt, row.id] satisfies z.infer<typeof cursor>)).toString('base64url')
}

function parse(after: string): unknown {
  try {
    return JSON.parse(Buffer.from(after, 'base64url').toString())
  }
  catch {
    return null
  }
}
