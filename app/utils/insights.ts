import { sum } from 'd3-array'
import type { Insights, InsightGroup, InsightWeek, Kept } from '#shared/insights'

/** What happened in some weeks. */
type Happened = Omit<InsightWeek, 'start'>

/** From 0 to 1; null when nothing was due, which is neither good nor bad. */
export function keptShare({ due, kept }: Kept): number | null {
  return due > 0 ? kept / due : null
}

/** The share as it is read; a dash when nothing was due. */
export function shareText(of: Kept, share: (value: number) => string): string {
  const value = keptShare(of)
  return value === null ? '–' : share(value)
}

export function sumOf(weeks: readonly InsightWeek[]): Happened {
  return { due: sum(weeks, week => week.due), kept: sum(weeks, week => week.kept), callNotes: sum(weeks, week => week.callNotes) }
}

/** The later `n` weeks and as many before them, halves of the whole (without the oldest week of an odd number): what has become better or worse? */
export function halves(weeks: readonly InsightWeek[]): { n: number, now: Happened, before: Happened } {
  const n = Math.floor(weeks.length / 2)
  return { n, now: sumOf(weeks.slice(weeks.length - n)), before: sumOf(weeks.slice(weeks.length - 2 * n, weeks.length - n)) }
}

/** Nobody has set a follow-up yet, nor written a note on a call. */
export function isEmpty({ total, weeks }: Insights): boolean {
  return total.open + total.done === 0 && weeks.every(week => week.due + week.callNotes === 0)
}

function byWeight(a: InsightGroup, b: InsightGroup): number {
  return b.open - a.open || b.done - a.done
}

/** Those with the most open follow-ups first, then those with the most done ones; folded as below. */
export function ranked(groups: readonly InsightGroup[], most: number, rest: (count: number) => string): InsightGroup[] {
  return folded(groups.toSorted(byWeight), most, rest)
}

/**
 * At most `most` groups, in the order they came in: those with the fewest follow-ups are joined into one at the end.
 * @param rest names that one, by the number of those it stands for
 */
export function folded(groups: readonly InsightGroup[], most: number, rest: (count: number) => string): InsightGroup[] {
  if (groups.length <= most) return [...groups]
  const light = new Set(groups.toSorted(byWeight).slice(most - 1))
  return [...groups.filter(group => !light.has(group)), joined([...light], rest(light.size))]
}

function joined(groups: readonly InsightGroup[], label: string): InsightGroup {
  const of = (count: Exclude<keyof InsightGroup, 'key' | 'label'>) => sum(groups, group => group[count])
  return { key: 'rest', label, open: of('open'), overdue: of('overdue'), done: of('done'), due: of('due'), kept: of('kept') }
}
