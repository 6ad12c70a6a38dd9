import { and, eq, gt, inArray, sql, type Placeholder, type SQL, type SQLWrapper } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { access, subjects as subjectRows } from '../../db/schema.ts'
import type { Command, PortalClient } from '../bitrix24/rest.ts'
import { asFailure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import { labelOf } from './labels.ts'
import { checksOf, noRow, type Check, type Checked, type SubjectRow } from './list-check.ts'
import type { LinkedSubject, Subject } from './subject.ts'
import type { Subjects } from './subjects.ts'

export interface Readable {
  /**
   * Lets the access table say which of these subjects the person may read, with at most one request to the portal for 2,500 of them: those
   * it has not said lately. What is about to be listed or searched is refreshed before, and joined with `readableBy`.
   * @param subjectIds row ids of subjects of this portal; others are left out.
   * @returns whether the portal was asked. Then time has passed, in which others wrote.
   * @throws Failure of `connect`, or `portal-unreachable`; then the table stays as it is.
   */
  refresh(portal: Portal, userId: number, subjectIds: number[]): Promise<boolean>
  /** Those of the subjects that the person may read at this moment: before something is changed on them the portal is asked, whatever it said lately. @throws as `refresh`. */
  now(portal: Portal, userId: number, subjectIds: number[]): Promise<Set<number>>
  /** Takes down what the portal has just answered, where it is news, and what it calls them. */
  record(portalId: number, userId: number, checked: Checked): Promise<void>
  /**
   * The subjects around this one that the person may read and on which something was written: what is rolled up into its thread. A portal that
   * does not answer costs those of which the table says nothing, not the thread.
   * @param links what the subject points to now.
   */
  linked(portal: Portal, userId: number, subject: Subject, links: Subject[]): Promise<LinkedSubject[]>
}

/** Milliseconds for which an answer holds, "may" and "may not" alike. A single thread is checked more strictly (access.ts). */
const lifetime = 10 * 60_000
/** Commands in a batch of the portal's. */
const batchSize = 50

/** Who reads, and when, in milliseconds since the epoch; placeholders in a statement that is prepared. */
export interface ReadingPerson { portalId: number | Placeholder, userId: number | Placeholder, now: number | Placeholder }

/** A query's condition: the person may read the subject in this column, as the portal said lately. */
export function readableBy(person: ReadingPerson, subjectId: SQLWrapper): SQL {
  return sql`exists (select 1 from ${access} where ${saidLately(person, subjectId)} and ${access.isReadable} = 1)`
}

/** A query's condition: the portal has not said lately whether the person may read the subject in this column; `refresh` asks. */
export function unknownTo(person: ReadingPerson, subjectId: SQLWrapper): SQL {
  return sql`not exists (select 1 from ${access} where ${saidLately(person, subjectId)})`
}

function saidLately({ portalId, userId, now }: ReadingPerson, subjectId: SQLWrapper): SQL {
  return sql`${access.portalId} = ${portalId} and ${access.userId} = ${userId} and ${access.subjectId} = ${subjectId} and ${access.checkedAt} > ${now} - ${lifetime}`
}

/**
 * @param connect a client of the portal with the rights of one person.
 * @param clock milliseconds since the epoch.
 */
export function createReadable({ database, subjects, connect, clock }: {
  database: Database
  subjects: Subjects
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  clock: () => number
}): Readable {
  function said(portalId: number, userId: number, subjectIds: number[], since: number) {
    return database.select({ id: access.subjectId, isReadable: access.isReadable }).from(access).where(and(
      eq(access.portalId, portalId), eq(access.userId, userId), gt(access.checkedAt, since), inArray(access.subjectId, sql`(select value from json_each(${JSON.stringify(subjectIds)}))`),
    )).all()
  }

  /** Of what the table says nothing, or of what it can be read but nobody has said what it is called. */
  function unknownOf(portalId: number, userId: number, subjectIds: number[]): SubjectRow[] {
    const known = new Map(said(portalId, userId, subjectIds, clock() - lifetime).map(({ id, isReadable }) => [id, isReadable]))
    return subjects.rows(portalId, subjectIds).filter(({ id, title }) => known.get(id) === undefined || (known.get(id) === true && title === null))
  }

  async function ask(portal: Portal, userId: number, checks: Check[]): Promise<Checked> {
    const checked: Checked = new Map()
    const client = checks.length ? await connect(portal, userId) : null
    for (let from = 0; from < checks.length; from += batchSize) {
      const chunk = checks.slice(from, from + batchSize)
      const answers = await client?.batch(Object.fromEntries(chunk.map(({ command }, index): [string, Command] => [`p${index}`, command])))
      chunk.forEach(({ read }, index) => {
        const answer = answers?.[`p${index}`]
        if (answer) read(answer).forEach((said, id) => checked.set(id, said))
      })
    }
    return checked
  }

  async function record(portalId: number, userId: number, checked: Checked) {
    const ids = [...checked.keys()].filter(id => id !== noRow)
    if (!ids.length) return
    const fresh = new Map(said(portalId, userId, ids, clock() - lifetime / 2).map(({ id, isReadable }) => [id, isReadable]))
    const news = [...checked].filter(([id, { isReadable }]) => id !== noRow && fresh.get(id) !== isReadable)
    // An empty title is one that was asked for in vain.
    const renamed = subjects.rows(portalId, ids).flatMap(({ id, title }) => {
      const said = checked.get(id)
      return said?.isReadable && (said.title === null ? title === null : said.title !== title) ? [{ id, title: said.title ?? '' }] : []
    })
    if (!news.length && !renamed.length) return

    const checkedAt = clock()
    await write(database, (transaction) => {
      for (const [subjectId, { isReadable }] of news) {
        transaction.insert(access).values({ portalId, userId, subjectId, isReadable, checkedAt })
          .onConflictDoUpdate({ target: [access.portalId, access.userId, access.subjectId], set: { isReadable, checkedAt } }).run()
      }
      for (const { id, title } of renamed) {
        transaction.update(subjectRows).set({ title }).where(and(eq(subjectRows.portalId, portalId), eq(subjectRows.id, id))).run()
      }
    })
  }

  async function refresh(portal: Portal, userId: number, subjectIds: number[]) {
    const unknown = unknownOf(portal.id, userId, subjectIds)
    if (!unknown.length) return false

    const { checks, clear } = checksOf(unknown, userId)
    await record(portal.id, userId, new Map([...clear, ...await ask(portal, userId, checks)]))
    return true
  }

  return {
    refresh,
    record,

    async now(portal, userId, subjectIds) {
      const { checks, clear } = checksOf(subjects.rows(portal.id, subjectIds), userId)
      const checked = new Map([...clear, ...await ask(portal, userId, checks)])
      await record(portal.id, userId, checked)
      return new Set([...checked].flatMap(([id, { isReadable }]) => isReadable ? [id] : []))
    },

    async linked(portal, userId, subject, links) {
      const around = subjects.around(portal.id, subject, links).map(({ id }) => id)
      if (!around.length) return []

      await refresh(portal, userId, around).catch((error: unknown) => {
        if (asFailure(error).code !== 'portal-unreachable') throw error
      })
      const readable = said(portal.id, userId, around, clock() - lifetime).flatMap(({ id, isReadable }) => isReadable ? [id] : [])
      return subjects.rows(portal.id, readable).map(({ id, kind, entityTypeId, externalId, title }) => ({ id, label: labelOf({ kind, entityTypeId, id: externalId }, title, userId) }))
    },
  }
}
