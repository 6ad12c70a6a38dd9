import { and, count, eq, getTableName, isNotNull, isTable, lte, ne, sql } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import * as schema from '../../db/schema.ts'
import { erasures, portals, tokens } from '../../db/schema.ts'
import type { Verdict } from '../bitrix24/oauth.ts'
import type { Secret } from '../secret.ts'

export type Portal = typeof portals.$inferSelect

/**
 * The portals, each in one of three states; a *generation* counts the lives that the application has had there.
 *
 *     introduce      finishInstallation        uninstall             introduce
 *     ─────────▶ pending ─────────▶ installed ─────────▶ uninstalled ─────────▶ pending …
 *
 * Nothing here believes anybody: who calls has a verdict (see introduction.ts and life-cycle.ts).
 */
export interface Portals {
  /** A portal by Bitrix24's `member_id`; null is "never seen", a storage error is thrown. */
  find(memberId: string): Promise<Portal | null>
  get(id: number): Promise<Portal | null>
  /**
   * Takes down what a verified administrator brought: a portal that nobody knew or that had removed the application, or the present
   * addresses of a known one. Whether a known portal is installed does not change by that.
   */
  introduce(verdict: Verdict, serverEndpoint: string, applicationToken: Secret | null): Promise<Portal>
  /**
   * Every binding is in place: widgets may open, and what an earlier removal wanted erased stays.
   * @param isAnew Bitrix24 had removed the application meanwhile, and its event was lost: a new generation begins, the sessions of the old
   * one are over.
   * @returns false when somebody else has finished another installation, or a removal was believed, since `portal` was read; then nothing
   * is changed.
   */
  finishInstallation(portal: Portal, isAnew: boolean): Promise<boolean>
  /**
   * The application is gone from the portal: its tokens are dropped and its sessions over at once, the rest is erased at `eraseAt`.
   * @param alongside what else belongs into the same transaction.
   * @returns false when the portal has begun another generation since it was read.
   */
  uninstall(portal: Portal, eraseAt: number, alongside: (transaction: Transaction) => void): Promise<boolean>
  /** Erases everything of a portal whose time has come, and keeps a receipt of how much that was. @returns the receipt's counts, or null. */
  erase(id: number): Promise<Record<string, number> | null>
  /** Removes portals whose installation was begun before `before` and never finished. @returns how many. */
  sweep(before: number): Promise<number>
  /** A verified administrator's callback brought another application_token (an update), or the portal answers under a new address. */
  update(id: number, change: { clientEndpoint?: string, applicationToken?: Secret }): Promise<void>
  /** What is registered on the portal was compared with what should be. */
  reconciled(id: number): Promise<void>
}

