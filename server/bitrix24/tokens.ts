import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { tokens } from '../../db/schema.ts'
import { Failure } from '../failure.ts'
import type { Sealer } from '../seal.ts'
import { Secret } from '../secret.ts'
import { OAuthRefusal, type OAuth, type TokenPair } from './oauth.ts'

export interface TokenKeeper {
  /** Keeps the pair of a verified opening, in place of an older one. */
  store(portalId: number, userId: number, pair: TokenPair): Promise<void>
  /**
   * The person's access token, refreshed when it has expired.
   * @param server origin of the portal's OAuth server.
   * @param refused a token that the portal just called expired, whatever our clock says.
   * @throws Failure `session-over` when there is no token that could be renewed: the widget has to be opened again.
   */
  accessToken(portalId: number, userId: number, server: string, refused?: Secret): Promise<Secret>
}

const sealedPair = z.object({ accessToken: z.string(), refreshToken: z.string() })

/** A token counts as expired a little early, so that it does not die on its way. */
const margin = 30_000

/** The one keeper of tokens (invariant 8). @param clock milliseconds since the epoch. */
export function createTokenKeeper({ database, sealer, oauth, clock }: { database: Database, sealer: Sealer, oauth: OAuth, clock: () => number }): TokenKeeper {
  const where = and(eq(tokens.portalId, sql.placeholder('portalId')), eq(tokens.userId, sql.placeholder('userId')))
  const one = database.select().from(tokens).where(where).prepare()
  const refreshing = new Map<string, Promise<Secret>>()

  async function open(row: typeof tokens.$inferSelect) {
    const pair = sealedPair.safeParse(await sealer.unseal('tokens', row.sealed))
    if (!pair.success) throw new Failure('session-over', { cause: 'the stored pair was sealed with a key that is gone' })
    return { accessToken: new Secret(pair.data.accessToken), refreshToken: new Secret(pair.data.refreshToken) }
  }

  async function seal(pair: TokenPair) {
    return {
      sealed: await sealer.seal('tokens', { accessToken: pair.accessToken.reveal(), refreshToken: pair.refreshToken.reveal() }),
      keyId: sealer.keyId,
      expiresAt: pair.expiresAt,
      state: 'good' as const,
    }
  }

  /** Exchanges the pair of `row`, and writes the new one only over the one it came from: a newer opening is never overwritten. */
  async function refresh(row: typeof tokens.$inferSelect, server: string): Promise<Secret> {
    const own = and(eq(tokens.portalId, row.portalId), eq(tokens.userId, row.userId), eq(tokens.generation, row.generation))
    try {
      const pair = await oauth.refresh(server, (await open(row)).refreshToken)
      const sealed = await seal(pair)
      await write(database, transaction => transaction.update(tokens).set({ ...sealed, generation: row.generation + 1 }).where(own).run())
      return pair.accessToken
    }
    catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error
      const { changes } = await write(database, transaction => transaction.update(tokens).set({ state: 'refused' }).where(own).run())
      // The pair is another one by now: a second process has exchanged it, or the person has opened a widget.
      const newer = changes ? undefined : one.get({ portalId: row.portalId, userId: row.userId })
      if (newer?.state === 'good') return (await open(newer)).accessToken
      throw new Failure('session-over', { cause: error })
    }
  }

  return {
    async store(portalId, userId, pair) {
      const sealed = await seal(pair)
      await write(database, transaction => transaction.insert(tokens).values({ portalId, userId, ...sealed, generation: 1 })
        .onConflictDoUpdate({ target: [tokens.portalId, tokens.userId], set: { ...sealed, generation: sql`${tokens.generation} + 1` } }).run())
    },

    async accessToken(portalId, userId, server, refused) {
      const row = one.get({ portalId, userId })
      if (!row || row.state === 'refused') throw new Failure('session-over')

      const { accessToken } = await open(row)
      if (row.expiresAt - margin > clock() && !refused?.equals(accessToken)) return accessToken

      const key = `${portalId}:${userId}`
      const running = refreshing.get(key) ?? refresh(row, server).finally(() => refreshing.delete(key))
      refreshing.set(key, running)
      return running
    },
  }
}
