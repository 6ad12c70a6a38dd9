import { expect, test } from 'vitest'
import { readLink } from '../../../../server/openings/link.ts'
import { linkTo, type LinkTarget } from '../../../../shared/link.ts'

const base = 'https://alder-oak.bitrix24.com/marketplace/view/local.5f3a/'
const id = '01920000-0000-7000-8000-000000000000'

test.each<[LinkTarget, object]>([
  [{ note: id }, { note: id }],
  [{ followUp: id }, { followUp: id }],
  [{ subject: 'crm-item:2:3473' }, { subject: { kind: 'crm-item', entityTypeId: 2, id: '3473' } }],
])('a link to %j is read as what it names', (target, named) => {
  const { pathname, searchParams } = new URL(linkTo(base, target))
  const params = Object.fromEntries([...searchParams].map(([name, value]) => [/^params\[(\w+)\]$/.exec(name)?.[1], value]))

  expect(pathname).toBe('/marketplace/view/local.5f3a/')
  expect(readLink(params)).toEqual(named)
})

test.each([
  [{ ENTITY: 'deal', ID: '3473' }, 2, '3473'], [{ ENTITY: 'SMART_INVOICE', ID: '32' }, 31, '32'], [{ ENTITY: 'DYNAMIC_1036', ID: '1' }, 1036, '1'],
])('a link that an automation rule sends, %j, names its item', (params, entityTypeId, itemId) => {
  expect(readLink(params)).toEqual({ subject: { kind: 'crm-item', entityTypeId, id: itemId } })
})

test('a link has no bracket of its own, which the chat would read as a tag', () => {
  expect(linkTo(base, { note: id })).not.toMatch(/[[\]]/)
})

test.each([{}, { note: '' }, { note: '1' }, { note: ['1'] }, { followUp: { a: 1 } }, { subject: 'crm-item:2:0' }, { subject: 'chat:0:../1' }, { ENTITY: 'deal' }, { ENTITY: 'deal', ID: '0' }, { ENTITY: 'constructor', ID: '1' }, { test: 'y', docId: '42' }])('%j names nothing', (params) => {
  expect(readLink(params)).toBeNull()
})
