import { and, eq, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { portals } from '../../db/schema.ts'
import type { Verdict } from '../bitrix24/oauth.ts'
import type { Secret } from '../secret.ts'

export type Portal = typeof portals.$inferSelect

export interface Portals {
  /** A portal by Bitrix24's `member_id`; null is "never seen", a storage error is thrown. */
  find(memberId: string): Promise<Portal | null>
  get(id: number): Promise<Portal | null>
  /**
   * Takes down what a verified administrator's installation page brought: a new portal, or a new generation of a known one that Bitrix24
   * says is not installed. Called again before the installation is finished, it changes nothing but the addresses.
   */
  beginInstallation(verdict: Verdict, serverEndpoint: string, applicationToken: Secret | null): Promise<Portal>
  /** Every binding is in place: widgets may open. @returns false when the portal was installed anew meanwhile, and nothing was changed. */
  finishInstallation(id: number, generation: number): Promise<boolean>
  /** A verified administrator's callback brought another application_token (an update), or the portal answers under a new address. */
  update(id: number, change: { clientEndpoint?: string, applicationToken?: Secret }): Promise<void>
}

/** The portals in the database. @param clock milliseconds since the epoch. */
export function createPortals(database: Database, clock: () => number): Portals {
  const byMemberId = database.select().from(portals).where(eq(portals.memberId, sql.placeholder('memberId'))).prepare()
  const byId = database.select().from(portals).where(eq(portals.id, sql.placeholder('id'))).prepare()

  return {
    async find(memberId) {
      return byMemberId.get({ memberId }) ?? null
    },

    async get(id) {
      return byId.get({ id }) ?? null
    },

    async beginInstallation(verdict, serverEndpoint, applicationToken) {
      return write(database, (transaction) => {
        const known = transaction.select().from(portals).where(eq(portals.memberId, verdict.memberId)).get()
        const endpoints = { clientEndpoint: verdict.clientEndpoint, serverEndpoint }
        if (!known) {
          return transaction.insert(portals).values({
            memberId: verdict.memberId, state: 'pending', generation: 1, ...endpoints,
            applicationToken: applicationToken?.fingerprint() ?? null, createdAt: clock(),
          }).returning().get()
        }
        // Bitrix24 opens the installer of an application that it has installed only to repair it.
        const isNew = known.state === 'installed' && !verdict.installed
        return transaction.update(portals).set({
          ...endpoints,
          ...(isNew ? { state: 'pending', generation: known.generation + 1 } : {}),
          ...(applicationToken ? { applicationToken: applicationToken.fingerprint() } : {}),
        }).where(eq(portals.id, known.id)).returning().get()
      })
    },

    async finishInstallation(id, generation) {
      const { changes } = await write(database, transaction => transaction.update(portals).set({ state: 'installed', installedAt: clock() })
        .where(and(eq(portals.id, id), eq(portals.generation, generation))).run())
      return changes === 1
    },

    async update(id, { clientEndpoint, applicationToken }) {
      await write(database, transaction => transaction.update(portals).set({
        ...(clientEndpoint ? { clientEndpoint } : {}),
        ...(applicationToken ? { applicationToken: applicationToken.fingerprint(), previousApplicationToken: portals.applicationToken } : {}),
      }).where(eq(portals.id, id)).run())
    },
  }
}

/** Does a posted APPLICATION_TOKEN belong to the portal? The fast check in constant time, never enough by itself (invariant 2). */
export function knowsApplicationToken(portal: Portal, posted: Secret | null): boolean {
  if (!posted) return false
  return [portal.applicationToken, portal.previousApplicationToken].some(kept => kept !== null && posted.matches(kept))
}
