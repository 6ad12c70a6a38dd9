export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export interface TurnableClock extends Clock {
  /** Calls back after each turn. */
  onTurn(listener: () => void): void
  /** Moves this clock forward (or back) without waiting. */
  turn(milliseconds: number): void
}

/** A clock that can be turned, so that tokens expire in a test without anybody waiting. */
export function turnable(clock: Clock = { now: () => Date.now() }): TurnableClock {
  let offset = 0
  const listeners: (() => void)[] = []

  return {
    now: () => clock.now() + offset,
    turn(milliseconds) {
      offset += milliseconds
      for (const listener of listeners) listener()
    },
    onTurn(listener) {
      listeners.push(listener)
    },
  }
}

/**
 * ISO 8601 with the portal's offset and whole seconds, as every Bitrix24 method writes dates.
 * Source: api-reference/data-types.md
 */
export function isoDate(milliseconds: number, utcOffset: number): string {
  const sign = utcOffset < 0 ? '-' : '+'
  const minutes = Math.abs(utcOffset)
  const local = new Date(milliseconds + utcOffset * 60_000).toISOString().slice(0, 19)

  return `${local}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
