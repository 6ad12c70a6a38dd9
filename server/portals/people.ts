import { and, eq, inArray, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { users } from '../../db/schema.ts'
import type { Person } from '../../shared/thread.ts'

/** A person as `profile` answers in their own opening. */
export interface Profile extends Person {
  isAdmin: boolean
  /** IANA name. */
  timeZone: string
}

export interface People {
  /** Remembers somebody's present name and zone; writes only what changed. */
  remember(portalId: number, profile: Profile): Promise<void>
  find(portalId: number, userId: number): Promise<Profile | null>
  /** Names of the people who opened Sidenote on this portal, by id. */
  names(portalId: number, userIds: number[]): Promise<Map<number, string>>
}

/** The people of all portals in the database. */
export function createPeople(database: Database): People {
  const one = database.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()

  return {
    async remember(portalId, { id, name, isAdmin, timeZone }) {
      const known = one.get({ portalId, userId: id })
      if (known?.name === name && known.isAdmin === isAdmin && known.timeZone === timeZone) return
      await write(database, transaction => transaction.insert(users).values({ portalId, userId: id, name, isAdmin, timeZone })
        .onConflictDoUpdate({ target: [users.portalId, users.userId], set: { name, isAdmin, timeZone } }).run())
    },

    async find(portalId, userId) {
      const row = one.get({ portalId, userId })
      return row ? { id: row.userId, name: row.name, isAdmin: row.isAdmin, timeZone: row.timeZone } : null
    },

    async names(portalId, userIds) {
      if (!userIds.length) return new Map()
      const rows = database.select({ id: users.userId, name: users.name }).from(users)
        .where(and(eq(users.portalId, portalId), inArray(users.userId, userIds))).all()
      return new Map(rows.map(row => [row.id, row.name]))
    },
  }
}
