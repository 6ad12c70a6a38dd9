import { describe, expect, test } from 'vitest'
import { groupedByDay, shortDate, timeWords } from '../../../app/utils/time.ts'

const at = (createdAt: string) => ({ createdAt })

describe('grouping notes by day', () => {
  // The same two moments, half an hour apart, on both sides of midnight in Berlin.
  const notes = [at('2026-11-19T23:10:00Z'), at('2026-11-19T22:40:00Z')]

  test('follows the calendar of the viewer\'s zone, not of UTC', () => {
    const { dayOf } = timeWords('en-US', 'Europe/Berlin')

    const groups = groupedByDay(notes, dayOf)

    expect(groups.map(group => group.day)).toEqual(['2026-11-20', '2026-11-19'])
  })

  test('keeps one day together where the zone has no midnight between', () => {
    const { dayOf } = timeWords('en-US', 'America/New_York')

    const groups = groupedByDay(notes, dayOf)

    expect(groups).toEqual([{ day: '2026-11-19', items: notes }])
  })

  test('is the same day on both sides of the change to winter time', () => {
    const { dayOf } = timeWords('de-DE', 'Europe/Berlin')

    const groups = groupedByDay([at('2026-10-25T22:30:00Z'), at('2026-10-24T22:30:00Z')], dayOf)

    expect(groups.map(group => group.day)).toEqual(['2026-10-25'])
  })
})

describe('days and times in words', () => {
  const now = '2026-11-20T13:30:00Z'

  test('name today and yesterday in the language', () => {
    const german = timeWords('de-DE', 'Europe/Berlin')

    expect([german.dayTitle('2026-11-20', now), german.dayTitle('2026-11-19', now)]).toEqual(['Heute', 'Gestern'])
  })

  test('name the year only when it is another one', () => {
    const german = timeWords('de-DE', 'Europe/Berlin')

    expect(german.dayTitle('2026-11-12', now)).toBe('Donnerstag, 12. November')
    expect(german.dayTitle('2025-11-10', now)).toBe('10. November 2025')
  })

  test('count minutes within the hour and say the time after it', () => {
    const english = timeWords('en-US', 'Europe/Berlin')

    expect(english.timeInDay('2026-11-20T13:29:40Z', now)).toBe('now')
    expect(english.timeInDay('2026-11-20T13:06:00Z', now)).toBe('24 minutes ago')
    expect(english.timeInDay('2026-11-20T10:30:00Z', now)).toMatch(/^11:30\sAM$/)
  })

  test('never speak of the future when the clocks of two machines differ', () => {
    const english = timeWords('en-US', 'Europe/Berlin')

    expect(english.timeInDay('2026-11-20T13:30:05Z', now)).toBe('now')
  })

  test('read a zone that nobody knows as UTC', () => {
    const words = timeWords('en-US', 'Mars/Olympus')

    expect(words.dayOf('2026-11-19T23:10:00Z')).toBe('2026-11-19')
  })
})

describe('a day where room is short', () => {
  test('is the same day in every zone, in the order of the language', () => {
    expect(shortDate('2026-11-09', 'en-US')).toBe('Nov 9')
    expect(shortDate('2026-11-09', 'de-DE')).toMatch(/^9\.\sNov\.?$/)
  })
})
