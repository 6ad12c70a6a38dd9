import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { users } from '../../db/schema.ts'
import type { Viewer } from '../../shared/opening.ts'

export interface People {
  /** Remembers somebody's present name and zone; writes only what changed. */
  remember(portalId: number, viewer: Viewer): Promise<void>
  /** Ids of everybody who opened Sidenote on this portal, administrators first. */
  ids(portalId: number): Promise<{ userId: number, isAdmin: boolean }[]>
  /** Names of the people who opened Sidenote on this portal, by id. */
  names(portalId: number, userIds: number[]): Promise<Map<number, string>>
}

/** The people of all portals in the database. */
export function createPeople(database: Database): People {
  const one = database.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()

  const named = database.select({ id: users.userId, name: users.name }).from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), inArray(users.userId, sql`(select value from json_each(${sql.placeholder('userIds')}))`))).prepare()

  return {
    async remember(portalId, { id, name, isAdmin, timeZone }) {
      const known = one.get({ portalId, userId: id })
      if (known?.name === name && known.isAdmin === isAdmin && known.timeZone === timeZone) return
      await write(database, transaction => transaction.insert(users).values({ portalId, userId: id, name, isAdmin, timeZone })
        .onConflictDoUpdate({ target: [users.portalId, users.userId], set: { name, isAdmin, timeZone } }).run())
    },

    async ids(portalId) {
      return database.select({ userId: users.userId, isAdmin: users.isAdmin }).from(users).where(eq(users.portalId, portalId)).orderBy(desc(users.isAdmin), users.userId).all()
    },

    async names(portalId, userIds) {
      if (!userIds.length) return new Map()
      const rows = named.all({ portalId, userIds: JSON.stringify(userIds) })
      return new Map(rows.map(row => [row.id, row.name]))
    },
  }
}
