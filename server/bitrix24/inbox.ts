import { createHash } from 'node:crypto'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { eventsInbox } from '../../db/schema.ts'
import type { Log } from '../log.ts'
import { knowsApplicationToken, type Portals } from '../portals/portals.ts'
import { Secret } from '../secret.ts'

export interface Inbox {
  /**
   * Takes an event of Bitrix24 down, once, if it carries the portal's application_token; anything else is dropped. Bitrix24 neither retries
   * nor reads the answer, so there is nothing to tell it.
   * @see https://apidocs.bitrix24.com/api-reference/events/safe-event-handlers.html
   */
  receive(body: URLSearchParams): Promise<'kept' | 'dropped'>
}

const event = z.object({
  'event': z.string().min(1).max(100),
  'ts': z.string().max(20).default(''),
  'auth[member_id]': z.string().regex(/^[\w-]{1,64}$/),
  'auth[application_token]': z.string().min(8).max(512).transform(token => new Secret(token)),
})

/** @param clock milliseconds since the epoch. */
export function createInbox({ database, portals, clock, log }: { database: Database, portals: Portals, clock: () => number, log: Log }): Inbox {
  return {
    async receive(body) {
      const fields = Object.fromEntries(body)
      const read = event.safeParse(fields)
      if (!read.success) return 'dropped'

      const portal = await portals.find(read.data['auth[member_id]'])
      if (!portal || !knowsApplicationToken(portal, read.data['auth[application_token]'])) {
        log.warn({ event: read.data.event, memberId: read.data['auth[member_id]'] }, 'an event without the portal\'s token was dropped')
        return 'dropped'
      }

      const data = Object.fromEntries(Object.entries(fields).filter(([key]) => key.startsWith('data[')))
      const key = createHash('sha256').update(JSON.stringify([read.data.event, read.data.ts, data])).digest('hex')
      await write(database, transaction => transaction.insert(eventsInbox).values({
        portalId: portal.id, key, event: read.data.event, data, generation: portal.generation, receivedAt: clock(),
      }).onConflictDoNothing().run())
      return 'kept'
    },
  }
}
