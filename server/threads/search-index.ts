import { setImmediate } from 'node:timers/promises'
import { and, asc, desc, eq, gte, inArray, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { followUps, notes, searchEntries } from '../../db/schema.ts'
import type { Job, Jobs } from '../jobs/jobs.ts'
import { pairsOf, piecesOf, spellingsOf } from './words.ts'

/** The FTS5 table of the migration `search`: `words` can be written and matched, and not read. Not in the schema, since no tool can make it from there. */
export const searchIndex = sqliteTable('search_index', { rowId: integer('rowid').primaryKey(), words: text('words').notNull() })

export type Kind = typeof searchEntries.$inferSelect['kind']

/** What the index has to know of a note or follow-up. */
export type Entry = Pick<typeof notes.$inferSelect, 'rowId' | 'portalId' | 'subjectId' | 'text' | 'deletedAt'>

export interface SearchIndex {
  /**
   * Lets a note or follow-up be found by the text that it has now, on its present subject, or by nothing when it is deleted. To be called in
   * the transaction that writes it. Where it stands among the others is decided by its first call.
   */
  put(transaction: Transaction, kind: Kind, entry: Entry): void
}

/** Entries that one transaction of the job takes up, and transactions of one job: others write and read in between. */
const handful = 100
const handfuls = 20
/** Pages of the index (4 KB) that one transaction rewrites. */
const mergedAtOnce = 64

/** Row ids that each portal has for its entries, in whole numbers that JavaScript knows for two million portals. */
const roomOfPortal = 2 ** 32

/** The row ids of a portal's entries are greater than this one, and less than that of the next portal. */
export function rowsBegin(portalId: number): number {
  return portalId * roomOfPortal
}

/** better-sqlite3 hands every number over as a float, which FTS5 does not take for a row id. */
export function asRowId(rowId: number | SQLWrapper): SQL<number> {
  return sql`cast(${rowId} as integer)`
}

/** A word as it stands in the index: the portal leads it, so that a search, for beginnings too, reads nothing of other portals. */
export function termOf(portalId: number, word: string): string {
  return `${portalId}:${word}`
}

/** The words of the notes and follow-ups, of which the database's full-text index consists. Older ones than the index are added by a job. */
export function createSearchIndex({ database, jobs }: { database: Database, jobs: Jobs }): SearchIndex {
  const isWaiting = eq(searchEntries.isIndexed, sql`0`)
  const nextPortal = database.select({ id: searchEntries.portalId }).from(searchEntries)
    .where(and(gte(searchEntries.portalId, sql.placeholder('from')), isWaiting)).orderBy(asc(searchEntries.portalId)).limit(1).prepare()
  const waiting = database.select({
    id: searchEntries.rowId, text: sql<string | null>`coalesce(${notes.text}, ${followUps.text})`,
  }).from(searchEntries)
    .leftJoin(notes, and(eq(searchEntries.kind, 'note'), eq(notes.portalId, searchEntries.portalId), eq(notes.rowId, searchEntries.entryId), isNull(notes.deletedAt)))
    .leftJoin(followUps, and(eq(searchEntries.kind, 'follow-up'), eq(followUps.portalId, searchEntries.portalId), eq(followUps.rowId, searchEntries.entryId), isNull(followUps.deletedAt)))
    .where(and(eq(searchEntries.portalId, sql.placeholder('portalId')), isWaiting)).orderBy(desc(searchEntries.rowId)).limit(handful).prepare()

  const removeWords = database.delete(searchIndex).where(eq(searchIndex.rowId, asRowId(sql.placeholder('rowId')))).prepare()
  const addWords = database.insert(searchIndex).values({ rowId: asRowId(sql.placeholder('rowId')), words: sql.placeholder('words') }).prepare()

  /** The words of an entry take the place of those that it had; null: it has none any more. */
  function setWords(rowId: number, portalId: number, text: string | null) {
    removeWords.run({ rowId })
    if (text !== null) addWords.run({ rowId, words: wordsOf(portalId, text) })
  }

  /** The newest of one portal first. @param from the number of the portal to begin with. @returns that of the one it was, null when nothing waits any more. */
  function fillSome(transaction: Transaction, from: number): number | null {
    const portalId = nextPortal.get({ from })?.id
    if (portalId === undefined) return null

    const entries = waiting.all({ portalId })
    for (const { id, text } of entries) setWords(id, portalId, text)
    transaction.update(searchEntries).set({ isIndexed: true })
      .where(and(eq(searchEntries.portalId, portalId), inArray(searchEntries.rowId, entries.map(({ id }) => id)))).run()
    return portalId
  }

  async function fill() {
    let portalId: number | null = 0
    for (let n = 0; n < handfuls; n++) {
      const from: number = portalId
      portalId = await write(database, transaction => fillSome(transaction, from))
      if (portalId === null) return
      await setImmediate()
    }
    await jobs.enqueue({ kind: 'fill-index', key: 'all' })
  }

  /** FTS5 says that it has nothing left to do by changing less than two rows of its own. @see https://www.sqlite.org/fts5.html#the_merge_command */
  function mergeSome(transaction: Transaction, pages: number): boolean {
    const changes = () => transaction.get<{ changes: number }>(sql`select total_changes() as changes`).changes
    const before = changes()
    transaction.run(sql`insert into search_index (search_index, rank) values ('merge', ${pages})`)
    return changes() - before >= 2
  }

  /**
   * What was taken out of the index cannot be found, but stands in its pages until they are merged. A negative number puts all of them up for
   * that; the `rest` has a key of its own, so that it does not take the place of one that is to begin.
   */
  async function clean({ key }: Job) {
    for (let n = 0; n < handfuls; n++) {
      const isFirst = n === 0 && key === 'all'
      if (!await write(database, transaction => mergeSome(transaction, isFirst ? -mergedAtOnce : mergedAtOnce))) return
      await setImmediate()
    }
    await jobs.enqueue({ kind: 'clean-index', key: 'rest' })
  }

  jobs.handle('fill-index', fill)
  jobs.handle('clean-index', clean)

  return {
    put(transaction, kind, { rowId: entryId, portalId, subjectId, text, deletedAt }) {
      const [begin, end] = [asRowId(rowsBegin(portalId)), asRowId(rowsBegin(portalId + 1))]
      const next = sql`(select coalesce(max(${searchEntries.rowId}), ${begin}) + 1 from ${searchEntries} where ${searchEntries.rowId} > ${begin} and ${searchEntries.rowId} < ${end})`
      const { rowId } = transaction.insert(searchEntries).values({ rowId: next, portalId, subjectId, kind, entryId, isIndexed: true })
        .onConflictDoUpdate({ target: [searchEntries.portalId, searchEntries.kind, searchEntries.entryId], set: { subjectId, isIndexed: true } })
        .returning({ rowId: searchEntries.rowId }).get()
      setWords(rowId, portalId, deletedAt === null ? text : null)
    },
  }
}

/** Words once each, since only chains have an order that counts. */
function wordsOf(portalId: number, text: string): string {
  const pieces = piecesOf(text)
  const words = new Set(pieces.flatMap(piece => 'word' in piece ? spellingsOf(piece.word) : []))
  const chains = pieces.flatMap(piece => 'chain' in piece ? pairsOf(piece.chain) : [])
  return [...words, ...chains].map(word => termOf(portalId, word)).join(' ')
}
