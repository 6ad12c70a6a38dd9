import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes, searchEntries, subjects } from '../../db/schema.ts'
import { Failure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import { readableBy, type Readable } from '../subjects/readable.ts'
import { asRowId, rowsBegin, searchIndex, termOf, type Kind } from './search-index.ts'
import { pairsOf, piecesOf, spellingsOf, type Piece } from './words.ts'

type SubjectRow = typeof subjects.$inferSelect

/** Something that was found, and the subject that it stands on. */
export type Hit
  = | { kind: 'note', row: typeof notes.$inferSelect, subject: SubjectRow }
    | { kind: 'follow-up', row: typeof followUps.$inferSelect, subject: SubjectRow }

/** The entry with which a page ended; a row id would count what others wrote. */
export interface Place { kind: Kind, id: string }

export interface Search {
  /**
   * The notes and follow-ups of a portal in which all words of `text` stand, the last one at least as a beginning; newest first. They are of
   * subjects that the person may read: the portal is asked about those of the newest 100 matches, and of 5,000 more while the page is not
   * full. There the search ends, on the safe side of who waits for it and of what a portal bears.
   * @param text as it was typed. 200 characters and ten words of it count; one without letters and digits finds nothing.
   * @param page `before` is the `older` of the page before.
   * @returns `older` for the next page; null on the last one.
   * @throws Failure `not-found` when there is no such place, or the person may not read there; and what `Readable.refresh` throws.
   */
  find(portal: Portal, userId: number, text: string, page: { before?: Place, limit: number }): Promise<{ hits: Hit[], older: Place | null }>
}

const longestText = 200
const mostPieces = 10
/** Matches that are looked at in turn. Each time costs at most one request to the portal, and the first is nearly always enough. */
const rounds = [100, 2500, 2500]

/** @param clock milliseconds since the epoch. */
export function createSearch({ database, readable, clock }: { database: Database, readable: Pick<Readable, 'refresh'>, clock: () => number }): Search {
  const { placeholder } = sql
  const viewer = { portalId: placeholder('portalId'), userId: placeholder('userId'), now: placeholder('now') }
  const noteOf = and(eq(searchEntries.kind, 'note'), eq(notes.portalId, searchEntries.portalId), eq(notes.rowId, searchEntries.entryId))
  const followUpOf = and(eq(searchEntries.kind, 'follow-up'), eq(followUps.portalId, searchEntries.portalId), eq(followUps.rowId, searchEntries.entryId))

  // A cross join is an order to SQLite: from the index, which gives its rows newest first, to each one's entry.
  const newest = database.select({ rowId: searchEntries.rowId, subjectId: searchEntries.subjectId }).from(searchIndex).crossJoin(searchEntries)
    .where(and(
      sql`${searchIndex} match ${placeholder('query')}`, lt(searchIndex.rowId, asRowId(placeholder('before'))),
      eq(searchEntries.rowId, searchIndex.rowId), eq(searchEntries.portalId, placeholder('portalId')),
    )).orderBy(desc(searchIndex.rowId)).limit(placeholder('limit')).prepare()
  const readableOnes = database.select({ note: notes, followUp: followUps, subject: subjects }).from(sql`json_each(${placeholder('rowIds')})`).crossJoin(searchEntries)
    .innerJoin(subjects, and(eq(subjects.portalId, searchEntries.portalId), eq(subjects.id, searchEntries.subjectId)))
    .leftJoin(notes, noteOf).leftJoin(followUps, followUpOf)
    .where(and(eq(searchEntries.rowId, sql`json_each.value`), eq(searchEntries.portalId, placeholder('portalId')), readableBy(viewer, searchEntries.subjectId)))
    .orderBy(desc(searchEntries.rowId)).limit(placeholder('limit')).prepare()

  /** Where the next page begins. @throws Failure `not-found`, the same for a place that is not there and for one that the person may not read. */
  async function rowOf(portal: Portal, userId: number, { kind, id }: Place): Promise<number> {
    const now = clock()
    const table = kind === 'note' ? notes : followUps
    const place = and(eq(table.portalId, portal.id), eq(table.id, id))
    const entryOf = and(eq(searchEntries.portalId, table.portalId), eq(searchEntries.kind, kind), eq(searchEntries.entryId, table.rowId))

    const entry = database.select({ subjectId: searchEntries.subjectId }).from(table).innerJoin(searchEntries, entryOf).where(place).get()
    if (entry) await readable.refresh(portal, userId, [entry.subjectId])
    const row = database.select({ rowId: searchEntries.rowId }).from(table).innerJoin(searchEntries, entryOf).where(and(place, readableBy({ portalId: portal.id, userId, now }, searchEntries.subjectId))).get()
    if (!row) throw new Failure('not-found')
    return row.rowId
  }

  return {
    async find(portal, userId, text, { before, limit }) {
      const query = queryOf(portal.id, text)
      if (query === null) return { hits: [], older: null }

      const hits: Hit[] = []
      let start = before === undefined ? rowsBegin(portal.id + 1) : await rowOf(portal, userId, before)
      for (const size of rounds) {
        // Of before the request: what counts at its beginning is not asked about, and would be over at its end.
        const now = clock()
        const look = () => newest.all({ portalId: portal.id, query, before: start, limit: size })
        const first = look()
        const wasAsked = await readable.refresh(portal, userId, [...new Set(first.map(({ subjectId }) => subjectId))])
        // While the portal was asked, what was found may have got another text, or been deleted.
        const found = wasAsked ? look() : first
        const rowIds = found.map(({ rowId }) => rowId)
        hits.push(...readableOnes.all({ portalId: portal.id, userId, now, rowIds: JSON.stringify(rowIds), limit: limit + 1 - hits.length }).flatMap(hitOf))
        const oldest = rowIds.at(-1)
        if (hits.length > limit || found.length < size || oldest === undefined) break
        start = oldest
      }

      const shown = hits.slice(0, limit)
      const last = hits.length > limit ? shown.at(-1) : undefined
      return { hits: shown, older: last ? { kind: last.kind, id: last.row.id } : null }
    },
  }
}

function hitOf({ note, followUp, subject }: { note: typeof notes.$inferSelect | null, followUp: typeof followUps.$inferSelect | null, subject: SubjectRow }): Hit[] {
  if (note) return [{ kind: 'note', row: note, subject }]
  return followUp ? [{ kind: 'follow-up', row: followUp, subject }] : []
}

/** A text as FTS5's query; null when there is nothing in it to look for. Quotes and operators are its own: words have letters and digits alone. */
function queryOf(portalId: number, text: string): string | null {
  const pieces = piecesOf(text.slice(0, longestText))
  return pieces.slice(0, mostPieces).map((piece, index) => conditionOf(portalId, piece, index === pieces.length - 1)).join(' AND ') || null
}

/** One letter is no beginning: a range of the index with everything in it. A single character of a chain is a word of its own. */
function conditionOf(portalId: number, piece: Piece, isLast: boolean): string {
  const phrase = (...words: string[]) => `"${words.map(word => termOf(portalId, word)).join(' ')}"`
  if ('chain' in piece) {
    const pairs = pairsOf(piece.chain)
    return pairs.length > 1 ? phrase(...pairs.slice(0, -1)) : `${phrase(piece.chain)} *`
  }
  const beginning = isLast && piece.word.length > 1 ? ' *' : ''
  return `(${spellingsOf(piece.word).map(word => phrase(word) + beginning).join(' OR ')})`
}
