import type { Fault, FaultKind, FaultPlace } from './kinds.ts'

/** A fault that waits for its cases. */
export type ActiveFault = Fault & {
  id: number
  /** How often it has struck. */
  struck: number
}

/** What a fault may strike: a call of a method, an opened form, a command, an event. */
export interface Target {
  name: string
  memberId: string | null
  /** One call inside a batch: only faults that name its method and need no connection of its own. */
  inBatch?: boolean
}

/** The kinds that `faults.rest` and `faults.oauth` switch for all requests at once. */
type Switch = 'down' | 'hang' | 'slow' | 'html'

const NEEDS_CONNECTION = new Set(['down', 'hang', 'slow', 'cut', 'html'])

/**
 * Everything that goes wrong on purpose, as one list: `add({ at: 'rest', kind: 'QUERY_LIMIT_EXCEEDED', method: 'crm.item.get', times: 2 })`.
 * kinds.ts names all places and kinds.
 */
export class Faults {
  /** Milliseconds of a `slow` fault that says none itself. */
  slowBy = 3000
  #active: ActiveFault[] = []
  #lastId = 0
  #switches = new Map<FaultPlace, ActiveFault>()
  #random = seeded(1)

  get active(): readonly ActiveFault[] {
    return this.#active
  }

  add(fault: Fault): ActiveFault {
    const active: ActiveFault = { ...fault, id: ++this.#lastId, struck: 0 }
    this.#active.push(active)

    return active
  }

  remove(id: number): void {
    this.#active = this.#active.filter(fault => fault.id !== id)
  }

  /** Everything works again; with a place, everything there. */
  clear(at?: FaultPlace): void {
    this.#active = at ? this.#active.filter(fault => fault.at !== at) : []
  }

  /** Begins the randomness behind `share` anew: the same seed strikes the same cases. */
  reseed(seed: number): void {
    this.#random = seeded(seed)
  }

  /** The switch for all portals' REST, for what is usually wanted; it leaves their pages alone. */
  get rest(): Switch | null {
    return this.#switch('rest')
  }

  set rest(kind: Switch | null) {
    this.#turn('rest', kind && this.add({ at: 'rest', kind }))
  }

  /** The same for the authorization server. */
  get oauth(): Switch | null {
    return this.#switch('oauth')
  }

  set oauth(kind: Switch | null) {
    this.#turn('oauth', kind && this.add({ at: 'oauth', kind }))
  }

  /** The faults that strike this target, in the order they were added. Each one taken counts. */
  * striking(at: FaultPlace, target: Target): Generator<ActiveFault> {
    if (!this.#active.length) return
    for (const fault of [...this.#active]) {
      if (fault.at !== at || !matches(fault, target)) continue
      if (fault.share !== undefined && this.#random() >= fault.share) continue
      fault.struck += 1
      if (fault.struck === fault.times) this.remove(fault.id)
      yield fault
    }
  }

  /** Bridge commands that meet silence or fail; `*` for all. The portal's page gets them with each frame. */
  commands(kind: FaultKind<'bridge'>): string[] {
    return this.#active.filter(fault => fault.at === 'bridge' && fault.kind === kind).map(({ method }) => method ?? '*')
  }

  isSilenced(command: string): boolean {
    return this.commands('silent').some(silenced => silenced === '*' || silenced.toLowerCase() === command.toLowerCase())
  }

  #switch(at: FaultPlace): Switch | null {
    const fault = this.#switches.get(at)
    const kind = fault && this.#active.includes(fault) ? fault.kind : null

    return kind === 'down' || kind === 'hang' || kind === 'slow' || kind === 'html' ? kind : null
  }

  #turn(at: FaultPlace, fault: ActiveFault | null): void {
    const before = this.#switches.get(at)
    if (before) this.remove(before.id)
    if (fault) this.#switches.set(at, fault)
    else this.#switches.delete(at)
  }
}

function matches({ method, memberId, kind }: ActiveFault, target: Target): boolean {
  if (target.inBatch && (method === undefined || NEEDS_CONNECTION.has(kind))) return false
  if (memberId !== undefined && memberId !== target.memberId) return false

  return method === undefined || method.toLowerCase() === target.name.toLowerCase()
}

/** Mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0

  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
