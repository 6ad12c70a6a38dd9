import { describe, expect, test } from 'vitest'
import { folded, halves, isEmpty, keptShare, ranked, shareText, sumOf } from '../../../app/utils/insights.ts'
import type { InsightGroup, Insights, InsightWeek } from '../../../shared/insights.ts'

const percent = (value: number) => `${value * 100} %`
const more = (count: number) => `${count} more`

function group(label: string, counts: Partial<InsightGroup> = {}): InsightGroup {
  return { key: label, label, open: 0, overdue: 0, done: 0, due: 0, kept: 0, ...counts }
}

function weeks(...all: Partial<InsightWeek>[]): InsightWeek[] {
  return all.map(week => ({ start: '2026-11-16', due: 0, kept: 0, callNotes: 0, ...week }))
}

describe('the share that was kept', () => {
  test('is of what was due', () => {
    expect(keptShare({ due: 4, kept: 3 })).toBe(0.75)
    expect(shareText({ due: 4, kept: 3 }, percent)).toBe('75 %')
  })

  test('is none when nothing was due: neither all nor nothing', () => {
    expect(keptShare({ due: 0, kept: 0 })).toBeNull()
    expect(shareText({ due: 0, kept: 0 }, percent)).toBe('–')
  })
})

describe('weeks', () => {
  test('add up', () => {
    expect(sumOf(weeks({ due: 3, kept: 2, callNotes: 1 }, { due: 1, callNotes: 4 }))).toEqual({ due: 4, kept: 2, callNotes: 5 })
  })

  test('are compared with as many before them', () => {
    const { n, now, before } = halves(weeks({ callNotes: 1 }, { callNotes: 2 }, { callNotes: 4 }, { callNotes: 8 }))

    expect([n, now.callNotes, before.callNotes]).toEqual([2, 12, 3])
  })

  test('of an odd number are compared without the oldest one', () => {
    const { n, now, before } = halves(weeks({ callNotes: 1 }, { callNotes: 2 }, { callNotes: 4 }))

    expect([n, now.callNotes, before.callNotes]).toEqual([1, 4, 2])
  })
})

describe('groups', () => {
  test('with the most open follow-ups come first, then those with the most done', () => {
    const groups = [group('idle'), group('done', { done: 9 }), group('busy', { open: 2 }), group('busier', { open: 2, done: 1 })]

    const order = ranked(groups, 8, more).map(({ label }) => label)

    expect(order).toEqual(['busier', 'busy', 'done', 'idle'])
  })

  test('that are not too many stay as they are', () => {
    const groups = [group('a'), group('b')]

    expect(folded(groups, 2, more)).toEqual(groups)
  })

  test('that are too many end in one that stands for the lightest, and nothing is lost', () => {
    const counts = { open: 1, overdue: 1, done: 2, due: 3, kept: 2 }
    const groups = [group('last', counts), group('most', { open: 9 }), group('least', counts)]

    expect(ranked(groups, 2, more)).toEqual([
      group('most', { open: 9 }),
      { key: 'rest', label: '2 more', open: 2, overdue: 2, done: 4, due: 6, kept: 4 },
    ])
  })

  test('keep their order when the lightest are taken out from between them', () => {
    const stages = [group('new', { open: 1 }), group('talks', { open: 5 }), group('waiting', { open: 2 }), group('signing', { open: 9 })]

    const order = folded(stages, 3, more).map(({ label }) => label)

    expect(order).toEqual(['talks', 'signing', '2 more'])
  })
})

describe('insights', () => {
  const nothing: Insights = { total: { open: 0, overdue: 0, done: 0 }, weeks: weeks({}, {}), people: [], stages: [], kinds: [] }

  test('are empty when nobody has done anything', () => {
    expect(isEmpty(nothing)).toBe(true)
  })

  test.each<[string, Insights]>([
    ['a follow-up is open', { ...nothing, total: { open: 1, overdue: 0, done: 0 } }],
    ['one was done', { ...nothing, total: { open: 0, overdue: 0, done: 1 } }],
    ['one fell due, and was cancelled later', { ...nothing, weeks: weeks({ due: 1 }) }],
    ['there is only a note from a call', { ...nothing, weeks: weeks({ callNotes: 1 }) }],
  ])('are not empty when %s', (_, insights) => {
    expect(isEmpty(insights)).toBe(false)
  })
})
