/** What was done, how it ended, how long it took. */
export interface Figures {
  /** @param milliseconds only of what was answered. */
  count(kind: string, outcome: string, milliseconds?: number): void
  summary(): Row[]
}

export interface Row {
  kind: string
  /** How often each outcome, the most frequent first. */
  outcomes: [outcome: string, count: number][]
  /** Milliseconds; null where nothing was timed. */
  p50: number | null
  p99: number | null
}

interface Kind { outcomes: Map<string, number>, times: number[], seen: number }

/** Of each kind so many times are kept, and then every further one takes a place at random: a fair sample for a run of any length. */
const sample = 20_000

export function createFigures(random: () => number): Figures {
  const kinds = new Map<string, Kind>()

  return {
    count(kind, outcome, milliseconds) {
      const of: Kind = kinds.get(kind) ?? { outcomes: new Map(), times: [], seen: 0 }
      kinds.set(kind, of)
      of.outcomes.set(outcome, (of.outcomes.get(outcome) ?? 0) + 1)
      if (milliseconds === undefined) return
      of.seen++
      if (of.times.length < sample) of.times.push(milliseconds)
      else if (random() < sample / of.seen) of.times[Math.floor(random() * sample)] = milliseconds
    },

    summary: () => [...kinds].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, { outcomes, times }]) => {
      const sorted = times.toSorted((a, b) => a - b)
      return { kind, outcomes: [...outcomes].toSorted((a, b) => b[1] - a[1]), p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
    }),
  }
}

function quantile(sorted: number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}
