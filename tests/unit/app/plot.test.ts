import { describe, expect, test } from 'vitest'
import { countTicks, depthOf, middleOf, namedOn, trendPaths } from '../../../app/utils/plot.ts'

/** The points that a path goes through or is bent by, as [x, y]. */
function pointsOf(path: string): [number, number][] {
  return [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
}

describe('places in a plot', () => {
  test('are in the middle of the columns, which share the width', () => {
    expect([0, 1, 2, 3].map(index => middleOf(index, 4))).toEqual([12.5, 37.5, 62.5, 87.5])
  })

  test('go down from the top, where the highest value is', () => {
    expect([8, 2, 0].map(value => depthOf(value, 8))).toEqual([0, 75, 100])
  })
})

describe('a trend', () => {
  test('goes through the middle of every column, at the height of its value', () => {
    const { line } = trendPaths([0, 0.5, 1], 1)

    expect(pointsOf(line)).toEqual(expect.arrayContaining([[16.667, 100], [50, 50], [83.333, 0]]))
  })

  test('never leaves the plot between two values', () => {
    const { line, area } = trendPaths([1, 1, 0, 1, 1, 0.2], 1)

    const depths = [...pointsOf(line), ...pointsOf(area)].map(([, y]) => y)
    expect(Math.min(...depths)).toBe(0)
    expect(Math.max(...depths)).toBe(100)
  })

  test('has a gap where there is no value, and a dot between two gaps', () => {
    const { line } = trendPaths([0.5, 0.5, null, 1, null], 1)

    const [first, second] = line.split('M').slice(1)
    expect(first).toMatch(/^10,50/)
    expect(second).toBe('70,0Z')
  })

  test('fills down to the lower edge', () => {
    const { area } = trendPaths([1, 1], 1)

    expect(pointsOf(area).slice(-2)).toEqual([[75, 100], [25, 100]])
  })

  test('of nothing is nothing', () => {
    expect(trendPaths([null, null], 1)).toEqual({ line: '', area: '' })
  })
})

describe('the axis of counts', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [8, [0, 2, 4, 6, 8]],
    [1848, [0, 500, 1000, 1500, 2000]],
  ])('up to %i has round numbers of whole things', (highest, expected) => {
    expect(countTicks(highest)).toEqual(expected)
  })

  test('is always evenly divided and reaches the highest value', () => {
    for (let highest = 0; highest < 2000; highest++) {
      const ticks = countTicks(highest)
      expect(new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0))).size).toBe(1)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest)
    }
  })
})

describe('names below the columns', () => {
  const namesOf = (columns: number) => Array.from({ length: columns }, (_, index) => namedOn(index, columns))

  test('are those of every second week of twelve, and of every fourth where it is narrow', () => {
    expect(namesOf(12)).toEqual(['none', 'wide', 'none', 'all', 'none', 'wide', 'none', 'all', 'none', 'wide', 'none', 'all'])
  })

  test.each([1, 2, 5, 9, 13, 26, 53])('are never too many for %i weeks, and the last week always has one', (columns) => {
    const names = namesOf(columns)

    expect(names.filter(on => on === 'all').length).toBeLessThanOrEqual(3)
    expect(names.filter(on => on !== 'none').length).toBeLessThanOrEqual(6)
    expect(names.at(-1)).toBe('all')
  })
})
