/** Choices that a seed decides. Who comes first is still the machine's affair: the same seed makes alike runs, not the same one. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number
  chance(share: number): boolean
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  /** @throws when there is nothing to choose from. */
  pick<T>(from: readonly T[]): T
  /** By weight. */
  weighted<T extends { weight: number }>(from: readonly T[]): T
}

/** Mulberry32: small, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  function next() {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  function at<T>(from: readonly T[], index: number): T {
    const chosen = from[index]
    if (chosen === undefined) throw new Error('there is nothing to choose from')
    return chosen
  }

  return {
    next,
    chance: share => next() < share,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: from => at(from, Math.floor(next() * from.length)),
    weighted(from) {
      let left = next() * from.reduce((sum, { weight }) => sum + weight, 0)
      return at(from, from.findIndex(({ weight }) => (left -= weight) < 0))
    },
  }
}
