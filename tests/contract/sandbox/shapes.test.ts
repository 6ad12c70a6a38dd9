import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ADMIN, at, stage } from './setup.ts'

/** Keys of the documented portals' own making: user fields and links to their smart processes. */
const OWN_KEYS = /^(ufCrm|parentId)/

function documented(method: string): unknown {
  const file: unknown = JSON.parse(readFileSync(new URL(`../../fixtures/rest-methods/${method}.json`, import.meta.url), 'utf8'))

  return at(file, 'resultExample')
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).filter(key => !OWN_KEYS.test(key)).sort() : []
}

const entity = { entityTypeId: 2 }

describe('answers have the shape of the documented example', () => {
  it.each([
    ['crm.item.list', entity, ['result']],
    ['crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE' } }, ['result', 0]],
    ['crm.category.list', entity, ['result', 'categories', 0]],
    ['crm.type.list', {}, ['result', 'types', 0]],
    ['user.get', { ID: ADMIN }, ['result', 0]],
    ['placement.unbind', { PLACEMENT: 'LEFT_MENU' }, ['result']],
    ['event.unbind', { event: 'ONAPPTEST', handler: 'https://app.example/' }, ['result']],
  ])('%s', async (method, params, path) => {
    const { call } = await stage()

    const { body } = await call(ADMIN, method, params)

    const example = documented(method)
    expect(keysOf(at(body, ...path))).toEqual(keysOf(at(example, ...path)))
    expect(keysOf(body)).toEqual(expect.arrayContaining(keysOf(example)))
  })

  it('crm.item.get, for the lead of the example', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'crm.item.get', { entityTypeId: 1, id: 6591 })

    expect(keysOf(at(body, 'result', 'item'))).toEqual(keysOf(at(documented('crm.item.get'), 'result', 'item')))
    expect(keysOf(at(body, 'result', 'item', 'fm', 0))).toEqual(keysOf(at(documented('crm.item.get'), 'result', 'item', 'fm', 0)))
  })

  it('crm.item.get, for a deal as crm.item.add shows one', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'crm.item.get', { entityTypeId: 2, id: 3473 })

    expect(keysOf(at(body, 'result', 'item'))).toEqual(keysOf(at(documented('crm.item.add'), 'result', 'item')))
  })

  it('placement.get, with the id that newer pages add', async () => {
    const { call } = await stage()
    await call(ADMIN, 'placement.bind', { PLACEMENT: 'CRM_DEAL_LIST_TOOLBAR', HANDLER: 'https://app.example/', TITLE: 'Add invoice' })

    const { body } = await call(ADMIN, 'placement.get')

    const example = at(documented('placement.get'), 'result', 0)
    expect(keysOf(at(body, 'result', 0))).toEqual([...keysOf(example), 'id'].sort())
  })

  it('placement.list, a list of codes', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'placement.list')

    const example = at(documented('placement.list'), 'result')
    const shared = Array.isArray(example) ? example.filter(code => !/_INVOICE_|_ORDER_|_136_|_1038_/.test(code) || /SMART/.test(code)) : []
    expect(shared).not.toEqual([])
    expect(body.result).toEqual(expect.arrayContaining(shared))
  })

  it('event.bind, true', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'event.bind', { event: 'ONAPPUNINSTALL', handler: 'https://app.example/events' })

    expect(body.result).toBe(at(documented('event.bind'), 'result'))
  })
})
