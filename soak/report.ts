import type { Result } from './soak.ts'

/** Findings that are written out; the rest is in the JSON. */
const mostFindings = 40

/** What happened, for reading. Latencies are of one run, in which client and sandbox share the machine with the app: no measure of its speed. */
export function report({ minutes, portals, seed, notes, followUps, acknowledged, findings, figures }: Result): string {
  const rows = figures.map(({ kind, outcomes, p50, p99 }) => [
    kind, String(outcomes.reduce((sum, [, count]) => sum + count, 0)), milliseconds(p50), milliseconds(p99), outcomes.map(([outcome, count]) => `${outcome} ${count}`).join(', '),
  ])
  const sum = (what: string) => `${findings.filter(finding => finding.what === what).length} ${what}`
  return `
${portals} portals, ${minutes} min, seed ${seed}: ${notes} notes, ${acknowledged} acknowledged texts, ${followUps} follow-ups
${['lost', 'duplicated', 'changed'].map(sum).join(', ')}, ${findings.filter(({ what }) => what === 'stranger').length} seen by a stranger

${table([['', 'count', 'p50 ms', 'p99 ms', 'outcomes'], ...rows])}
${findings.slice(0, mostFindings).map(({ what, where }) => `✘ ${what}: ${where}\n`).join('')}`
}

function milliseconds(value: number | null): string {
  return value === null ? '' : value.toFixed(value < 10 ? 1 : 0)
}

/** Numbers in columns, aligned to the right; the last column takes what it needs. */
function table(rows: string[][]): string {
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => (row[column] ?? '').length)))
  return rows.map(([kind = '', ...rest]) => `${kind.padEnd(widths[0] ?? 0)}  ${rest.map((cell, index) => index < 3 ? cell.padStart(widths[index + 1] ?? 0) : cell).join('  ')}\n`).join('')
}
