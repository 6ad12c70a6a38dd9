import { and, eq, not, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
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
   * @returns whether the portal was asked. Then time has passed, in which others wrote.
   * @throws Failure of `connect`, or `portal-unreachable`; then the table stays as it is.
   */
  refresh(portal: Portal, userId: number, subjectIds: number[]): Promise<boolean>
}

/** Milliseconds for which an answer holds, "may" and "may not" alike. A single thread is checked more strictly (access.ts). */
const lifetime = 10 * 60_000
/** Of the portal: rows on a page, commands in a batch. */
const pageSize = 50
const batchSize = 50

/**
 * A query's condition: the person may read the subject in this column, as the portal said lately.
 * @param viewer who reads, and `now` in milliseconds since the epoch; or placeholders for them.
 */
export function readableBy({ portalId, userId, now }: Record<'portalId' | 'userId' | 'now', number | SQLWrapper>, subjectId: SQLWrapper): SQL {
  return sql`exists (select 1 from ${access} where ${access.portalId} = ${portalId} and ${access.userId} = ${userId}
    and ${access.subjectId} = ${subjectId} and ${access.isReadable} = 1 and ${access.checkedAt} > ${now} - ${lifetime})`
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
  // From each number to its row: the other way round, all subjects of a large portal would be read for a page of twenty.
  function unknownOf(portalId: number, userId: number, subjectIds: number[]): Row[] {
    const isKnown = sql`exists (select 1 from ${access} where ${access.portalId} = ${portalId} and ${access.userId} = ${userId}
      and ${access.subjectId} = ${subjects.id} and ${access.checkedAt} > ${clock() - lifetime})`
    return database.select({ id: subjects.id, entityTypeId: subjects.entityTypeId, externalId: subjects.externalId })
      .from(sql`json_each(${JSON.stringify(subjectIds)})`).crossJoin(subjects)
      .where(and(eq(subjects.id, sql`json_each.value`), eq(subjects.portalId, portalId), not(isKnown))).all()
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
    async refresh(portal, userId, subjectIds) {
      const unknown = unknownOf(portal.id, userId, subjectIds)
      if (!unknown.length) return false

      const readable = await ask(await connect(portal, userId), pagesOf(unknown))
      const checkedAt = clock()
      await write(database, (transaction) => {
        for (const { id } of unknown) {
          const isReadable = readable.has(id)
          transaction.insert(access).values({ portalId: portal.id, userId, subjectId: id, isReadable, checkedAt })
            .onConflictDoUpdate({ target: [access.portalId, access.userId, access.subjectId], set: { isReadable, checkedAt } }).run()
        }
      })
      return true
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
