import { LRUCache } from 'lru-cache'
import type { PortalClient } from '../bitrix24/rest.ts'
import type { Portal } from '../portals/portals.ts'
import { itemCommand, linksOf, readItem } from './crm-item.ts'
import { subjectKey, type Subject } from './subject.ts'

export interface Access {
  /**
   * A thread is as visible as its subject, decided by the portal with the person's own token (invariant 6). A good answer holds for a
   * minute, a refusal is asked again.
   * @returns the subjects that this one points to.
   * @throws Failure `not-available`, or what kept the portal from answering.
   */
  check(portal: Portal, userId: number, subject: Subject): Promise<Subject[]>
  /** The opening of a page has just been answered. */
  granted(portal: Portal, userId: number, subject: Subject, links: Subject[]): void
}

const minute = 60_000

/** @param connect a client of the portal with the rights of one person. */
export function createAccess({ connect, clock }: { connect: (portal: Portal, userId: number) => Promise<PortalClient>, clock: () => number }): Access {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const grants = new LRUCache<string, Subject[]>({ max: 50_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const key = (portal: Portal, userId: number, subject: Subject) => `${portal.id}:${portal.generation}:${userId}:${subjectKey(subject)}`

  return {
    async check(portal, userId, subject) {
      const known = grants.get(key(portal, userId, subject))
      if (known) return known

      const client = await connect(portal, userId)
      const { item } = await client.batch({ item: itemCommand(subject) })
      const links = linksOf(readItem(item))
      grants.set(key(portal, userId, subject), links)
      return links
    },

    granted(portal, userId, subject, links) {
      grants.set(key(portal, userId, subject), links)
    },
  }
}
