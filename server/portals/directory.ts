import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Person } from '../../shared/thread.ts'
import type { Answer, Command, PortalClient } from '../bitrix24/rest.ts'
import { Failure } from '../failure.ts'
import type { People } from './people.ts'
import type { Portal } from './portals.ts'

/**
 * The people of a portal as one of them may know them: guests of an extranet know only those whom they work with, so that nobody is named here
 * whom the portal has not named to this person.
 */
export interface Directory {
  /**
   * Up to 20 people who work there and have words of `q` in their name, position or department, employees before guests; where `q` is empty, the
   * person and whoever of the colleagues was in Sidenote lately. An answer holds for a minute.
   * @throws Failure of `connect`, or `portal-unreachable`.
   */
  search(portal: Portal, userId: number, q: string): Promise<Person[]>
  /**
   * Something is to be given to `chosen`; from now on their name is known.
   * @throws Failure `invalid-input` when there is nobody with that id whom this person may know and who still works there.
   */
  choose(portal: Portal, userId: number, chosen: number): Promise<void>
}

const most = 20
const minute = 60_000

/** @see https://apidocs.bitrix24.com/api-reference/user/user-search.html */
const searchCommand = (q: string): Command => ['user.search', { FILTER: { FIND: q }, sort: 'LAST_NAME', order: 'ASC' }]
/** @see https://apidocs.bitrix24.com/api-reference/user/user-get.html */
const getCommand = (ids: number[]): Command => ['user.get', { FILTER: { '@ID': ids } }]

const usersAnswer = z.array(z.object({
  ID: z.coerce.number().int().positive(),
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
  /** False of those who were dismissed. */
  ACTIVE: z.boolean().nullish(),
  USER_TYPE: z.string().nullish(),
}))

/** Those who work there, employees first. @throws Failure `portal-unreachable` for anything that is no list of people. */
function readUsers(answer: Answer): Person[] {
  if ('error' in answer) throw new Failure('portal-unreachable', { cause: answer.error })
  const read = usersAnswer.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })

  const active = read.data.filter(({ ACTIVE }) => ACTIVE !== false)
  return [...active.filter(({ USER_TYPE }) => USER_TYPE === 'employee'), ...active.filter(({ USER_TYPE }) => USER_TYPE !== 'employee')]
    .map(({ ID, NAME, LAST_NAME }) => ({ id: ID, name: [NAME, LAST_NAME].filter(Boolean).join(' ') || `#${ID}` }))
}

/**
 * @param connect a client of the portal with the rights of one person.
 * @param clock milliseconds since the epoch.
 */
export function createDirectory({ people, connect, clock }: {
  people: People
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  clock: () => number
}): Directory {
  const perf = { now: clock }
  /** A person types: what was asked a moment ago is not asked again. */
  const answers = new LRUCache<string, Person[]>({ max: 10_000, ttl: minute, ttlResolution: 0, perf })
  /** Whom the portal has named to whom: what is chosen was just looked for. */
  const told = new LRUCache<string, Person>({ max: 100_000, ttl: 10 * minute, ttlResolution: 0, perf })
  const key = (portal: Portal, userId: number, what: string | number) => `${portal.id}:${portal.generation}:${userId}:${what}`

  async function ask(portal: Portal, userId: number, command: Command): Promise<Person[]> {
    const client = await connect(portal, userId)
    const { users } = await client.batch({ users: command })
    const found = readUsers(users)
    for (const person of found) told.set(key(portal, userId, person.id), person)
    return found
  }

  /** The viewer first, then who was here last. */
  async function colleagues(portal: Portal, userId: number): Promise<Person[]> {
    const ids = [...new Set([userId, ...await people.recent(portal.id)])].slice(0, most)
    const known = await ask(portal, userId, getCommand(ids))
    return ids.flatMap(id => known.filter(person => person.id === id))
  }

  return {
    async search(portal, userId, q) {
      const known = answers.get(key(portal, userId, q))
      if (known) return known

      const found = q ? (await ask(portal, userId, searchCommand(q))).slice(0, most) : await colleagues(portal, userId)
      answers.set(key(portal, userId, q), found)
      return found
    },

    async choose(portal, userId, chosen) {
      // Whoever opened Sidenote is known by that.
      if (chosen === userId) return
      const person = told.get(key(portal, userId, chosen)) ?? (await ask(portal, userId, getCommand([chosen]))).find(({ id }) => id === chosen)
      if (!person) throw new Failure('invalid-input')
      await people.meet(portal.id, [person])
    },
  }
}
