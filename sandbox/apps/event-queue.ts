import type { TurnableClock } from '../types.ts'

/** held and delayed: not yet on its way. sent: under way. lost: dropped before it left. */
export type DeliveryState = 'held' | 'delayed' | 'sent' | 'delivered' | 'failed' | 'lost'

export interface Delivery {
  id: number
  event: string
  handler: string
  memberId: string
  state: DeliveryState
  /** HTTP status of the handler's answer; `null` while under way or when nobody answered. */
  status: number | null
  /** When it was fired, in Unix milliseconds of the sandbox's clock. */
  firedAt: number
  /** When it is due, for a delayed one. */
  dueAt: number | null
}

/** What the queue is given: where to, and the body, made when it is sent because it says when that was. */
export interface Outgoing {
  event: string
  handler: string
  memberId: string
  /** `ts`: Unix seconds of the sending. */
  body(ts: number): string
}

/** How one delivery is treated; see the `events` kinds in faults/kinds.ts. */
export interface Treatment { drop: boolean, hold: boolean, reorder: boolean, copies: number, delay: number }

export const STRAIGHT: Treatment = { drop: false, hold: false, reorder: false, copies: 1, delay: 0 }

interface Waiting { delivery: Delivery, body: Outgoing['body'] }

const PATIENCE = 10_000
const MEMORY = 2000

/**
 * Bitrix24's event queue: one POST per bound handler, never repeated, whatever comes back.
 * Source: api-reference/events/index.md, "Event Limitations"
 */
export class EventQueue {
  /** Oldest first, bounded. */
  deliveries: Delivery[] = []
  #clock: TurnableClock
  #tail: Promise<void> = Promise.resolve()
  #lastId = 0
  #held: Waiting[] = []
  #delayed: Waiting[] = []
  /** Waits for the next one to overtake it. */
  #overtaken: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #closing = new AbortController()

  constructor(clock: TurnableClock) {
    this.#clock = clock
    clock.onTurn(() => this.#sendDue())
  }

  push({ body, ...outgoing }: Outgoing, treatment: Treatment = STRAIGHT): void {
    for (let copy = 0; copy < treatment.copies; copy += 1) {
      const waiting = { body, delivery: this.#remember(outgoing, treatment) }
      if (treatment.drop) continue
      if (treatment.hold) this.#held.push(waiting)
      else if (treatment.delay) this.#delayed.push(waiting)
      else if (treatment.reorder) this.#overtaken.push(waiting)
      else this.#send(waiting, ...this.#overtaken.splice(0))
    }
    this.#arm()
  }

  /** Sends what is held, of one event if it is named. */
  release(event?: string): void {
    const released = this.#held.filter(({ delivery }) => event === undefined || delivery.event === event)
    this.#held = this.#held.filter(waiting => !released.includes(waiting))
    this.#send(...released)
  }

  /** Sends all that waits, whatever for. */
  flush(): void {
    this.#send(...this.#delayed.splice(0), ...this.#overtaken.splice(0), ...this.#held.splice(0))
  }

  /**
   * Resolves when everything fired so far has been delivered or has failed; what waits to be overtaken goes out first,
   * what is held or not yet due stays.
   */
  async drain(): Promise<void> {
    this.#sendDue()
    this.#send(...this.#overtaken.splice(0))
    await this.#tail
  }

  /** Ends the waiting for what is due later, and for the handlers that have not answered. */
  close(): void {
    clearTimeout(this.#timer)
    this.#delayed = []
    this.#closing.abort()
  }

  #remember(outgoing: Omit<Outgoing, 'body'>, { drop, hold, reorder, delay }: Treatment): Delivery {
    const firedAt = this.#clock.now()
    const delivery: Delivery = {
      id: ++this.#lastId,
      ...outgoing,
      state: drop ? 'lost' : hold ? 'held' : delay || reorder ? 'delayed' : 'sent',
      status: null,
      firedAt,
      dueAt: !hold && delay ? firedAt + delay : null,
    }
    if (this.deliveries.length >= MEMORY) this.deliveries.splice(0, MEMORY / 2)
    this.deliveries.push(delivery)

    return delivery
  }

  #send(...waiting: Waiting[]): void {
    for (const { delivery, body } of waiting) {
      delivery.state = 'sent'
      this.#tail = this.#tail.then(() => post(delivery, body(Math.floor(this.#clock.now() / 1000)), this.#closing.signal))
    }
  }

  #sendDue(): void {
    const now = this.#clock.now()
    const due = this.#delayed.filter(({ delivery }) => (delivery.dueAt ?? 0) <= now)
    this.#delayed = this.#delayed.filter(waiting => !due.includes(waiting))
    this.#send(...due.sort((a, b) => (a.delivery.dueAt ?? 0) - (b.delivery.dueAt ?? 0)))
    this.#arm()
  }

  /** The sandbox's clock goes on by itself too; a pending delivery keeps no process alive. */
  #arm(): void {
    clearTimeout(this.#timer)
    if (!this.#delayed.length) return

    const next = Math.min(...this.#delayed.map(({ delivery }) => delivery.dueAt ?? 0))
    const pause = Math.min(Math.max(next - this.#clock.now(), 1), 2 ** 31 - 1)
    this.#timer = setTimeout(() => this.#sendDue(), pause).unref()
  }
}

async function post(delivery: Delivery, body: string, closing: AbortSignal): Promise<void> {
  try {
    const answer = await fetch(delivery.handler, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE)]),
    })
    delivery.status = answer.status
    delivery.state = answer.ok ? 'delivered' : 'failed'
    await answer.body?.cancel()
  }
  catch {
    delivery.state = 'failed'
  }
}
