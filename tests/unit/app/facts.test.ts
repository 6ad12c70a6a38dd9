import { describe, expect, test } from 'vitest'
import { dialogIdOf } from '../../../app/utils/dialogs.ts'
import { badgeText, factLink, factText, type LineFact } from '../../../app/utils/facts.ts'
import { timeWords } from '../../../app/utils/time.ts'

const reading = (tag: string, timeZone = 'Europe/London') => ({
  tag, words: timeWords(tag, timeZone), now: '2026-11-20T09:00:00.000Z',
  $t: (key: string, values: Record<string, string | number> = {}) => key === 'fact.late' ? `${values.date} (late)` : key,
})

describe('a fact in words', () => {
  test.each<[LineFact, tag: string, expected: string]>([
    [{ key: 'client', kind: 'text', value: 'Harbour Hotel' }, 'en-US', 'Harbour Hotel'],
    [{ key: 'amount', kind: 'money', value: 48_200, currency: 'EUR' }, 'de-DE', '48.200 €'],
    [{ key: 'members', kind: 'number', value: 1200 }, 'de-DE', '1.200'],
    [{ key: 'kind', kind: 'word', value: 'project' }, 'en-US', 'word.project'],
    [{ key: 'closeDate', kind: 'date', value: '2026-12-08', isLate: false }, 'en-US', 'Tuesday, December 8'],
    [{ key: 'closeDate', kind: 'date', value: '2027-01-08', isLate: false }, 'de-DE', '8. Januar 2027'],
    [{ key: 'deadline', kind: 'date', value: '2026-11-21', isLate: false }, 'en-US', 'Tomorrow'],
    [{ key: 'deadline', kind: 'date', value: '2026-11-19', isLate: true }, 'de-DE', 'Gestern (late)'],
    [{ key: 'deadline', kind: 'date', value: '2026-11-20T15:30:00.000Z', isLate: false }, 'en-US', 'Today, 3:30 PM'],
  ])('%j in %s', (fact, tag, expected) => {
    expect(factText(fact, reading(tag)).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(expected)
  })

  test('a date without a time is the same day in every zone', () => {
    const fact: LineFact = { key: 'closeDate', kind: 'date', value: '2026-12-08', isLate: false }

    expect(['Pacific/Auckland', 'America/Los_Angeles'].map(zone => factText(fact, reading('en-US', zone)))).toEqual(['Tuesday, December 8', 'Tuesday, December 8'])
  })

  test('a phone number can be called, an address written to, anything else leads nowhere', () => {
    expect(factLink({ key: 'phone', kind: 'phone', value: '+44 (117) 496 0112' })).toBe('tel:+441174960112')
    expect(factLink({ key: 'email', kind: 'email', value: 'a@b.example' })).toBe('mailto:a@b.example')
    expect(factLink({ key: 'client', kind: 'text', value: 'javascript:alert(1)' })).toBeUndefined()
  })

  test('a stage has the administrator\'s name, a state of Bitrix24\'s own the reader\'s word', () => {
    expect(badgeText({ key: 'stage', kind: 'stage', value: 'In the workshop', color: null, outcome: 'open' }, key => key)).toBe('In the workshop')
    expect(badgeText({ key: 'state', kind: 'state', value: 'deferred', outcome: 'open' }, key => key)).toBe('state.deferred')
  })
})

test.each([
  ['chat1489', 3, 'chat1489'], ['sg77', 3, 'sg77'], ['3-5', 3, '5'], ['3-5', 5, '3'], ['3-3', 3, '3'],
])('the messenger knows the chat %s to person %d as %s', (id, viewer, dialog) => {
  expect(dialogIdOf(id, viewer)).toBe(dialog)
})

test.each(['subjectStates', 'factWords', 'scopes'])('every one of %s has its words', async (list) => {
  const shared = { ...await import('../../../shared/subject.ts'), ...await import('../../../shared/failures.ts') }
  const catalogue = await import('../../../i18n/locales/en.json', { with: { type: 'json' } })
  const values: Record<string, readonly string[]> = { subjectStates: shared.subjectStates, factWords: shared.factWords, scopes: shared.scopes }
  const prefix: Record<string, string> = { subjectStates: 'state', factWords: 'word', scopes: 'scope' }

  expect(Object.keys(catalogue.default)).toEqual(expect.arrayContaining((values[list] ?? []).map(value => `${prefix[list]}.${value}`)))
})
