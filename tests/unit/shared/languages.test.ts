import { expect, test } from 'vitest'
import { catalogueOf, knownLanguage, languageTags } from '../../../shared/languages.ts'

test.each([['en', 'en'], ['de', 'de'], ['fr', 'en'], ['com', 'en'], ['', 'en'], ['toString', 'en']])('the catalogue for %j is %s', (lang, catalogue) => {
  expect(catalogueOf(lang)).toBe(catalogue)
})

test.each([['de', 'de'], ['LA', 'la'], ['ua', 'ua'], ['com', 'en'], ['', 'en'], [null, 'en'], [undefined, 'en'], ['__proto__', 'en'], ['constructor', 'en']])('LANG %j is taken as %s', (posted, lang) => {
  expect(knownLanguage(posted)).toBe(lang)
})

test.each(Object.entries(languageTags))('%s has a tag that formats dates and numbers (%s)', (_code, tag) => {
  expect(Intl.DateTimeFormat.supportedLocalesOf(tag)).toEqual([tag])
})