/** The portals in the database. @param clock milliseconds since the epoch. */
export function createPortals(database: Database, clock: () => number): Portals {
  const byMemberId = database.select().from(portals).where(eq(portals.memberId, sql.placeholder('memberId'))).prepare()
  const byId = database.select().from(portals).where(eq(portals.id, sql.placeholder('id'))).prepare()

  /** A token that is new takes the place of the present one, which counts on for a while. */
  function withToken(applicationToken: Secret | null | undefined) {
    if (!applicationToken) return {}
    const token = applicationToken.fingerprint()
    const isNew = sql`${portals.applicationToken} is not ${token}`
    return {
      applicationToken: token,
      previousApplicationToken: sql`case when ${isNew} then ${portals.applicationToken} else ${portals.previousApplicationToken} end`,
      applicationTokenSince: sql`case when ${isNew} then ${clock()} else ${portals.applicationTokenSince} end`,
    }
  }

  return {
    async find(memberId) {
      return byMemberId.get({ memberId }) ?? null
    },

    async get(id) {
      return byId.get({ id }) ?? null
    },

    async introduce({ memberId, clientEndpoint }, serverEndpoint, applicationToken) {
      const addresses = { clientEndpoint, serverEndpoint }
      return write(database, transaction => transaction.insert(portals)
        .values({ memberId, state: 'pending', generation: 1, ...addresses, applicationToken: applicationToken?.fingerprint(), applicationTokenSince: clock(), createdAt: clock() })
        .onConflictDoUpdate({
          target: portals.memberId,
          // Whatever brought an administrator here, what is registered on the portal may be another's, or gone.
          set: { ...addresses, ...withToken(applicationToken), reconciledAt: null, state: sql`case ${portals.state} when 'uninstalled' then 'pending' else ${portals.state} end` },
        }).returning().get())
    },

    async finishInstallation({ id, generation, state }, isAnew) {
      const { changes } = await write(database, transaction => transaction.update(portals)
        .set({ state: 'installed', installedAt: clock(), uninstalledAt: null, eraseAt: null, generation: isAnew && state === 'installed' ? generation + 1 : generation })
        .where(and(eq(portals.id, id), eq(portals.generation, generation), ne(portals.state, 'uninstalled'))).run())
      return changes === 1
    },

    async uninstall({ id, generation }, eraseAt, alongside) {
      return write(database, (transaction) => {
        const { changes } = transaction.update(portals).set({
          state: 'uninstalled', generation: generation + 1, applicationToken: null, previousApplicationToken: null, uninstalledAt: clock(), eraseAt,
        }).where(and(eq(portals.id, id), eq(portals.generation, generation), ne(portals.state, 'uninstalled'))).run()
        if (!changes) return false

        transaction.delete(tokens).where(eq(tokens.portalId, id)).run()
        alongside(transaction)
        return true
      })
    },

    async erase(id) {
      return write(database, (transaction) => {
        const due = and(eq(portals.id, id), ne(portals.state, 'installed'), isNotNull(portals.eraseAt), lte(portals.eraseAt, clock()))
        const portal = transaction.select({ memberId: portals.memberId }).from(portals).where(due).get()
        if (!portal) return null

        const counts = rowsOf(transaction, id)
        removeAll(transaction, id)
        transaction.insert(erasures).values({ memberId: portal.memberId, counts, erasedAt: clock() }).run()
        return counts
      })
    },

    async sweep(before) {
      return write(database, transaction => transaction.delete(portals)
        .where(and(eq(portals.state, 'pending'), sql`${portals.installedAt} is null`, sql`${portals.uninstalledAt} is null`, lte(portals.createdAt, before))).run().changes)
    },

    async update(id, { clientEndpoint, applicationToken }) {
      await write(database, transaction => transaction.update(portals)
        .set({ ...(clientEndpoint ? { clientEndpoint } : {}), ...withToken(applicationToken) }).where(eq(portals.id, id)).run())
    },

    async reconciled(id) {
      await write(database, transaction => transaction.update(portals).set({ reconciledAt: clock() }).where(eq(portals.id, id)).run())
    },
  }
}

const tenantTables = Object.values(schema).filter(table => isTable(table)).filter(table => 'portalId' in table)

/** How many rows of a portal each table has; tables without any are left out. */
function rowsOf(transaction: Transaction, portalId: number): Record<string, number> {
  const counts = tenantTables.map((table) => {
    const rows = transaction.select({ rows: count() }).from(table).where(eq(table.portalId, portalId)).get()?.rows ?? 0
    return [getTableName(table), rows] as const
  })
  return Object.fromEntries(counts.filter(([, rows]) => rows > 0))
}

function removeAll(transaction: Transaction, portalId: number) {
  // Notes and follow-ups hold on to their subject on purpose: only here they go first.
  for (const table of [schema.notes, schema.followUps]) transaction.delete(table).where(eq(table.portalId, portalId)).run()
  transaction.delete(portals).where(eq(portals.id, portalId)).run()
}

const day = 24 * 60 * 60 * 1000

/**
 * Does a posted APPLICATION_TOKEN belong to the portal? The fast check in constant time, never enough by itself (invariant 2). That of before
 * an update counts for a day.
 * @param now milliseconds since the epoch.
 */
export function knowsApplicationToken(portal: Portal, posted: Secret | null, now: number): boolean {
  if (!posted) return false
  const isFresh = (portal.applicationTokenSince ?? 0) + day > now
  return [portal.applicationToken, isFresh ? portal.previousApplicationToken : null].some(kept => kept !== null && posted.matches(kept))
}
