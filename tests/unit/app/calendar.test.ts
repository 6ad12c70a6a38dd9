import { describe, expect, test } from 'vitest'
import { dayByKey, itemsByDay, shiftedDays } from '../../../app/utils/calendar.ts'
import { timeWords } from '../../../app/utils/time.ts'
import type { CalendarEvent } from '../../../shared/calendar.ts'
import { aFollowUp } from './entries.fixture.ts'

const { dayOf } = timeWords('en-US', 'Europe/Berlin')
const week = { from: '2026-11-16', to: '2026-11-22' }
const event = (changed: Partial<CalendarEvent> = {}): CalendarEvent =>
  ({ id: 'e1', title: 'Monday round', color: null, isAllDay: false, from: '2026-11-16T08:00:00.000Z', to: '2026-11-16T09:00:00.000Z', ...changed }) as CalendarEvent

function dayed(content: Partial<Parameters<typeof itemsByDay>[0]>) {
  return Object.fromEntries([...itemsByDay({ days: week, followUps: [], events: [], ...content }, dayOf)].filter(([, items]) => items.length).map(([day, items]) => [day, items.map(({ id }) => id)]))
}

describe('what is due', () => {
  test('without a time stands on its day, wherever that ends', () => {
    // The end of a working day in Tokyo, nine in the morning in Berlin; and one in Honolulu, which is the next day there.
    const promises = [aFollowUp({ id: 'tokyo', dueOn: '2026-11-20', dueAt: '2026-11-20T09:00:00.000Z' }), aFollowUp({ id: 'honolulu', dueOn: '2026-11-20', dueAt: '2026-11-21T04:00:00.000Z' })]

    expect(dayed({ followUps: promises })).toEqual({ '2026-11-20': ['tokyo', 'honolulu'] })
  })

  test('at a time stands on the day that it is then for the viewer', () => {
    const late = aFollowUp({ dueOn: '2026-11-20', dueTime: '23:30', zone: 'Europe/London', dueAt: '2026-11-20T23:30:00.000Z' })

    expect(dayed({ followUps: [late] })).toEqual({ '2026-11-21': [late.id] })
  })

  test('on another day than those that are shown is left out', () => {
    expect(dayed({ followUps: [aFollowUp({ dueOn: '2026-11-23' })] })).toEqual({})
  })
})

describe('a day', () => {
  test('begins with what lasts all day, goes on with what is to be done that day, and then by the time', () => {
    const items = dayed({
      events: [event({ id: 'nine' }), event({ id: 'fair', isAllDay: true, from: '2026-11-16', to: '2026-11-16' })],
      followUps: [aFollowUp({ id: 'eight', dueOn: '2026-11-16', dueTime: '08:00', dueAt: '2026-11-16T07:00:00.000Z' }), aFollowUp({ id: 'that day', dueOn: '2026-11-16' })],
    })

    expect(items['2026-11-16']).toEqual(['fair', 'that day', 'eight', 'nine'])
  })

  test('has what goes over several days, as far as they are shown', () => {
    const fair = event({ id: 'fair', isAllDay: true, from: '2026-11-10', to: '2026-11-17' })
    const night = event({ id: 'night', from: '2026-11-20T20:00:00.000Z', to: '2026-11-21T02:00:00.000Z' })

    expect(dayed({ events: [fair, night] })).toEqual({ '2026-11-16': ['fair'], '2026-11-17': ['fair'], '2026-11-20': ['night'], '2026-11-21': ['night'] })
  })

  test('does not have what ends with the midnight before', () => {
    expect(dayed({ events: [event({ from: '2026-11-20T20:00:00.000Z', to: '2026-11-20T23:00:00.000Z' })] })).toEqual({ '2026-11-20': ['e1'] })
  })
})

describe('the days before and after', () => {
  test('of a week are a week, of a day a day', () => {
    expect([shiftedDays(week, 1), shiftedDays(week, -1)]).toEqual([{ from: '2026-11-23', to: '2026-11-29' }, { from: '2026-11-09', to: '2026-11-15' }])
    expect(shiftedDays({ from: '2026-11-30', to: '2026-11-30' }, 1)).toEqual({ from: '2026-12-01', to: '2026-12-01' })
  })

  test('of a month are the next one in whole weeks, which begin on the same day', () => {
    expect(shiftedDays({ from: '2026-10-26', to: '2026-12-06' }, 1)).toEqual({ from: '2026-11-30', to: '2027-01-03' })
    expect(shiftedDays({ from: '2026-10-25', to: '2026-12-05' }, -1)).toEqual({ from: '2026-09-27', to: '2026-10-31' })
  })
})

test.each([['ArrowLeft', '2026-11-19'], ['ArrowRight', '2026-11-21'], ['ArrowUp', '2026-11-13'], ['ArrowDown', '2026-11-27'], ['Enter', undefined]])('with %s a promise of 20 November goes to %s', (key, day) => {
  expect(dayByKey('2026-11-20', key)).toBe(day)
})
