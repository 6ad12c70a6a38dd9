import { lt } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { redeemedCallbacks } from '../../db/schema.ts'
import { packCallback, unpackCallback, type Callback } from '../bitrix24/callback.ts'
import { Failure } from '../failure.ts'
import type { Sealer } from '../seal.ts'

export interface Pending {
  /** A callback whose portal is slow, encrypted for the page that will bring it back. */
  seal(callback: Callback, path: string): Promise<string>
  /** The callback again, once, within a minute. @throws Failure `session-over`. */
  redeem(sealed: string): Promise<{ callback: Callback, path: string }>
}

/** Seconds a sealed callback can be redeemed. */
const lifetime = 60

const sealedCallback = z.object({ id: z.string(), callback: z.unknown(), path: z.string() })

/** Sealed callbacks, single use across processes (invariant 3). @param clock milliseconds since the epoch. */
export function createPending({ database, sealer, clock }: { database: Database, sealer: Sealer, clock: () => number }): Pending {
  return {
    seal(callback, path) {
      return sealer.seal('callback', { id: randomUUID(), callback: packCallback(callback), path }, lifetime)
    },

    async redeem(sealed) {
      const content = sealedCallback.safeParse(await sealer.unseal('callback', sealed))
      if (!content.success) throw new Failure('session-over')

      // The id inside, not the text around it: one sealed value can be spelled in several ways.
      const { id } = content.data
      const isFirst = await write(database, (transaction) => {
        transaction.delete(redeemedCallbacks).where(lt(redeemedCallbacks.expiresAt, clock())).run()
        return transaction.insert(redeemedCallbacks).values({ id, expiresAt: clock() + lifetime * 1000 }).onConflictDoNothing().run().changes === 1
      })
      if (!isFirst) throw new Failure('session-over')
      return { callback: unpackCallback(content.data.callback), path: content.data.path }
    },
  }
}
