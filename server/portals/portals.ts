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
   * Takes down what a verified administrator's installation page brought: a portal that nobody knew, or the present addresses of a known one.
   * Whether a known portal is installed does not change by looking at a page.
   */
  introduce(verdict: Verdict, serverEndpoint: string, applicationToken: Secret | null): Promise<Portal>
  /**
   * Every binding is in place: widgets may open.
   * @param isAnew Bitrix24 had removed the application meanwhile: a new generation begins, and the sessions of the old one are over.
   * @returns false when somebody else has finished another installation since `portal` was read; then nothing is changed.
   */
  finishInstallation(portal: Portal, isAnew: boolean): Promise<boolean>
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

    async introduce(verdict, serverEndpoint, applicationToken) {
      return write(database, (transaction) => {
        const present = {
          clientEndpoint: verdict.clientEndpoint,
          serverEndpoint,
          ...(applicationToken ? { applicationToken: applicationToken.fingerprint() } : {}),
        }
        return transaction.insert(portals).values({ memberId: verdict.memberId, state: 'pending', generation: 1, ...present, createdAt: clock() })
          .onConflictDoUpdate({ target: portals.memberId, set: present }).returning().get()
      })
    },

    async finishInstallation({ id, generation }, isAnew) {
      const { changes } = await write(database, transaction => transaction.update(portals)
        .set({ state: 'installed', installedAt: clock(), generation: isAnew ? generation + 1 : generation })
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
