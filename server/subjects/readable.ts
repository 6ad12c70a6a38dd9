import { and, eq, gt, inArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { access, subjects } from '../../db/schema.ts'
import type { Answer, PortalClient } from '../bitrix24/rest.ts'
import type { Portal } from '../portals/portals.ts'
import { readableCommand, readReadable } from './crm-item.ts'

export interface Readable {
  /**
   * Lets the access table say which of these subjects the person may read, with at most one request to the portal for 2,500 of them: those
   * it has not said lately. What is about to be listed or searched is refreshed before, and joined with `readableBy`.
   * @param subjectIds row ids of subjects of this portal; others are left out.
   * @throws Failure of `connect`, or `portal-unreachable`; then the table stays as it is.
   */
  refresh(portal: Portal, userId: number, subjectIds: number[]): Promise<void>
  /** Those of the subjects that the person may read at this moment: before something is changed on them the portal is asked, whatever it said lately. @throws as `refresh`. */
  now(portal: Portal, userId: number, subjectIds: number[]): Promise<Set<number>>
}

/** Milliseconds for which an answer holds, "may" and "may not" alike. A single thread is checked more strictly (access.ts). */
const lifetime = 10 * 60_000
/** Of the portal: rows on a page, commands in a batch. */
const pageSize = 50
const batchSize = 50

/**
 * A query's condition: the person may read the subject in this column, as the portal said lately.
 * @param now milliseconds since the epoch.
 */
export function readableBy({ portalId, userId, now }: { portalId: number, userId: number, now: number }, subjectId: SQLWrapper): SQL {
  return sql`exists (select 1 from ${access} where ${access.portalId} = ${portalId} and ${access.userId} = ${userId}
    and ${access.subjectId} = ${subjectId} and ${access.isReadable} = 1 and ${access.checkedAt} > ${now - lifetime})`
}

/** A query's condition: the portal has not said lately whether the person may read the subject in this column; `refresh` asks. */
export function unknownTo({ portalId, userId, now }: { portalId: number, userId: number, now: number }, subjectId: SQLWrapper): SQL {
  return sql`not exists (select 1 from ${access} where ${access.portalId} = ${portalId} and ${access.userId} = ${userId}
    and ${access.subjectId} = ${subjectId} and ${access.checkedAt} > ${now - lifetime})`
}

interface Row { id: number, entityTypeId: number, externalId: string }

/**
 * @param connect a client of the portal with the rights of one person.
 * @param clock milliseconds since the epoch.
 */
export function createReadable({ database, connect, clock }: {
  database: Database
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  clock: () => number
}): Readable {
  function unknownOf(portalId: number, userId: number, subjectIds: number[]): Row[] {
    const known = database.select({ id: access.subjectId }).from(access)
      .where(and(eq(access.portalId, portalId), eq(access.userId, userId), gt(access.checkedAt, clock() - lifetime)))
    return database.select({ id: subjects.id, entityTypeId: subjects.entityTypeId, externalId: subjects.externalId }).from(subjects)
      .where(and(eq(subjects.portalId, portalId), inArray(subjects.id, sql`(select value from json_each(${JSON.stringify(subjectIds)}))`), sql`${subjects.id} not in ${known}`)).all()
  }

  async function ask(client: PortalClient, pages: Row[][]): Promise<Set<number>> {
    const readable = new Set<number>()
    for (let from = 0; from < pages.length; from += batchSize) {
      const chunk = pages.slice(from, from + batchSize)
      const answers = await client.batch(Object.fromEntries(chunk.map((rows, index) => [`p${index}`, readableCommand(rows[0]?.entityTypeId ?? 0, rows.map(row => row.externalId))])))
      chunk.forEach((rows, index) => {
        const ids = new Set(mustAnswer(answers[`p${index}`]))
        for (const row of rows) if (ids.has(row.externalId)) readable.add(row.id)
      })
    }
    return readable
  }

  return {
    async now(portal, userId, subjectIds) {
      const rows = database.select({ id: subjects.id, entityTypeId: subjects.entityTypeId, externalId: subjects.externalId }).from(subjects)
        .where(and(eq(subjects.portalId, portal.id), inArray(subjects.id, sql`(select value from json_each(${JSON.stringify(subjectIds)}))`))).all()
      return rows.length ? ask(await connect(portal, userId), pagesOf(rows)) : new Set()
    },

    async refresh(portal, userId, subjectIds) {
      const unknown = unknownOf(portal.id, userId, subjectIds)
      if (!unknown.length) return

      const readable = await ask(await connect(portal, userId), pagesOf(unknown))
      const checkedAt = clock()
      await write(database, (transaction) => {
        for (const { id } of unknown) {
          const isReadable = readable.has(id)
          transaction.insert(access).values({ portalId: portal.id, userId, subjectId: id, isReadable, checkedAt })
            .onConflictDoUpdate({ target: [access.portalId, access.userId, access.subjectId], set: { isReadable, checkedAt } }).run()
        }
      })
    },
  }
}

/** Rows of one type each, as many as the portal answers on a page. */
function pagesOf(rows: Row[]): Row[][] {
  return [...Map.groupBy(rows, row => row.entityTypeId).values()].flatMap(ofType =>
    Array.from({ length: Math.ceil(ofType.length / pageSize) }, (_, page) => ofType.slice(page * pageSize, (page + 1) * pageSize)))
}

function mustAnswer(answer: Answer | undefined): string[] {
  return answer ? readReadable(answer) : []
}
