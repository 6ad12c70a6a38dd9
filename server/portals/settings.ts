import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { settings } from '../../db/schema.ts'
import { automationRules, type RuleChoice } from '../../shared/automation.ts'

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

/** The automation rules that are switched on. */
const rulesOn = z.array(z.string())

export interface Settings {
  /** As the last installation or repair left it; null before the first. */
  registrations(portalId: number): Promise<Registrations | null>
  setRegistrations(portalId: number, value: Registrations): Promise<void>
  /** Which automation rules are wanted; none before somebody has chosen. */
  automation(portalId: number): Promise<RuleChoice[]>
  /** @returns what is wanted then. */
  chooseRule(portalId: number, choice: RuleChoice): Promise<RuleChoice[]>
}

/** What is settled per portal, in the database. */
export function createSettings(database: Database): Settings {
  const one = database.select({ value: settings.value }).from(settings)
    .where(and(eq(settings.portalId, sql.placeholder('portalId')), eq(settings.key, sql.placeholder('key')))).prepare()

  function set(transaction: Transaction, portalId: number, key: string, value: unknown) {
    transaction.insert(settings).values({ portalId, key, value }).onConflictDoUpdate({ target: [settings.portalId, settings.key], set: { value } }).run()
  }

  // A prepared statement runs on the one connection, so inside a transaction too.
  function rules(portalId: number): RuleChoice[] {
    const on = rulesOn.safeParse(one.get({ portalId, key: 'automation' })?.value).data ?? []
    return automationRules.map(rule => ({ rule, isOn: on.includes(rule) }))
  }

  return {
    async registrations(portalId) {
      return registrations.safeParse(one.get({ portalId, key: 'registrations' })?.value).data ?? null
    },

    async setRegistrations(portalId, value) {
      await write(database, transaction => set(transaction, portalId, 'registrations', value))
    },

    async automation(portalId) {
      return rules(portalId)
    },

    async chooseRule(portalId, { rule, isOn }) {
      return write(database, (transaction) => {
        const chosen = rules(portalId).map(known => known.rule === rule ? { rule, isOn } : known)
        set(transaction, portalId, 'automation', chosen.filter(({ isOn }) => isOn).map(({ rule }) => rule))
        return chosen
      })
    },
  }
}
