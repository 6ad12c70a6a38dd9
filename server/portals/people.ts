import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { users } from '../../db/schema.ts'
import type { Viewer } from '../../shared/opening.ts'

export interface People {
  /** Remembers the present name, rights and zone of somebody who has just opened Sidenote, and, to the hour, when that was; writes only what changed. */
  remember(portalId: number, viewer: Viewer): Promise<void>
  /** Ids of everybody who opened Sidenote on this portal, administrators first. */
  ids(portalId: number): Promise<number[]>
  /** Ids of the administrators who opened Sidenote on this portal, most recently seen first. */
  administrators(portalId: number): Promise<number[]>
  /** The portal has said that this person is no administrator any more. */
  demote(portalId: number, userId: number): Promise<void>
  /** The IANA time zone of somebody who opened Sidenote on this portal; null of anybody else. */
  timeZone(portalId: number, userId: number): Promise<string | null>
  /** Names of the people who opened Sidenote on this portal, by id. */
  names(portalId: number, userIds: number[]): Promise<Map<number, string>>
}

const hour = 3600_000

/** The people of all portals in the database. @param clock milliseconds since the epoch. */
export function createPeople(database: Database, clock: () => number): People {
  const one = database.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()

  const named = database.select({ id: users.userId, name: users.name }).from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), inArray(users.userId, sql`(select value from json_each(${sql.placeholder('userIds')}))`))).prepare()

  const administrators = database.select({ id: users.userId }).from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.isAdmin, true))).orderBy(desc(users.seenAt), users.userId).prepare()

  return {
    async remember(portalId, { id, name, isAdmin, timeZone }) {
      const known = one.get({ portalId, userId: id })
      const seenAt = clock()
      if (known?.name === name && known.isAdmin === isAdmin && known.timeZone === timeZone && known.seenAt > seenAt - hour) return
      await write(database, transaction => transaction.insert(users).values({ portalId, userId: id, name, isAdmin, timeZone, seenAt })
        .onConflictDoUpdate({ target: [users.portalId, users.userId], set: { name, isAdmin, timeZone, seenAt } }).run())
    },

    async administrators(portalId) {
      return administrators.all({ portalId }).map(({ id }) => id)
    },

    async demote(portalId, userId) {
      await write(database, transaction => transaction.update(users).set({ isAdmin: false })
        .where(and(eq(users.portalId, portalId), eq(users.userId, userId))).run())
    },

    async ids(portalId) {
      return database.select({ id: users.userId }).from(users).where(eq(users.portalId, portalId)).orderBy(desc(users.isAdmin), desc(users.seenAt)).all().map(({ id }) => id)
    },

    async timeZone(portalId, userId) {
      return one.get({ portalId, userId })?.timeZone ?? null
    },

    async names(portalId, userIds) {
      if (!userIds.length) return new Map()
      const rows = named.all({ portalId, userIds: JSON.stringify(userIds) })
      return new Map(rows.map(row => [row.id, row.name]))
    },
  }
}
