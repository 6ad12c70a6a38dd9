import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { tokens } from '../../db/schema.ts'
import { Failure } from '../failure.ts'
import type { Sealer } from '../seal.ts'
import { Secret } from '../secret.ts'
import { OAuthRefusal, type OAuth, type TokenPair } from './oauth.ts'

/** Whose tokens they are; `memberId` and the OAuth server's origin are those of the portal. */
export interface TokenOwner { portalId: number, memberId: string, userId: number, server: string }

export interface TokenKeeper {
  /** Keeps the pair of a verified opening, in place of an older one. Without a refresh token the one that is kept stays. */
  store(portalId: number, userId: number, pair: TokenPair): Promise<void>
  /**
   * The person's access token, refreshed when it has expired.
   * @param refused a token that the portal just called expired, whatever our clock says.
   * @throws Failure `session-over` when there is none that could be renewed: the widget has to be opened again; `no-app-access`,
   * `not-installed` or `oauth-unreachable` when the OAuth server says so.
   */
  accessToken(owner: TokenOwner, refused?: Secret): Promise<Secret>
}

type Row = typeof tokens.$inferSelect

const sealedPair = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() })

/** A token counts as expired a little early, so that it does not die on its way. */
const margin = 30_000

/** The one keeper of tokens (invariant 8). @param clock milliseconds since the epoch. */
export function createTokenKeeper({ database, sealer, oauth, clock }: { database: Database, sealer: Sealer, oauth: OAuth, clock: () => number }): TokenKeeper {
  const where = and(eq(tokens.portalId, sql.placeholder('portalId')), eq(tokens.userId, sql.placeholder('userId')))
  const one = database.select().from(tokens).where(where).prepare()
  const upsert = database.insert(tokens).values({
    portalId: sql.placeholder('portalId'), userId: sql.placeholder('userId'), sealed: sql.placeholder('sealed'), keyId: sql.placeholder('keyId'),
    expiresAt: sql.placeholder('expiresAt'), state: 'good', generation: 1,
  }).onConflictDoUpdate({
    target: [tokens.portalId, tokens.userId],
    set: { sealed: sql`excluded.sealed`, keyId: sql`excluded.key_id`, expiresAt: sql`excluded.expires_at`, state: 'good', generation: sql`${tokens.generation} + 1` },
  }).prepare()
  const refreshing = new Map<string, Promise<Secret>>()

  async function open(row: Row): Promise<TokenPair> {
    const pair = sealedPair.safeParse(await sealer.unseal('tokens', row.sealed))
    if (!pair.success) throw new Failure('session-over', { cause: 'the stored pair was sealed with a key that is gone' })
    const { accessToken, refreshToken } = pair.data
    return { accessToken: new Secret(accessToken), refreshToken: refreshToken === null ? null : new Secret(refreshToken), expiresAt: row.expiresAt }
  }

  async function seal({ accessToken, refreshToken, expiresAt }: TokenPair) {
    return {
      sealed: await sealer.seal('tokens', { accessToken: accessToken.reveal(), refreshToken: refreshToken?.reveal() ?? null }),
      keyId: sealer.keyId,
      expiresAt,
      state: 'good' as const,
    }
  }

  function mustStand({ portalId, userId }: TokenOwner): Row {
    const row = one.get({ portalId, userId })
    if (!row || row.state === 'refused') throw new Failure('session-over')
    return row
  }

  /** Renews the pair that is kept now, unless somebody has done so since `seen` was read. */
  async function refresh(owner: TokenOwner, seen: Row): Promise<Secret> {
    const row = mustStand(owner)
    const { accessToken, refreshToken } = await open(row)
    if (row.generation !== seen.generation) return accessToken
    if (!refreshToken) throw new Failure('session-over')

    // Written only over the pair it came from: a newer opening is never overwritten.
    const own = and(eq(tokens.portalId, row.portalId), eq(tokens.userId, row.userId), eq(tokens.generation, row.generation))
    try {
      const pair = await oauth.refresh(owner.server, refreshToken)
      await mustBelong(owner, pair)
      const sealed = await seal(pair)
      await write(database, transaction => transaction.update(tokens).set({ ...sealed, generation: row.generation + 1 }).where(own).run())
      return pair.accessToken
    }
    catch (error) {
      // Of an application that is not paid, or was taken away, the tokens may be good again.
      if (!(error instanceof OAuthRefusal) || error.kind === 'access' || error.kind === 'installation') throw error

      const { changes } = await write(database, transaction => transaction.update(tokens).set({ state: 'refused' }).where(own).run())
      // The pair is another one by now: a second process has exchanged it, or the person has opened a widget.
      if (!changes) return (await open(mustStand(owner))).accessToken
      throw new Failure('session-over', { cause: error })
    }
  }

  /** A browser posts both tokens, and only the access token of them was verified: the other may be somebody else's. */
  async function mustBelong({ memberId, userId, server }: TokenOwner, pair: TokenPair & { memberId: string, userId: number | null }) {
    const renewedFor = pair.userId ?? (await oauth.verdict(server, pair.accessToken)).userId
    if (renewedFor !== userId || pair.memberId !== memberId) throw new OAuthRefusal('a pair of two people', 'token')
  }

  return {
    async store(portalId, userId, pair) {
      const known = pair.refreshToken ? undefined : one.get({ portalId, userId })
      const kept = known?.state === 'good' ? (await open(known)).refreshToken : null
      const sealed = await seal({ ...pair, refreshToken: pair.refreshToken ?? kept })
      await write(database, () => upsert.run({ portalId, userId, ...sealed }))
    },

    async accessToken(owner, refused) {
      const row = mustStand(owner)
      const { accessToken } = await open(row)
      if (row.expiresAt - margin > clock() && !refused?.equals(accessToken)) return accessToken

      const key = `${owner.portalId}:${owner.userId}`
      const running = refreshing.get(key) ?? refresh(owner, row).finally(() => refreshing.delete(key))
      refreshing.set(key, running)
      return running
    },
  }
}
