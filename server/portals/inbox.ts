import { createHash } from 'node:crypto'
import { and, desc, eq, lte } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { eventsInbox } from '../../db/schema.ts'
import { applicationEvents } from '../bitrix24/reconciler.ts'
import type { Log } from '../log.ts'
import { Secret } from '../secret.ts'
import { knowsApplicationToken, type Portals } from './portals.ts'

export interface Inbox {
  /**
   * Takes an event of Bitrix24 down, once, if we listen to it and it carries the portal's application_token; anything else is dropped, and so
   * is ONAPPPAYMENT, which is documented to come without the token. The token is no proof (every employee's widgets are opened with it): what
   * is kept is marked as not verified. Bitrix24 neither retries nor reads the answer, so there is nothing to tell it.
   * @see https://apidocs.bitrix24.com/api-reference/events/safe-event-handlers.html
   */
  receive(body: URLSearchParams): Promise<'kept' | 'dropped'>
}

/** Characters of an event's data; those of our events are a few dozen. */
const mostData = 4096
/** Of each portal, the newest. */
const mostEvents = 1000

const event = z.object({
  'event': z.string().toUpperCase().pipe(z.enum(applicationEvents)),
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
      const json = JSON.stringify(data)
      if (json.length > mostData) return 'dropped'

      const key = createHash('sha256').update(JSON.stringify([read.data.event, read.data.ts, json])).digest('hex')
      await write(database, (transaction) => {
        transaction.insert(eventsInbox).values({
          portalId: portal.id, key, event: read.data.event, data, verified: false, generation: portal.generation, receivedAt: clock(),
        }).onConflictDoNothing().run()
        const ofPortal = eq(eventsInbox.portalId, portal.id)
        const surplus = transaction.select({ id: eventsInbox.id }).from(eventsInbox).where(ofPortal).orderBy(desc(eventsInbox.id)).limit(1).offset(mostEvents).get()
        if (surplus) transaction.delete(eventsInbox).where(and(ofPortal, lte(eventsInbox.id, surplus.id))).run()
      })
      return 'kept'
    },
  }
}
