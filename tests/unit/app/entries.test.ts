import { describe, expect, test } from 'vitest'
import { ApiFailure, failureOf } from '../../../app/utils/apiFailure.ts'
import { currentOf, newerThan, rolledBack, subjectQuery, withEntries, type Entry } from '../../../app/utils/entries.ts'
import { initialsOf } from '../../../app/utils/initials.ts'
import { aContact, aFollowUp, aNote } from './entries.fixture.ts'

describe('a list of entries', () => {
  const older = aNote({ id: 'a', createdAt: '2026-11-20T12:00:00.000Z' })
  const newer = aNote({ id: 'b', createdAt: '2026-11-20T13:00:00.000Z' })

  test('is newest first, however its pages arrive', () => {
    expect(withEntries([older], [newer])).toEqual([newer, older])
  })

  test('holds a note once: the saved one takes the place of the one just written', () => {
    const saved = { ...newer, version: 1, html: '<p>saved</p>' }

    expect(withEntries([{ ...newer, version: 0 }, older], [saved])).toEqual([saved, older])
  })

  test('holds a follow-up at the moment it was closed', () => {
    const closed = aFollowUp({ id: 'c', createdAt: '2026-11-01T08:00:00.000Z', state: 'done', closed: { by: newer.author, at: '2026-11-20T12:30:00.000Z' } })

    expect(withEntries<Entry>([older, newer], [closed])).toEqual([newer, closed, older])
  })

  test('takes a refused change back', () => {
    const pinned = { ...older, pinned: true }

    expect(rolledBack([newer, pinned], pinned, older)).toEqual([newer, older])
  })

  test('does not take back what has changed again meanwhile', () => {
    const pinned = { ...older, pinned: true }
    const later = { ...older, version: 5 }

    expect(rolledBack([newer, later], pinned, older)).toEqual([newer, later])
  })

  test('is not set back by an answer that comes late', () => {
    const shown = { ...older, version: 3 }

    expect(newerThan([shown], [{ ...older, version: 2 }, newer])).toEqual([newer])
  })
})

describe('a refused call', () => {
  test('tells what is stored now when somebody else was faster', () => {
    const current = aNote({ version: 7 })

    const failure = failureOf(409, { code: 'note-conflict', requestId: 'r1', current })

    expect(currentOf(failure)).toBe(current)
  })

  test('is no conflict when it is another refusal', () => {
    expect(currentOf(new ApiFailure('storage'))).toBeNull()
  })

  test.each([
    [502, '<html>Bad gateway</html>', 'unexpected'],
    [500, { code: 'EPIPE', requestId: 'r' }, 'unexpected'],
    [401, null, 'session-over'],
  ])('of %i with a foreign body is one of our failures', (status, body, code) => {
    expect(failureOf(status, body).code).toBe(code)
  })
})

test('an entry of another subject names it when it is called about', () => {
  expect(subjectQuery(aNote())).toBe('')
  expect(subjectQuery(aFollowUp({ on: aContact }))).toBe('?subject=crm-item%3A3%3A7')
})

test.each([['Anna Weber', 'AW'], ['Petra von der Heide', 'PV'], ['Ōno', 'Ō'], ['  ', '']])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
