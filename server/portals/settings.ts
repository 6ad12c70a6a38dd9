import { and, eq, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { settings } from '../../db/schema.ts'

export interface Settings {
  /** Codes of the placements that the last installation or repair left bound. */
  places(portalId: number): Promise<string[]>
  setPlaces(portalId: number, codes: string[]): Promise<void>
}

/** What is settled per portal, in the database. */
export function createSettings(database: Database): Settings {
  const bound = database.select({ value: settings.value }).from(settings)
    .where(and(eq(settings.portalId, sql.placeholder('portalId')), eq(settings.key, sql`'places'`))).prepare()

  return {
    async places(portalId) {
      const row = bound.get({ portalId })
      return Array.isArray(row?.value) ? row.value.filter(code => typeof code === 'string') : []
    },

    async setPlaces(portalId, codes) {
      await write(database, transaction => transaction.insert(settings).values({ portalId, key: 'places', value: codes })
        .onConflictDoUpdate({ target: [settings.portalId, settings.key], set: { value: codes } }).run())
    },
  }
}
