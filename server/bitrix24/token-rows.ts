import { randomUUID } from 'node:crypto'
import { and, eq, lte, ne, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { tokens } from '../../db/schema.ts'
import type { Sealer } from '../seal.ts'
import { Secret } from '../secret.ts'
import { oauthTimeout, type TokenPair } from './oauth.ts'

export type TokenRow = typeof tokens.$inferSelect

/** The stored pairs, and the lease on each. Every change is a swap: it only counts, and answers true, while the row holds the pair that was read. */
export interface TokenRows {
  read(portalId: number, userId: number): TokenRow | undefined
  /** The pair of a row; null when no key opens it. */
  open(row: TokenRow): Promise<TokenPair | null>
  /** Keeps a new pair, whatever lease there is on the old one. @param instead the row that it replaces, undefined when there is none. */
  put(portalId: number, userId: number, pair: TokenPair, instead: TokenRow | undefined): Promise<boolean>
  /** The same whatever the row holds, unless that is a good pair which expires more than `olderBy` milliseconds later. One statement: many may open at once. */
  putUnlessNewer(portalId: number, userId: number, pair: TokenPair, olderBy: number): Promise<void>
  /** Keeps what a row's pair was renewed to, and ends the lease. It waits for the database longer than others: the old pair is spent. */
  swap(row: TokenRow, pair: TokenPair): Promise<boolean>
  /** Takes down why the pair could not be renewed, and ends the lease. */
  refuse(row: TokenRow, state: 'held' | 'dead', refusal: string): Promise<boolean>
  /** Does somebody refresh this pair now? */
  isLeased(row: TokenRow): boolean
  /** Takes the lease of a row; null when somebody else was faster, or the row holds another pair by now. */
  lease(row: TokenRow): Promise<string | null>
  /** Gives a lease back; one that was lost meanwhile is left alone. */
  release(row: TokenRow, leaseId: string): Promise<void>
}

/**
 * Milliseconds; longer than a refresh can take: the exchange, the question whose the pair is, and ten seconds for a busy database. Who holds
 * the lease longer has died.
 */
export const leaseTime = 4 * oauthTimeout

const sealedPair = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() })

const noLease = { leaseId: null, leaseUntil: null }

/**
 * @param clock milliseconds since the epoch.
 * @param wait passes so many milliseconds.
 */
export function createTokenRows({ database, sealer, clock, wait }: {
  database: Database
  sealer: Sealer
  clock: () => number
  wait: (milliseconds: number) => Promise<unknown>
}): TokenRows {
  const one = database.select().from(tokens)
    .where(and(eq(tokens.portalId, sql.placeholder('portalId')), eq(tokens.userId, sql.placeholder('userId')))).prepare()

  async function seal({ accessToken, refreshToken, expiresAt }: TokenPair) {
    return {
      sealed: await sealer.seal('tokens', { accessToken: accessToken.reveal(), refreshToken: refreshToken?.reveal() ?? null }),
      keyId: sealer.keyId,
      expiresAt,
      renewedAt: clock(),
      state: 'good' as const,
      refusal: null,
      refusedAt: null,
      ...noLease,
    }
  }

  /** The row, as long as it holds the pair that was read. */
  const same = (row: TokenRow, more?: SQL) =>
    and(eq(tokens.portalId, row.portalId), eq(tokens.userId, row.userId), eq(tokens.generation, row.generation), more)

  async function change(row: TokenRow, values: Partial<TokenRow>, { where = same(row), pause }: { where?: SQL, pause?: () => Promise<unknown> } = {}) {
    const { changes } = await write(database, transaction => transaction.update(tokens).set(values).where(where).run(), pause)
    return changes === 1
  }

  /** Between the 40 attempts of a write: ten seconds in all. */
  function patience() {
    let next = 50
    return () => {
      const milliseconds = next
      next = Math.min(2 * next, 260)
      return wait(milliseconds)
    }
  }

  return {
    read: (portalId, userId) => one.get({ portalId, userId }),

    async open(row) {
      const pair = sealedPair.safeParse(await sealer.unseal('tokens', row.sealed))
      if (!pair.success) return null
      const { accessToken, refreshToken } = pair.data
      return { accessToken: new Secret(accessToken), refreshToken: refreshToken === null ? null : new Secret(refreshToken), expiresAt: row.expiresAt }
    },

    async put(portalId, userId, pair, instead) {
      const values = await seal(pair)
      const { changes } = await write(database, transaction => transaction.insert(tokens).values({ portalId, userId, ...values, generation: 1 })
        .onConflictDoUpdate({
          target: [tokens.portalId, tokens.userId],
          set: { ...values, generation: sql`${tokens.generation} + 1` },
          setWhere: eq(tokens.generation, instead?.generation ?? 0),
        }).run())
      return changes === 1
    },

    async putUnlessNewer(portalId, userId, pair, olderBy) {
      const values = await seal(pair)
      await write(database, transaction => transaction.insert(tokens).values({ portalId, userId, ...values, generation: 1 })
        .onConflictDoUpdate({
          target: [tokens.portalId, tokens.userId],
          set: { ...values, generation: sql`${tokens.generation} + 1` },
          setWhere: or(ne(tokens.state, 'good'), lte(tokens.expiresAt, pair.expiresAt + olderBy)),
        }).run())
    },

    async swap(row, pair) {
      return change(row, { ...await seal(pair), generation: row.generation + 1 }, { pause: patience() })
    },

    refuse: (row, state, refusal) => change(row, { state, refusal, refusedAt: clock(), ...noLease }),

    isLeased({ leaseUntil }) {
      const now = clock()
      // One that ends later than any could was written by a clock that went wrong.
      return leaseUntil !== null && leaseUntil > now && leaseUntil <= now + leaseTime
    },

    async lease(row) {
      const leaseId = randomUUID()
      const where = same(row, sql`${tokens.leaseId} is ${row.leaseId}`)
      return await change(row, { leaseId, leaseUntil: clock() + leaseTime }, { where }) ? leaseId : null
    },

    async release(row, leaseId) {
      await change(row, noLease, { where: same(row, eq(tokens.leaseId, leaseId)) })
    },
  }
}
