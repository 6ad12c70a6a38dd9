import { createHash } from 'node:crypto'
import { and, desc, eq, lte } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { eventsInbox } from '../../db/schema.ts'
import { applicationEvents } from '../bitrix24/reconciler.ts'
import { nobodys, type Floods } from '../floods.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import type { Sealer } from '../seal.ts'
import { Secret } from '../secret.ts'
import { knowsApplicationToken, type Portals } from './portals.ts'

/** An event of the application's life, to be verified: nothing of it is believed yet, and `sealed` holds what it came with. */
export interface ReportedEvent {
  event: ApplicationEvent
  memberId: string
  /** Of the portal when the event came; null for one that nobody knows. */
  generation: number | null
  clean: boolean
  sealed: string | null
}

export type ApplicationEvent = z.infer<typeof eventName>

export interface Inbox {
  /**
   * Takes an event of Bitrix24 down and has it looked into. It is answered at once and never acted upon here: its application_token is no proof
   * (every employee's widgets are opened with it), it only tells what is kept from what is a bounded quarantine: events that carry an access
   * token, which can be asked about, and ONAPPPAYMENT, which is documented to come without any. Anything else is dropped.
   * @see https://apidocs.bitrix24.com/api-reference/events/safe-event-handlers.html
   */
  receive(body: URLSearchParams): Promise<'kept' | 'quarantined' | 'dropped'>
}

/** Characters of an event's data; those of our events are a few dozen. */
const mostData = 4096
/** Of each portal, the newest. */
const mostEvents = 1000
/** Portals whose word is waiting to be looked into, at most. */
const mostQuarantined = 1000
/** Whoever sends events without end is listened to once a minute. */
const rhythm = 60_000

const eventName = z.string().toUpperCase().pipe(z.enum(applicationEvents))
const optionalToken = z.string().regex(/^[\x21-\x7e]{8,512}$/).transform(token => new Secret(token)).optional().catch(undefined)

const event = z.object({
  'event': eventName,
  'ts': z.string().max(20).default(''),
  'data[CLEAN]': z.string().optional(),
  'auth[member_id]': z.string().regex(/^[\w-]{1,64}$/),
  'auth[application_token]': optionalToken,
  'auth[access_token]': optionalToken,
  'auth[refresh_token]': optionalToken,
  'auth[server_endpoint]': z.string().max(200).optional(),
})
type Event = z.infer<typeof event>

/** @param clock milliseconds since the epoch. */
export function createInbox({ database, portals, jobs, sealer, floods, clock, log }: {
  database: Database
  portals: Portals
  jobs: Jobs
  sealer: Sealer
  floods: Floods
  clock: () => number
  log: Log
}): Inbox {
  const lately = new LRUCache<string, true>({ max: 10_000, ttl: rhythm, ttlResolution: 0, perf: { now: clock } })

  /** The first word of a minute at once, others a minute later. A word that waits is not put off by what comes after it. */
  function nextLook(key: string) {
    const next = clock() + (lately.has(key) ? rhythm : 0)
    lately.set(key, true)
    return Math.min(next, jobs.nextRun('event', key) ?? next)
  }

  /** One waiting job for each portal and event: the newest word counts. Strangers displace only each other. */
  async function lookInto(read: Event, portal: { id: number, generation: number } | null, from: 'portal' | 'stranger') {
    const { event: name, 'auth[member_id]': memberId } = read
    const key = `${memberId}:${name}:${from}`
    const payload: ReportedEvent = { event: name, memberId, generation: portal?.generation ?? null, clean: read['data[CLEAN]'] === '1', sealed: await sealedAuth(read) }
    return { kind: 'event', key, portalId: portal?.id, payload, runAt: nextLook(key) }
  }

  /** More of one kind than a portal sends: a word of that kind waits already, or has just been looked into, so that nothing is lost. */
  function isFlood({ event: name, 'auth[member_id]': memberId }: Event, portal: { id: number } | null, from: 'portal' | 'stranger') {
    const key = `${portal ? memberId : nobodys}:${name}:${from}`
    if (floods.isFull('event', key)) return true
    floods.count('event', key)
    return false
  }

  async function sealedAuth(read: Event) {
    if (!read['auth[access_token]']) return null
    return sealer.seal('event', {
      accessToken: read['auth[access_token]'].reveal(),
      refreshToken: read['auth[refresh_token]']?.reveal() ?? null,
      applicationToken: read['auth[application_token]']?.reveal() ?? null,
      serverEndpoint: read['auth[server_endpoint]'] ?? null,
    })
  }

  async function quarantine(read: Event, portal: { id: number, generation: number } | null) {
    const isWorthAsking = read['auth[access_token]'] || (portal && read.event === 'ONAPPPAYMENT')
    if (!isWorthAsking || isFlood(read, portal, 'stranger') || jobs.waiting('event') >= mostQuarantined) {
      log.warn({ event: read.event, memberId: read['auth[member_id]'] }, 'an event that proves nothing was dropped')
      return 'dropped'
    }
    await jobs.enqueue(await lookInto(read, portal, 'stranger'))
    return 'quarantined'
  }

  return {
    async receive(body) {
      const fields = Object.fromEntries(body)
      const read = event.safeParse(fields)
      if (!read.success) return 'dropped'

      const data = Object.fromEntries(Object.entries(fields).filter(([key]) => key.startsWith('data[')))
      const json = JSON.stringify(data)
      if (json.length > mostData) return 'dropped'

      const portal = await portals.find(read.data['auth[member_id]'])
      if (!portal || !knowsApplicationToken(portal, read.data['auth[application_token]'] ?? null, clock())) return quarantine(read.data, portal)
      if (isFlood(read.data, portal, 'portal')) return 'dropped'

      const key = createHash('sha256').update(JSON.stringify([read.data.event, read.data.ts, json])).digest('hex')
      const task = await lookInto(read.data, portal, 'portal')
      await write(database, (transaction) => {
        const { changes } = transaction.insert(eventsInbox).values({
          portalId: portal.id, key, event: read.data.event, data, verified: false, generation: portal.generation, receivedAt: clock(),
        }).onConflictDoNothing().run()
        if (!changes) return

        jobs.add(transaction, task)
        const ofPortal = eq(eventsInbox.portalId, portal.id)
        const surplus = transaction.select({ id: eventsInbox.id }).from(eventsInbox).where(ofPortal).orderBy(desc(eventsInbox.id)).limit(1).offset(mostEvents).get()
        if (surplus) transaction.delete(eventsInbox).where(and(ofPortal, lte(eventsInbox.id, surplus.id))).run()
      })
      return 'kept'
    },
  }
}
