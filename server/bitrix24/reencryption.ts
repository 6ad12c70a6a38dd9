import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { write, type Database } from '../../db/database.ts'
import { tokens } from '../../db/schema.ts'
import type { Sealer } from '../seal.ts'
import type { TokenRow } from './token-rows.ts'

export interface Reencrypted {
  /** Pairs that are sealed with the current key now, and were not before. */
  renewed: number
  /** Pairs that no key opens: left as they are. */
  lost: Pick<TokenRow, 'portalId' | 'userId' | 'keyId'>[]
  /** Pairs that somebody else has sealed with an older key meanwhile: a server that does not have the current one. */
  left: number
}

/** Rows of one transaction: short enough that nobody who writes beside us notices. */
const batchSize = 100

/**
 * Seals every pair of tokens of an older key with the current one. Safe beside running servers: a row counts only as long as it is the one
 * that was read, and neither its generation nor its lease is touched, so that a refresh on its way finds it as it was.
 */
export async function reencryptTokens({ database, sealer }: { database: Database, sealer: Sealer }): Promise<Reencrypted> {
  const lost = new Map<string, Reencrypted['lost'][number]>()
  let renewed = 0
  for (const rows of rowsOfOlderKeys()) {
    const opened = await Promise.all(rows.map(async row => ({ row, payload: await sealer.unseal('tokens', row.sealed) })))
    for (const { row, payload } of opened) if (!payload) lost.set(keyOf(row), { portalId: row.portalId, userId: row.userId, keyId: row.keyId })
    const sealed = await Promise.all(opened.flatMap(({ row, payload }) => payload ? [sealAnew(row, payload)] : []))
    renewed += await write(database, transaction => sealed.filter(({ row, anew }) => transaction.update(tokens)
      .set({ sealed: anew, keyId: sealer.keyId })
      .where(and(eq(tokens.portalId, row.portalId), eq(tokens.userId, row.userId), eq(tokens.sealed, row.sealed))).run().changes).length)
  }

  let left = 0
  for (const rows of rowsOfOlderKeys()) left += rows.filter(row => !lost.has(keyOf(row))).length
  return { renewed, lost: [...lost.values()], left }

  function* rowsOfOlderKeys() {
    for (let after = { portalId: 0, userId: 0 }; ;) {
      const rows = database.select().from(tokens)
        .where(and(sql`(${tokens.portalId}, ${tokens.userId}) > (${after.portalId}, ${after.userId})`, ne(tokens.keyId, sealer.keyId)))
        .orderBy(asc(tokens.portalId), asc(tokens.userId)).limit(batchSize).all()
      const last = rows.at(-1)
      if (!last) return
      yield rows
      after = last
    }
  }

  async function sealAnew(row: TokenRow, payload: Record<string, unknown>) {
    return { row, anew: await sealer.seal('tokens', payload) }
  }
}

/** Throws away pairs that no key opens, as long as nobody has brought new ones: their people's next openings do. @returns how many. */
export async function forgetLost(database: Database, lost: Reencrypted['lost']): Promise<number> {
  return write(database, transaction => lost.reduce((sum, { portalId, userId, keyId }) => sum + transaction.delete(tokens)
    .where(and(eq(tokens.portalId, portalId), eq(tokens.userId, userId), eq(tokens.keyId, keyId))).run().changes, 0))
}

const keyOf = ({ portalId, userId }: TokenRow) => `${portalId}:${userId}`
