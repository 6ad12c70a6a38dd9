import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { partOf } from '../../i18n/parts.ts'
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

  test('of a thread\'s page and of a failure are all among those that every page has', () => {
    const files = reachedFrom(['app/app.vue', 'app/error.vue', 'app/views/ThreadView.vue', 'app/components/FailurePage.vue', 'app/components/PendingPage.vue'])
    const patterns = files.flatMap(file => keysUsedIn(file)).map(({ pattern }) => pattern)

    expect(files).toContain('app/components/FollowUpEditor.vue')
    expect(files).toContain('app/utils/facts.ts')
    expect(keys.filter(key => partOf(key) !== 'every' && patterns.some(pattern => pattern.test(key)))).toEqual([])
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

/** These files, and all of app/ that they name: components, composables, and what utilities export. */
function reachedFrom(begin: string[]): string[] {
  const exported = new Map(globSync('app/{utils,composables}/*.ts').flatMap((file) => {
    const names = readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)
    return [...names].map(([, name = '']): [string, string] => [name, file])
  }))
  const components = new Map(globSync('app/components/*.vue').map((file): [string, string] => [basename(file, '.vue'), file]))
  // The views are named in one place, of which a page takes one.
  const reached = new Set(begin)
  for (const file of reached) {
    for (const [name] of readFileSync(file, 'utf8').matchAll(/\w+/g)) {
      const named = exported.get(name) ?? components.get(name.replace(/^Lazy/, ''))
      if (named && named !== 'app/utils/views.ts') reached.add(named)
    }
  }
  return [...reached]
}
