import { expect, test } from 'vitest'
import { excerptOf } from '../../../../server/threads/excerpt.ts'

/** Matches in brackets. */
const shown = (text: string, query: string) => excerptOf(text, query).map(part => part.isMatch ? `[${part.text}]` : part.text).join('')

test.each([
  ['Call Nadia by Friday', 'nadia', 'Call [Nadia] by Friday'],
  ['Herr Müller und Frau Mueller', 'mueller', 'Herr [Müller] und Frau [Mueller]'],
  ['Harbour Hotel, harbour side', 'harb', '[Harbour] Hotel, [harbour] side'],
  ['The hotel wants a harbour view', 'hotel harb', 'The [hotel] wants a [harbour] view'],
  ['Позвонить Ивану', 'ивану', 'Позвонить [Ивану]'],
  ['东京大学生协会', '大学', '东京[大学]生协会'],
  ['No word of it', 'elsewhere', 'No word of it'],
])('in %j, %j is shown as %j', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected)
})

test('only the last word that was typed may be the beginning of one', () => {
  expect(shown('harbour and hotel', 'harb hotel')).toBe('harbour and [hotel]')
})

test('of a long text the part around the first match is shown', () => {
  const text = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`

  const excerpt = shown(text, 'needle')

  expect(excerpt).toMatch(/^…before .*\[needle\] after .*…$/)
  expect(excerpt.length).toBeLessThan(260)
})

test('nothing of a text is lost or doubled', () => {
  const text = 'Harbour, harbours & the Harbour-Hotel: harbour!'

  expect(excerptOf(text, 'harbour').map(part => part.text).join('')).toBe(text)
})
