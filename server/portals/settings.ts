import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { settings } from '../../db/schema.ts'

/** What the last installation or repair found and left on the portal. */
const registrations = z.object({
  /** Codes of the placements that are bound. */
  bound: z.array(z.string()),
  skipped: z.array(z.object({ code: z.string(), reason: z.string() })),
  /** What had to be changed: beyond an installation or an update, somebody had taken it away. */
  changed: z.array(z.string()),
  /** Milliseconds since the epoch. */
  at: z.number(),
})
export type Registrations = z.infer<typeof registrations>

export interface Settings {
  /** As the last installation or repair left it; null before the first. */
  registrations(portalId: number): Promise<Registrations | null>
  setRegistrations(portalId: number, value: Registrations): Promise<void>
}

/** What is settled per portal, in the database. */
export function createSettings(database: Database): Settings {
  const one = database.select({ value: settings.value }).from(settings)
    .where(and(eq(settings.portalId, sql.placeholder('portalId')), eq(settings.key, sql`'registrations'`))).prepare()

  return {
    async registrations(portalId) {
      return registrations.safeParse(one.get({ portalId })?.value).data ?? null
    },

    async setRegistrations(portalId, value) {
      await write(database, transaction => transaction.insert(settings).values({ portalId, key: 'registrations', value })
        .onConflictDoUpdate({ target: [settings.portalId, settings.key], set: { value } }).run())
    },
  }
}
