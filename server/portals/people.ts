import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { colleagues, users } from '../../db/schema.ts'
import type { Viewer } from '../../shared/opening.ts'
import type { Person } from '../../shared/thread.ts'

export interface People {
  /** Remembers the present name, rights and zone of somebody who has just opened Sidenote, and, to the hour, when that was; writes only what changed. */
  remember(portalId: number, viewer: Viewer): Promise<void>
  /** Ids of everybody who opened Sidenote on this portal, administrators first. */
  ids(portalId: number): Promise<number[]>
  /** Ids of the administrators who opened Sidenote on this portal, most recently seen first. */
  administrators(portalId: number): Promise<number[]>
  /** The portal has said that this person is no administrator any more. */
  demote(portalId: number, userId: number): Promise<void>
  /** Ids of the 20 people who opened Sidenote on this portal last, the latest first. */
  recent(portalId: number): Promise<number[]>
  /** The IANA time zone of somebody who opened Sidenote on this portal; null of anybody else. */
  timeZone(portalId: number, userId: number): Promise<string | null>
  /** Remembers what the portal calls people who were named here. That gives them no rights, and they count as nobody who was here. */
  meet(portalId: number, persons: Person[]): Promise<void>
  /** Names of the people who opened Sidenote on this portal or were met there, by id. */
  names(portalId: number, userIds: number[]): Promise<Map<number, string>>
}

const hour = 3600_000
const lately = 20

/** The people of all portals in the database. @param clock milliseconds since the epoch. */
export function createPeople(database: Database, clock: () => number): People {
  const one = database.select().from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.userId, sql.placeholder('userId')))).prepare()

  const among = sql`(select value from json_each(${sql.placeholder('userIds')}))`
  const namesIn = (table: typeof users | typeof colleagues) => database.select({ id: table.userId, name: table.name }).from(table)
    .where(and(eq(table.portalId, sql.placeholder('portalId')), inArray(table.userId, among))).prepare()
  const [known, met] = [namesIn(users), namesIn(colleagues)]
  const recent = database.select({ id: users.userId }).from(users).where(eq(users.portalId, sql.placeholder('portalId'))).orderBy(desc(users.seenAt), users.userId).limit(lately).prepare()

  const administrators = database.select({ id: users.userId }).from(users)
    .where(and(eq(users.portalId, sql.placeholder('portalId')), eq(users.isAdmin, true))).orderBy(desc(users.seenAt), users.userId).prepare()

  function named(statement: typeof known, portalId: number, userIds: number[]): Map<number, string> {
    if (!userIds.length) return new Map()
    return new Map(statement.all({ portalId, userIds: JSON.stringify(userIds) }).map(({ id, name }) => [id, name]))
  }

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

    async recent(portalId) {
      return recent.all({ portalId }).map(({ id }) => id)
    },

    async timeZone(portalId, userId) {
      return one.get({ portalId, userId })?.timeZone ?? null
    },

    async meet(portalId, persons) {
      const names = named(met, portalId, persons.map(({ id }) => id))
      const changed = persons.filter(({ id, name }) => names.get(id) !== name)
      if (!changed.length) return
      await write(database, (transaction) => {
        for (const { id: userId, name } of changed) {
          transaction.insert(colleagues).values({ portalId, userId, name }).onConflictDoUpdate({ target: [colleagues.portalId, colleagues.userId], set: { name } }).run()
        }
      })
    },

    async names(portalId, userIds) {
      const names = named(known, portalId, userIds)
      const others = userIds.filter(id => !names.has(id))
      return others.length ? new Map([...names, ...named(met, portalId, others)]) : names
    },
  }
}
