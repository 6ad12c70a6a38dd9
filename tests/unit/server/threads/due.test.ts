import { describe, expect, it } from 'vitest'
import { dueMoment } from '../../../../server/threads/due.ts'

const due = (...term: Parameters<typeof dueMoment>) => new Date(dueMoment(...term)).toISOString()

describe('when something is due', () => {
  it('is at its time, in its zone', () => {
    expect(due('2026-11-25', '09:30', 'Europe/Berlin')).toBe('2026-11-25T08:30:00.000Z')
  })

  it('is at the end of the working day without a time', () => {
    expect(due('2026-11-25', null, 'America/New_York')).toBe('2026-11-25T23:00:00.000Z')
  })

  it('knows summer time', () => {
    expect([due('2026-03-28', '12:00', 'Europe/Berlin'), due('2026-03-30', '12:00', 'Europe/Berlin')]).toEqual(['2026-03-28T11:00:00.000Z', '2026-03-30T10:00:00.000Z'])
  })

  it('is as much later as the clocks are put forward, where they skip its time', () => {
    expect(due('2026-03-29', '02:30', 'Europe/Berlin')).toBe(due('2026-03-29', '03:30', 'Europe/Berlin'))
  })

  it('is on the next day, where a zone skipped the whole one', () => {
    expect(due('2011-12-30', '10:00', 'Pacific/Apia')).toBe(due('2011-12-31', '10:00', 'Pacific/Apia'))
  })

  it('is the first of two, where the clocks go back over its time', () => {
    expect(due('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  })

  it.each(['0000-01-01', '0050-06-01', '9999-12-31'])('is some moment for every day that can be written: %s', (day) => {
    expect(dueMoment(day, '23:59', 'Pacific/Kiritimati')).toEqual(expect.any(Number))
    expect(due(day, null, 'America/New_York')).toMatch(/^\d{4}-/)
  })
})
