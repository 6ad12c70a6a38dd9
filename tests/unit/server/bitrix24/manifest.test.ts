import { expect, test } from 'vitest'
import { dynamicPlacements, handlerPaths, isBuilt, manifest, pathOf, placementOf, views, type Placement } from '../../../../server/bitrix24/manifest.ts'
import documented from '../../../fixtures/placement-codes.json' with { type: 'json' }

const rowOf = (code: string) => manifest.find(row => row.code === code)

test('every code of the documentation has its row, and no row is invented', () => {
  expect(manifest.map(({ code }) => code).sort()).toEqual(documented.map(({ code }) => code).sort())
})

test.each(documented)('$code needs the documented scope', ({ code, scope }) => {
  expect(rowOf(code)?.scope ?? null).toBe(scope[0] ?? null)
})

test.each(documented.filter(({ code }) => rowOf(code)?.idKeys.length))('the id of $code is looked for under a documented key', ({ code, keys }) => {
  expect(rowOf(code)?.idKeys.some(key => keys.includes(key))).toBe(true)
})

test.each(documented.filter(({ code }) => rowOf(code)?.subject === 'crm-item' && code.startsWith('CRM_')))('$code is about the documented CRM type', ({ code, entityTypeId }) => {
  expect(rowOf(code)?.entityTypeId).toBe(entityTypeId)
})

test.each(manifest)('$code is bound with a view, or left unbound for a reason', ({ code, view, unbound }) => {
  const isBindable = documented.find(row => row.code === code)?.bindable

  expect(unbound === null ? view : unbound).toBeTruthy()
  if (!isBindable) expect(unbound).not.toBeNull()
})

test.each(manifest.filter(isBuilt))('what this version shows in $code has an address that answers', ({ view }) => {
  expect(view && handlerPaths.has(pathOf(view))).toBe(true)
})

test('each view has one path, and the application\'s own page is the root', () => {
  expect(new Set(views.map(pathOf)).size).toBe(views.length)
  expect(pathOf('home')).toBe('/')
})

test('the code of a smart process is understood with its type', () => {
  expect(placementOf('CRM_DYNAMIC_183_DETAIL_TAB')).toMatchObject({ code: 'CRM_DYNAMIC_183_DETAIL_TAB', entityTypeId: 183, view: 'thread', subject: 'crm-item' })
})

test.each(['CRM_DYNAMIC_183_NOTHING', 'CRM_DYNAMIC__DETAIL_TAB', 'crm_deal_detail_tab', '', 'constructor', '__proto__'])('the code %j is unknown', (code) => {
  expect(placementOf(code)).toBeUndefined()
})

test('the rows of a smart process carry its own codes', () => {
  const rows = dynamicPlacements(1036)

  expect(rows.map(({ code }) => code)).toContain('CRM_DYNAMIC_1036_DETAIL_TAB')
  expect(rows.every(row => row.entityTypeId === 1036 && placementOf(row.code)?.view === row.view)).toBe(true)
})

test('the gap between the documentation and this version is plain to see', () => {
  const status = (row: Placement) => isBuilt(row) ? 'built' : row.unbound ? `not bound: ${row.unbound}` : 'not built yet'
  const rows = documented.flatMap(({ code }) => rowOf(code) ?? [])
  const count = (word: string) => rows.filter(row => status(row).startsWith(word)).length

  const table = rows.map(row => `${row.code.padEnd(46)}${(row.view ?? '–').padEnd(14)}${status(row)}`)
  const sum = `${count('built')} built, ${count('not built yet')} not built yet, ${count('not bound')} not bound`
  process.stdout.write(`\n${table.join('\n')}\n${sum}\n`)

  expect(count('built') + count('not built yet') + count('not bound')).toBe(documented.length)
})
