import { expect, test } from 'vitest'
import de from '../../../i18n/locales/de.json' with { type: 'json' }
import en from '../../../i18n/locales/en.json' with { type: 'json' }
import { views } from '../../../server/bitrix24/manifest.ts'
import { titlesOf } from '../../../server/portals/titles.ts'
import { failures } from '../../../shared/failures.ts'
import { catalogues } from '../../../shared/languages.ts'
import { installSteps } from '../../../shared/opening.ts'

const messages: Record<string, Record<string, string>> = { en, de }

test('every language has a catalogue', () => {
  expect(Object.keys(messages).sort()).toEqual([...catalogues].sort())
})

test.each(catalogues)('%s has every message, none of them empty', (lang) => {
  expect(Object.keys(messages[lang] ?? {}).sort()).toEqual(Object.keys(en).sort())
  expect(Object.entries(messages[lang] ?? {}).filter(([, message]) => !message.trim())).toEqual([])
})

test.each(catalogues)('%s fills the same places as English', (lang) => {
  const places = (message = '') => [...new Set(message.match(/\{\w+\}/g))].sort()

  for (const [key, message] of Object.entries(en)) expect([key, places(messages[lang]?.[key])]).toEqual([key, places(message)])
})

test.each(Object.keys(failures))('the failure %s has its sentences in every language', (code) => {
  for (const lang of catalogues) {
    for (const part of ['title', 'what', 'do']) expect(messages[lang], lang).toHaveProperty([`failure.${code}.${part}`])
  }
})

test.each(views)('the view %s has a title in every language', (view) => {
  const titles = titlesOf(view)

  expect(Object.keys(titles)).toEqual([...catalogues])
  for (const { TITLE } of Object.values(titles)) expect(TITLE).toMatch(/\S/)
})

test.each(installSteps)('the installation step %s has a name in every language', (step) => {
  for (const lang of catalogues) expect(messages[lang]).toHaveProperty([`install.step.${step}`])
})
