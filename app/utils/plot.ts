import { nice, ticks } from 'd3-array'
import { area, curveMonotoneX, line } from 'd3-shape'

/**
 * Geometry of a chart whose width nobody knows on the server: everything in percent of the plot, which the browser stretches
 * (docs/decisions/0012-charts.md).
 */

/** Where the middle of a column is, in percent from the start of the plot; the columns share its width evenly. */
export function middleOf(index: number, columns: number): number {
  return (index + 0.5) / columns * 100
}

/** Where a value is, in percent from the top of the plot. */
export function depthOf(value: number, top: number): number {
  return (1 - value / top) * 100
}

/**
 * A line through one value per column and the area below it, as path data in a box of 100 × 100. The curve never leaves the range of
 * its neighbours; null is a gap, and a value between two gaps a dot.
 * @param top the value at the upper edge; the lower one is 0
 */
export function trendPaths(values: readonly (number | null)[], top: number): { line: string, area: string } {
  const x = (_: number | null, index: number) => middleOf(index, values.length)
  const y = (value: number | null) => depthOf(value ?? 0, top)
  const isThere = (value: number | null) => value !== null

  return {
    line: line<number | null>(x, y).defined(isThere).curve(curveMonotoneX)(values) ?? '',
    area: area<number | null>(x, 100, y).defined(isThere).curve(curveMonotoneX)(values) ?? '',
  }
}

/** Round numbers from 0 to at least `highest`, evenly apart and whole, for an axis of things that are counted. */
export function countTicks(highest: number): number[] {
  const [, top] = nice(0, Math.max(1, highest), 3)
  return ticks(0, top, 3).filter(Number.isInteger)
}

/** Names that fit below the narrowest plot; a wide one has room for twice as many. */
const NAMES = 3

/** On which plots a column's name is printed: evenly apart, counted from the last column, which always has its own. */
export function namedOn(index: number, columns: number): 'all' | 'wide' | 'none' {
  const step = Math.ceil(columns / (2 * NAMES))
  const fromLast = columns - 1 - index
  if (fromLast % step) return 'none'
  return fromLast % (2 * step) ? 'wide' : 'all'
}
