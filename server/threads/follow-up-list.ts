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
  /** Of all pages; null where there are more than a thousand, while the portal has not said of each whether the reader may see it, and on further pages. */
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
/** Nobody reads a larger number, and counting takes as long as there is to count. */
const mostCounted = 1_000

/** Where a page begins: the values of the last row before it, and that row's id (a row id would count those of other portals). */
const cursor = z.tuple([z.string().nullable(), z.int(), z.string()])

/** The follow-ups of many subjects, as one person may see them. */
export function createFollowUpLists(database: Database, readable: Pick<Readable, 'refresh'>): FollowUpLists {
  const position = database.select({ rowId: followUps.rowId }).from(followUps)
    .where(and(eq(followUps.portalId, value('portalId')), eq(followUps.id, value('id')))).prepare()
  const statements = new Map<string, ReturnType<typeof prepare>>()

  /** The statements of one kind of list, prepared with its first reader: what differs between two readers are values. */
  function statementsOf(query: FollowUpsQuery, isAmong: boolean, isFurther: boolean) {
    const { scope, assignee, dueFrom, dueBefore, text, order, direction } = query
    const kind = [scope?.of === 'type', isAmong, assignee !== undefined, dueFrom !== undefined, dueBefore !== undefined, Boolean(text), order, direction, isFurther].join()
    const known = statements.get(kind) ?? prepare(database, query, isAmong, isFurther)
    statements.set(kind, known)
    return known
  }

  function placeAfter({ portalId }: ListReader, after: string | undefined) {
    if (!after) return null
    const read = cursor.safeParse(parse(after))
    if (!read.success) throw new Failure('invalid-input', { cause: read.error })
    const [key, dueAt, id] = read.data
    const rowId = position.get({ portalId, id })?.rowId
    if (rowId === undefined) throw new Failure('not-found')
    return { key, dueAt, rowId }
  }

  return {
    async page(reader, query, among) {
      const place = placeAfter(reader, query.after)
      const { rows, unknown, count } = statementsOf(query, among !== null, place !== null)
      const values = { ...valuesOf(reader, query), among: JSON.stringify(among), ...place }

      let found = rows.all(values)
      let isCut = false
      for (let request = 1; found.some(({ isUnknown }) => isUnknown); request++) {
        isCut = request > mostRequests
        if (isCut) break
        await readable.refresh(reader.portal, reader.userId, [...new Set(unknown.all(values).map(({ id }) => id))])
        found = rows.all(values)
      }

      // Behind a row of which nothing is known, the list cannot go on: that row would be passed over.
      const known = isCut ? found.slice(0, found.findIndex(({ isUnknown }) => isUnknown)) : found
      const shown = known.slice(0, pageSize)
      const last = shown.at(-1)
      return {
        rows: shown.map(({ row, subject }) => ({ row, subject })),
        next: isCut || known.length > pageSize ? last ? nameOf(last) : query.after ?? '' : null,
        total: place ? null : totalOf(count.get(values)),
      }
    },
  }
}

const value = (name: string) => sql.placeholder(name)
const person = { portalId: value('portalId'), userId: value('userId'), now: value('now') }

/**
 * A cross join is SQLite's word for beginning with the first table, whose indexes have the order: it need not sort what it does not show.
 *
 * What is asked of the portal, and what is said of a list being incomplete, does not depend on the words that are looked for: that would tell of
 * texts which are not the reader's.
 */
