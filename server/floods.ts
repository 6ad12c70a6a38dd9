import { LRUCache } from 'lru-cache'
import { Failure } from './failure.ts'

/**
 * How often within a minute. What is counted is always something that only its sender can use up: nothing goes by IP address, since a whole
 * office stands behind one, and nothing that one employee does may keep the colleagues out.
 */
const most = {
  /** Openings and renewals with one access token. Bitrix24 gives a person one for an hour, so a page with many widgets opens with the same. */
  token: 60,
  /** Openings of one portal, under way or refused, that do not bring its APPLICATION_TOKEN. After an update nobody brings it, so a whole office has to fit. */
  stranger: 300,
  /** Tokens of one portal that were refused although its APPLICATION_TOKEN came with them; beyond it the portal is not asked before the verdict. */
  refusal: 20,
  /** Renewals of one person's sessions. */
  renewal: 30,
  /** Events of one kind from one portal; those that do not carry its application_token are counted by themselves. */
  event: 60,
} as const
export type Flood = keyof typeof most

/** Instead of a `member_id`, for all portals that nobody knows: their names are made up as easily as a token. */
export const nobodys = '-'

export interface Floods {
  /** Counts one more. @throws Failure `too-many-requests`, with the seconds after which it is worth trying again. */
  count(flood: Flood, key: string): void
  /** Takes one back that was no part of a flood. */
  forgive(flood: Flood, key: string): void
  /** Would one more be too many? */
  isFull(flood: Flood, key: string): boolean
}

const minute = 60_000

/** Counts in fixed windows, in this process. @param clock milliseconds since the epoch. */
export function createFloods(clock: () => number): Floods {
  // Whoever sends made-up keys without end displaces the counts of others, and slows nobody down by that.
  const counts = new LRUCache<string, { number: number }>({ max: 50_000, ttl: minute, ttlResolution: 0, perf: { now: clock } })
  const keyOf = (flood: Flood, key: string) => `${flood}:${key}`

  function isFull(flood: Flood, key: string) {
    return (counts.get(keyOf(flood, key))?.number ?? 0) >= most[flood]
  }

  return {
    isFull,

    count(flood, key) {
      if (isFull(flood, key)) {
        throw new Failure('too-many-requests', { cause: flood, retryAfter: Math.ceil(counts.getRemainingTTL(keyOf(flood, key)) / 1000) })
      }
      const window = counts.get(keyOf(flood, key))
      if (window) window.number++
      else counts.set(keyOf(flood, key), { number: 1 })
    },

    forgive(flood, key) {
      const window = counts.get(keyOf(flood, key))
      if (window) window.number--
    },
  }
}
