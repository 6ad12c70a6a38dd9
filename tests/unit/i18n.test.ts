import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { views } from '../../server/bitrix24/manifest.ts'
import { placeOfCode } from '../../app/utils/places.ts'
import { failures } from '../../shared/failures.ts'
import { catalogues } from '../../shared/languages.ts'
import { installSteps } from '../../shared/opening.ts'

const english = read('en')
const keys = Object.keys(english)
const uses = keysUsedIn('app/**/*.{vue,ts}')

describe.each(catalogues)('the catalogue %s', (language) => {
  const messages = read(language)

  test('has the same keys as English, in the same order', () => {
    expect(Object.keys(messages)).toEqual(keys)
  })

  test('leaves nothing empty', () => {
    expect(keys.filter(key => !messages[key]?.trim())).toEqual([])
  })

  test('has the same placeholders and plural forms in every message', () => {
    expect(Object.fromEntries(keys.map(key => [key, shapeOf(messages[key])])))
      .toEqual(Object.fromEntries(keys.map(key => [key, shapeOf(english[key])])))
  })
})

describe('the keys', () => {
  test('that the application uses are all there', () => {
    expect(uses.length).toBeGreaterThan(50)
    expect(uses.filter(use => !keys.some(key => use.pattern.test(key))).map(({ key, file }) => `${file}: ${key}`)).toEqual([])
  })

  test('that are there are all used, by a page or as the title of a binding', () => {
    const titles = views.map(view => `binding.${view}`)

    expect(keys.filter(key => !titles.includes(key) && !uses.some(({ pattern }) => pattern.test(key)))).toEqual([])
  })

  test.each([...Object.keys(failures), 'offline'])('say of the failure %s what it is, what happened and what to do', (code) => {
    expect(keys).toEqual(expect.arrayContaining(['title', 'what', 'do'].map(part => `failure.${code}.${part}`)))
  })

  test.each(installSteps)('name the installation step %s', (step) => {
    expect(keys).toContain(`install.step.${step}`)
  })

  test.each([
    'CRM_LEAD_DETAIL_TAB', 'CRM_DYNAMIC_1036_DETAIL_TAB', 'CRM_SMART_INVOICE_LIST_MENU', 'CRM_ORDER_LIST_TOOLBAR', 'CRM_ANALYTICS_MENU',
    'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL', 'SONET_GROUP_DETAIL_TAB', 'USER_PROFILE_TOOLBAR', 'IM_SIDEBAR', 'IMMOBILE_CONTEXT_MENU',
    'LEFT_MENU', 'CONTACT_CENTER', 'UNHEARD_OF',
  ])('name the place %s', (code) => {
    const { family, name } = placeOfCode(code)

    expect(keys).toEqual(expect.arrayContaining([`place.family.${family}`, `place.${name}`]))
  })
})

function read(language: string): Record<string, string> {
  return JSON.parse(readFileSync(`i18n/locales/${language}.json`, 'utf8'))
}

function shapeOf(message = '') {
  return { placeholders: [...new Set(message.match(/\{\w+\}/g))].sort(), forms: message.split(' | ').length }
}

/** Every literal in a `$t(…)` call, with the pattern of the keys it stands for: `${…}` in a template is any one part of a key. */
function keysUsedIn(sources: string) {
  return globSync(sources).flatMap((file) => {
    const calls = readFileSync(file, 'utf8').matchAll(/\$t\(((?:[^()]|\([^()]*\))*)\)/g)
    const literals = [...calls].flatMap(([, argument = '']) => [...argument.matchAll(/(['`])(\w[\w-]*(?:\.(?:[\w-]+|\$\{[^}]*\}))*)\1/g)])
    return literals
      .map(([, , key = '']) => ({ file, key, pattern: new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`) }))
      .filter(({ key }) => key.includes('.') || keys.includes(key))
  })
}
