import { describe, expect, test } from 'vitest'
import { groupedByDay, momentIn, shortDate, timeWords } from '../../../app/utils/time.ts'
import { addDays } from '../../../shared/calendar.ts'

const at = (createdAt: string) => ({ createdAt })

describe('grouping notes by day', () => {
  // The same two moments, half an hour apart, on both sides of midnight in Berlin.
  const notes = [at('2026-11-19T23:10:00Z'), at('2026-11-19T22:40:00Z')]

  test('follows the calendar of the viewer\'s zone, not of UTC', () => {
    const { dayOf } = timeWords('en-US', 'Europe/Berlin')

    const groups = groupedByDay(notes, note => note.createdAt, dayOf)

    expect(groups.map(group => group.day)).toEqual(['2026-11-20', '2026-11-19'])
  })

  test('keeps one day together where the zone has no midnight between', () => {
    const { dayOf } = timeWords('en-US', 'America/New_York')

    const groups = groupedByDay(notes, note => note.createdAt, dayOf)

    expect(groups).toEqual([{ day: '2026-11-19', items: notes }])
  })

  test('is the same day on both sides of the change to winter time', () => {
    const { dayOf } = timeWords('de-DE', 'Europe/Berlin')

    const groups = groupedByDay(['2026-10-25T22:30:00Z', '2026-10-24T22:30:00Z'], moment => moment, dayOf)

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

describe('when a promise is due', () => {
  const english = timeWords('en-US', 'Europe/Berlin')
  const german = timeWords('de-DE', 'Europe/Berlin')
  /** Friday, 14:30 in Berlin. */
  const now = '2026-11-20T13:30:00Z'
  const day = (dueAt: string) => ({ dueAt, dueTime: null })
  const timed = (dueAt: string) => ({ dueAt, dueTime: '00:00' })

  test.each([
    ['2026-11-20T17:00:00Z', 'Today', 'Heute'],
    ['2026-11-21T17:00:00Z', 'Tomorrow', 'Morgen'],
    ['2026-11-24T17:00:00Z', 'Tuesday', 'Dienstag'],
    ['2026-11-27T17:00:00Z', 'November 27', '27. November'],
    ['2027-01-04T17:00:00Z', 'January 4, 2027', '4. Januar 2027'],
  ])('is named by its day: %s is %s, in German %s', (dueAt, inEnglish, inGerman) => {
    expect([english.due(day(dueAt), now).words, german.due(day(dueAt), now).words]).toEqual([inEnglish, inGerman])
  })

  test('says its time in the language\'s own form', () => {
    expect(english.due(timed('2026-11-20T14:00:00Z'), now).words).toMatch(/^Today 3:00\sPM$/)
    expect(german.due(timed('2026-11-20T14:00:00Z'), now).words).toBe('Heute 15:00')
    expect(german.due(timed('2026-11-27T14:00:00Z'), now).words).toBe('27. November, 15:00')
  })

  test.each([
    ['a minute ago', timed('2026-11-20T13:29:30Z'), { unit: 'minute', n: 1 }],
    ['an hour and a half ago', timed('2026-11-20T12:00:00Z'), { unit: 'hour', n: 1 }],
    ['last night, on the other side of midnight', timed('2026-11-19T22:50:00Z'), { unit: 'hour', n: 14 }],
    ['two days ago', timed('2026-11-18T10:00:00Z'), { unit: 'day', n: 2 }],
    ['yesterday, without a time', day('2026-11-19T17:00:00Z'), { unit: 'day', n: 1 }],
  ])('is late when it was due %s', (_, promise, late) => {
    expect(english.due(promise, now)).toMatchObject({ isLate: true, late })
  })

  test('is late after the working day of its own day, and still called today', () => {
    expect(english.due(day('2026-11-20T13:00:00Z'), now)).toEqual({ words: 'Today', isLate: true, late: null })
  })

  test('is not late before its moment', () => {
    expect(english.due(day('2026-11-20T17:00:00Z'), now)).toMatchObject({ isLate: false, late: null })
  })

  test('is counted in days of the calendar over the change to summer time, when a day has 23 hours', () => {
    const monday = '2026-03-30T06:00:00Z'

    expect(german.due(day('2026-03-28T17:00:00Z'), monday).late).toEqual({ unit: 'day', n: 2 })
    expect(german.due(day('2026-03-29T16:00:00Z'), monday).late).toEqual({ unit: 'day', n: 1 })
    expect(german.due(day('2026-03-31T16:00:00Z'), monday).words).toBe('Morgen')
  })

  test('is the viewer\'s day, on either side of their midnight', () => {
    const promise = timed('2026-11-20T23:30:00Z')

    expect(timeWords('en-US', 'Europe/Berlin').due(promise, now).words).toMatch(/^Tomorrow 12:30\sAM$/)
    expect(timeWords('en-US', 'America/New_York').due(promise, now).words).toMatch(/^Today 6:30\sPM$/)
  })

  test('is exact to the day, or to the minute where it has a time', () => {
    expect(english.exactDue(day('2026-11-20T17:00:00Z'))).toBe('Friday, November 20, 2026')
    expect(german.exactDue(timed('2026-11-20T14:00:00Z'))).toBe('Freitag, 20. November 2026 um 15:00')
  })
})

describe('the days that are promised most', () => {
  test.each([
    ['a Friday', '2026-11-20T13:30:00Z', ['2026-11-20 Today', '2026-11-21 Tomorrow', '2026-11-23 Next week']],
    ['a Monday', '2026-11-23T13:30:00Z', ['2026-11-23 Today', '2026-11-24 Tomorrow', '2026-11-30 Next week']],
    ['a Sunday, when next week begins tomorrow', '2026-11-22T13:30:00Z', ['2026-11-22 Today', '2026-11-23 Tomorrow']],
    ['the first minutes of a Saturday in Berlin', '2026-11-20T23:10:00Z', ['2026-11-21 Today', '2026-11-22 Tomorrow', '2026-11-23 Next week']],
  ])('on %s', (_, now, expected) => {
    const days = timeWords('en-US', 'Europe/Berlin').quickDays(now)

    expect(days.map(({ day, name }) => `${day} ${name}`)).toEqual(expected)
  })

  test('have the language\'s names', () => {
    expect(timeWords('de-DE', 'Europe/Berlin').quickDays('2026-11-20T13:30:00Z').map(({ name }) => name)).toEqual(['Heute', 'Morgen', 'Nächste Woche'])
  })

  test('go on over the end of a month and over a leap day', () => {
    expect([addDays('2026-12-31', 1), addDays('2028-02-28', 1)]).toEqual(['2027-01-01', '2028-02-29'])
  })
})

describe('the moment of a day and a time', () => {
  test.each([
    ['in winter', 'Europe/Berlin', '2026-11-20', '15:00', '2026-11-20T14:00:00.000Z'],
    ['in summer', 'Europe/Berlin', '2026-07-20', '15:00', '2026-07-20T13:00:00.000Z'],
    ['just before midnight', 'America/New_York', '2026-11-20', '23:59', '2026-11-21T04:59:00.000Z'],
    ['an hour later where summer time leaves it out', 'Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['at the first of two', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['right before the clocks change', 'Europe/Berlin', '2026-10-25', '01:59', '2026-10-24T23:59:00.000Z'],
    ['in a zone of half hours', 'Asia/Kolkata', '2026-11-20', '00:15', '2026-11-19T18:45:00.000Z'],
  ])('is found %s', (_, zone, day, time, moment) => {
    expect(momentIn(zone, day, time)).toBe(moment)
  })

  test('is read back as the same time of day', () => {
    const { dayOf, timeOf } = timeWords('en-US', 'Europe/Berlin')
    const moment = momentIn('Europe/Berlin', '2026-11-20', '00:05')

    expect([dayOf(moment), timeOf(moment)]).toEqual(['2026-11-20', '00:05'])
  })
})
