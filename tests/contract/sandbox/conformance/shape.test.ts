import { describe, expect, it } from 'vitest'
import { differences, shapeOf } from './shape.ts'

function departures(actual: unknown, documented: unknown): string[] {
  return differences(shapeOf([actual]), shapeOf([documented])).map(({ path, what }) => `${path}: ${what}`)
}

describe('the comparison with a documented answer', () => {
  it.each([
    ['keys in any order', { b: 1, a: 'x' }, { a: 'y', b: 2 }],
    ['values that are not set, on either side', { a: null, b: 1, c: '' }, { a: 'x', b: null, c: 'text' }],
    ['PHP\'s empty list for an empty map', { a: [] }, { a: {} }],
    ['keys that only some elements have', [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1, b: 3 }]],
    ['a map by number as long as its values agree', { 7: { id: 1 }, 9: { id: 2 } }, { 1: { id: 3 } }],
    ['the user fields of either portal', { id: 1, ufCrm_9: 'x' }, { id: 1, UF_CRM_3: 4, parentId2: 5 }],
  ])('accepts %s', (_, actual, documented) => {
    expect(departures(actual, documented)).toEqual([])
  })

  it.each([
    ['a missing key', { a: 1 }, { a: 1, b: 2 }, 'b: missing'],
    ['a key that no page knows', { a: 1, b: 2 }, { a: 1 }, 'b: not documented'],
    ['a number where a numeric string belongs', { a: { b: 1 } }, { a: { b: '1' } }, 'a.b: number instead of text'],
    ['a numeric string where a number belongs', [{ a: '1' }], [{ a: 1 }], '0.a: text instead of number'],
    ['a boolean for Y', { a: true }, { a: 'Y' }, 'a: boolean instead of flag'],
    ['a date in words', { a: 'yesterday' }, { a: '2026-01-02T03:04:05+00:00' }, 'a: text instead of date'],
    ['a list for a map', { a: [1] }, { a: { b: 1 } }, 'a: list instead of map'],
    ['an answer without data', { a: [] }, { a: [{ b: 1 }] }, 'a: empty, so that nothing can be compared'],
  ])('refuses %s', (_, actual, documented, departure) => {
    expect(departures(actual, documented)).toEqual([departure])
  })
})