function prepare(database: Database, query: FollowUpsQuery, isAmong: boolean, isFurther: boolean) {
  const [key, direction] = [keys[query.order], query.direction === 'asc' ? asc : desc]
  const order = [...(query.order === 'due' ? [] : [direction(key)]), direction(followUps.dueAt), direction(followUps.rowId)]
  const [isReadable, isUnknown] = [readableBy(person, followUps.subjectId), unknownTo(person, followUps.subjectId)]
  const scoped = conditionsOf(query, isAmong)
  const further = isFurther ? beyond(query) : undefined
  const matches = query.text ? holdsWords : sql`1`

  const some = database.select({ isReadable: sql<number>`${isReadable}`.as('is_readable'), isUnknown: sql<number>`${isUnknown}`.as('is_unknown'), matches: sql<number>`${matches}`.as('matches') })
    .from(followUps).crossJoin(subjects).where(scoped).limit(mostCounted + 1).as('some')

  return {
    /** Without those of which the portal has said that the reader may not see them. */
    rows: database.select({ row: followUps, subject: subjects, key, isUnknown: sql<number>`${isUnknown}` }).from(followUps).crossJoin(subjects)
      .where(and(scoped, matches, further, sql`(${isReadable} or ${isUnknown})`)).orderBy(...order).limit(pageSize + 1).prepare(),
    unknown: database.select({ id: followUps.subjectId }).from(followUps).crossJoin(subjects)
      .where(and(scoped, further, isUnknown)).orderBy(...order).limit(batch).prepare(),
    count: database.select({
      all: sql<number>`count(*)`, unknown: sql<number>`total(${some.isUnknown})`, readable: sql<number>`total(${some.isReadable} and ${some.matches})`,
    }).from(some).prepare(),
  }
}

function totalOf(count: { all: number, unknown: number, readable: number } | undefined): number | null {
  return !count || count.unknown || count.all > mostCounted ? null : count.readable
}

const keys: Record<FollowUpsQuery['order'], SQL<string | null>> = {
  due: sql`null`,
  assignee: sql`coalesce((select ${users.name} from ${users} where ${users.portalId} = ${followUps.portalId} and ${users.userId} = ${followUps.assigneeId}),
    (select ${colleagues.name} from ${colleagues} where ${colleagues.portalId} = ${followUps.portalId} and ${colleagues.userId} = ${followUps.assigneeId}), '') collate nocase`,
  object: sql`coalesce(${subjects.title}, '') collate nocase`,
}

function beyond({ order, direction }: FollowUpsQuery): SQL {
  const compared = sql.raw(direction === 'asc' ? '>' : '<')
  return order === 'due'
    ? sql`(${followUps.dueAt}, ${followUps.rowId}) ${compared} (${value('dueAt')}, ${value('rowId')})`
    : sql`(${keys[order]}, ${followUps.dueAt}, ${followUps.rowId}) ${compared} (${value('key')}, ${value('dueAt')}, ${value('rowId')})`
}

/** What a list holds, of follow-ups and their subjects, whoever reads it and whatever words it is searched for. */
function conditionsOf({ scope, assignee, dueFrom, dueBefore }: FollowUpsQuery, isAmong: boolean): SQL | undefined {
  return and(
    eq(followUps.portalId, value('portalId')),
    eq(subjects.portalId, value('portalId')),
    eq(subjects.id, followUps.subjectId),
    eq(followUps.state, value('state')),
    isNull(followUps.deletedAt),
    assignee === undefined ? undefined : eq(followUps.assigneeId, value('assignee')),
    dueFrom === undefined ? undefined : gte(followUps.dueAt, value('dueFrom')),
    dueBefore === undefined ? undefined : lt(followUps.dueAt, value('dueBefore')),
    scope?.of === 'type' ? and(sql`${subjects.kind} = 'crm-item'`, eq(subjects.entityTypeId, value('entityTypeId'))) : undefined,
    isAmong ? sql`${followUps.subjectId} in (select value from json_each(${value('among')}))` : undefined,
  )
}

/** In the follow-up's own text or in what its object is called; `fold` is ours (db/database.ts). */
const holdsWords = sql`not exists (select 1 from json_each(${value('words')}) as word
  where not instr(fold(${followUps.text}), fold(word.value)) and not instr(fold(coalesce(${subjects.title}, '')), fold(word.value)))`

function valuesOf({ portalId, userId, now }: ListReader, { scope, state, assignee, dueFrom, dueBefore, text }: FollowUpsQuery) {
  return {
    portalId, userId, now, state,
    assignee: assignee === 'me' ? userId : assignee,
    dueFrom: dueFrom && Date.parse(dueFrom),
    dueBefore: dueBefore && Date.parse(dueBefore),
    entityTypeId: scope?.id,
    words: JSON.stringify(text?.split(/\s+/) ?? []),
  }
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
