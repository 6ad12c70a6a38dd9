import type { DatabaseFigures, DatabaseRow } from './database.ts'
import type { Results } from './results.ts'

export interface Target {
  name: string
  /** What was measured, and what it should be, both for reading. */
  value: string
  wanted: string
  met: boolean
  /** How far beyond the target, in per cent of it; 0 when met. */
  missedBy: number
}

/** What the project promises of itself, as ratios within one run where the machine has a say. */
export function targetsOf({ openings, steps, client, views, database, installation }: Results): Target[] {
  const javaScript = client.untilHydrated.filter(({ kind }) => kind === 'js').reduce((sum, { gzip }) => sum + gzip, 0) / 1000
  return [
    atMost('page in-process, of the constant row at c=10', openings.rows.inProcess[10].ratio, 80, ratio => `1/${ratio.toFixed(0)}`),
    atMost('full opening, of the constant row at c=10', openings.rows.opening[10].ratio, 140, ratio => `1/${ratio.toFixed(0)}`),
    atMost('sequential steps of an opening', steps.deal.sequential, 1, String),
    atMost('JavaScript until hydrated, gzip', javaScript, 140, size => `${size.toFixed(1)} KB`),
    atMost('hydrated', client.hydrated, 465, time => `${time.toFixed(0)} ms`),
    atMost('sequential steps of any view', Math.max(...views.map(({ sequential }) => sequential)), 1, String),
    atMost('database of an opening, p99 of the slowest row', slowest(database, 'opening'), 5, time => `${time.toFixed(1)} ms`),
    atMost('search, p99 of the slowest row', slowest(database, 'search'), 50, time => `${time.toFixed(1)} ms`),
    atMost('installation of the whole manifest', installation.whole.requests, 6, requests => `${requests} requests`),
  ]
}

function slowest({ rows }: DatabaseFigures, kind: DatabaseRow['kind']) {
  return Math.max(...rows.filter(row => row.kind === kind).map(({ p99 }) => p99))
}

function atMost(name: string, measured: number, limit: number, format: (value: number) => string): Target {
  const met = measured <= limit
  return { name, value: format(measured), wanted: format(limit), met, missedBy: met ? 0 : 100 * (measured / limit - 1) }
}
