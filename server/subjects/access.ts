import { LRUCache } from 'lru-cache'
import type { PortalClient } from '../bitrix24/rest.ts'
import { Failure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import { kindOf, objectOf } from './kinds/index.ts'
import type { Answers } from './kinds/kind.ts'
import { subjectKey, type PortalObject, type Subject } from './subject.ts'
import type { Subjects } from './subjects.ts'

export interface Access {
  /**
   * A thread is as visible as its subject, decided by the portal with the person's own token (invariant 6). A good answer holds for a
   * minute, a refusal is asked again.
   * @returns the subjects that this one points to.
   * @throws Failure `not-available`, `missing-scope`, or what kept the portal from answering.
   */
  check(portal: Portal, userId: number, subject: Subject): Promise<Subject[]>
  /** The opening of a page has just been answered. */
  granted(portal: Portal, userId: number, subject: Subject, links: Subject[]): void
}

const minute = 60_000

/** @param connect a client of the portal with the rights of one person. */
export function createAccess({ connect, subjects, clock }: {
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  subjects: Subjects
  clock: () => number
}): Access {
  // Without ttlResolution the cache would keep its own idea of now for a while, beside the given clock.
  const grants = new LRUCache<string, Subject[]>({ max: 50_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const key = (portal: Portal, userId: number, subject: Subject) => `${portal.id}:${portal.generation}:${userId}:${subjectKey(subject)}`

  async function ask(portal: Portal, userId: number, object: PortalObject): Promise<Answers> {
    const commands = kindOf(object).decide(object)
    return Object.keys(commands).length ? (await connect(portal, userId)).batch(commands) : {}
  }

  return {
    async check(portal, userId, subject) {
      const known = grants.get(key(portal, userId, subject))
      if (known) return known

      const object = objectOf(subject, userId)
      if (!object) throw new Failure('not-available')
      const found = kindOf(object).read(object, await ask(portal, userId, object), userId)
      // A thread has one name: what the portal knows by another one as well is not there under that.
      if (subjectKey(found.subject) !== subjectKey(subject)) throw new Failure('not-available')

      subjects.saw(portal.id, subject, found.links, found.isTitlePersonal ? null : found.title)
      grants.set(key(portal, userId, subject), found.links)
      return found.links
    },

    granted(portal, userId, subject, links) {
      grants.set(key(portal, userId, subject), links)
    },
  }
}
