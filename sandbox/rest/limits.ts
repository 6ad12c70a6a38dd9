import { RestError, systemError } from './error.ts'
import type { Clock } from '../types.ts'

/** Requests that drain from the counter each second, and how many it holds: settings/performance/limits.md */
export const RATES = {
  standard: { drain: 2, burst: 50 },
  enterprise: { drain: 5, burst: 250 },
} as const

export interface LimitSettings {
  /** How fast the portals may be asked; `null`: as fast as one likes. */
  rate: keyof typeof RATES | null
  /** Seconds that one method may work for one application in ten minutes (the documentation's example: 480); `null`: no limit. */
  operating: number | null
  /** Seconds that a call of these methods (in lower case) shall have taken, since nothing here takes long enough by itself. */
  costs: Record<string, number>
  /** The REST API of the portals is blocked by hand. */
  overloaded: boolean
  /** The portals are on the free plan, where there is no REST. */
  withoutRest: boolean
}

const OFF: LimitSettings = { rate: null, operating: null, costs: {}, overloaded: false, withoutRest: false }
const MINUTE = 60_000
const WINDOW = 10 * MINUTE

interface Counter { level: number, drainedAt: number }
interface Basket { minute: number, startedAt: number, seconds: number }
export interface Operating { operating: number, resetAt: number }

/**
 * How much the portals take before they refuse, all off at first. The settings may be changed at any time; everything is counted by
 * the sandbox's clock. Source: settings/performance/limits.md
 */
export class Limits implements LimitSettings {
  rate = OFF.rate
  operating = OFF.operating
  costs: Record<string, number> = {}
  overloaded = OFF.overloaded
  withoutRest = OFF.withoutRest
  #clock: Clock
  #counters = new Map<string, Counter>()
  #baskets = new Map<string, Basket[]>()

  constructor(clock: Clock, settings: Partial<LimitSettings> = {}) {
    this.#clock = clock
    Object.assign(this, { ...settings, costs: { ...settings.costs } })
  }

  /** Everything off and forgotten. */
  reset(): void {
    Object.assign(this, { ...OFF, costs: {} })
    this.#counters.clear()
    this.#baskets.clear()
  }

  /** One HTTP request to a portal from one address; a batch is one. Throws ACCESS_DENIED, OVERLOAD_LIMIT or QUERY_LIMIT_EXCEEDED. */
  admit(memberId: string, address: string): void {
    if (this.withoutRest) throw new RestError('ACCESS_DENIED', 'REST API is available only on commercial plans', { status: 403 })
    if (this.overloaded) throw systemError('OVERLOAD_LIMIT')
    if (!this.rate) return

    const { drain, burst } = RATES[this.rate]
    const counter = this.#drained(`${memberId} ${address}`, drain)
    // The documentation does not say whether a refused request counts; if it did, who goes on asking would never get in again.
    if (counter.level >= burst) throw systemError('QUERY_LIMIT_EXCEEDED')
    counter.level += 1
  }

  /** One call of a method, also inside a batch, before it is performed. Throws OPERATION_TIME_LIMIT. */
  checkOperating(owner: string, method: string): void {
    if (this.operating !== null && this.operatingOf(owner, method).operating > this.operating) throw systemError('OPERATION_TIME_LIMIT')
  }

  /** Counts the seconds that a call has taken, in the basket of its minute. `owner`: portal and application. */
  addOperating(owner: string, method: string, seconds: number): Operating {
    const now = this.#clock.now()
    const minute = Math.floor(now / MINUTE)
    const baskets = this.#live(owner, method)
    const newest = baskets.at(-1)
    const cost = this.costs[method] ?? seconds
    if (newest?.minute === minute) newest.seconds += cost
    else baskets.push({ minute, startedAt: now, seconds: cost })

    return this.operatingOf(owner, method)
  }

  /** What `time` says of a method: its accumulated seconds, and when the oldest basket leaves the sum. */
  operatingOf(owner: string, method: string): Operating {
    const baskets = this.#live(owner, method)

    return {
      operating: baskets.reduce((sum, { seconds }) => sum + seconds, 0),
      resetAt: Math.floor(((baskets[0]?.startedAt ?? this.#clock.now()) + WINDOW) / 1000),
    }
  }

  #drained(key: string, drain: number): Counter {
    const now = this.#clock.now()
    const counter = this.#counters.get(key) ?? { level: 0, drainedAt: now }
    this.#counters.set(key, counter)
    const seconds = Math.max(0, Math.floor((now - counter.drainedAt) / 1000))
    counter.level = Math.max(0, counter.level - seconds * drain)
    counter.drainedAt = counter.level ? counter.drainedAt + seconds * 1000 : now

    return counter
  }

  #live(owner: string, method: string): Basket[] {
    const key = `${owner} ${method}`
    const since = this.#clock.now() - WINDOW
    const baskets = (this.#baskets.get(key) ?? []).filter(({ startedAt }) => startedAt > since)
    this.#baskets.set(key, baskets)

    return baskets
  }
}
