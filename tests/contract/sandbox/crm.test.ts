import { describe, expect, it } from 'vitest'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage } from './setup.ts'

const DEAL = 2
const CONFIDENTIAL = { entityTypeId: DEAL, id: 3465 }

function ids(body: unknown): unknown[] {
  const items = at(body, 'result', 'items')

  return Array.isArray(items) ? items.map(item => at(item, 'id')) : []
}

describe('crm.item.get', () => {
  it.each([
    ['deal', 2, 3473], ['deal', 2, 3463], ['lead', 1, 6591], ['contact', 3, 13037], ['company', 4, 2946],
    ['quote', 7, 5], ['smart invoice', 31, 32], ['item of a smart process', 183, 3],
  ])('knows the %s of the documented callbacks: type %i, id %i', async (_, entityTypeId, id) => {
    const { call } = await stage()

    const { status, body } = await call(MARCUS, 'crm.item.get', { entityTypeId, id })

    expect(status).toBe(200)
    expect(at(body, 'result', 'item')).toMatchObject({ id, entityTypeId })
  })

  it('names a contact but gives it no title', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'crm.item.get', { entityTypeId: 3, id: 13037 })

    expect(at(body, 'result', 'item')).toMatchObject({ name: 'Eleanor', lastName: 'Marsh' })
    expect(at(body, 'result', 'item')).not.toHaveProperty('title')
  })

  it('says how a deal stands by stageSemanticId, but no smart process, invoice or quote', async () => {
    const { call } = await stage()

    const answers = await Promise.all([[2, 3473], [183, 3], [31, 32], [7, 5]].map(([entityTypeId, id]) => call(MARCUS, 'crm.item.get', { entityTypeId, id })))

    expect(answers.map(({ body }) => at(body, 'result', 'item', 'stageSemanticId'))).toEqual(['P', undefined, undefined, undefined])
  })

  it.each([
    ['an item that is not there', { entityTypeId: DEAL, id: 1 }, 400, 'NOT_FOUND', 'Item not found'],
    ['a type that is not there', { entityTypeId: 999, id: 1 }, 400, 'NOT_FOUND', 'SPA not found'],
    ['old invoices', { entityTypeId: 5, id: 1 }, 400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type `INVOICE` is not supported'],
    ['what somebody else keeps closed', CONFIDENTIAL, 400, 'ACCESS_DENIED', 'You do not have permission to view this item'],
  ])('refuses %s', async (_, params, status, error, description) => {
    const { call } = await stage()

    const answer = await call(HANNAH, 'crm.item.get', params)

    expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([status, error, description])
  })

  it('shows a closed item to its responsible person, its observers and the administrator', async () => {
    const { call, portal } = await stage()
    const deal = portal.data.items.find(({ id }) => id === CONFIDENTIAL.id)

    const before = await Promise.all([MARCUS, ADMIN, HANNAH].map(user => call(user, 'crm.item.get', CONFIDENTIAL)))
    Object.assign(deal ?? {}, { observers: [HANNAH] })
    const after = await call(HANNAH, 'crm.item.get', CONFIDENTIAL)

    expect(before.map(({ status }) => status)).toEqual([200, 200, 400])
    expect(after.status).toBe(200)
  })

  it('is closed to extranet users', async () => {
    const { call } = await stage()

    const { status, body } = await call(EXTRANET, 'crm.item.get', { entityTypeId: DEAL, id: 3473 })

    expect([status, body.error]).toEqual([403, 'allowed_only_intranet_user'])
  })
})

describe('crm.item.list', () => {
  it('leaves out what the person may not read, from the total too', async () => {
    const { call } = await stage()

    const all = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL })
    const hers = await call(HANNAH, 'crm.item.list', { entityTypeId: DEAL })

    expect(ids(all.body)).toContain(CONFIDENTIAL.id)
    expect(ids(hers.body)).not.toContain(CONFIDENTIAL.id)
    expect(hers.body.total).toBe(ids(hers.body).length)
  })

  it('selects fields, filters by operators and sorts', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'crm.item.list', {
      entityTypeId: DEAL, select: ['title', 'opportunity'], filter: { '>=opportunity': 150_000, 'categoryId': 1, '!=stageId': 'C1:WON' }, order: { opportunity: 'DESC' },
    })

    expect(ids(body)).toEqual([3481, 3487, 3482])
    expect(at(body, 'result', 'items', 0)).toEqual({ id: 3481, title: 'Juniper Bay: 84 guest rooms', opportunity: 412_000 })
  })

  it('finds a set of ids, parts of a title, and either of two conditions', async () => {
    const { call } = await stage()

    const bySet = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter: { '@id': [3473, 3463, 1] } })
    const byPart = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter: { '%title': 'bakery' } })
    const byEither = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter: { 0: { logic: 'OR', 0: { id: 3473 }, 1: { '=stageId': 'APOLOGY' } } } })

    expect(ids(bySet.body).sort()).toEqual([3463, 3473])
    expect(ids(byPart.body).sort()).toEqual([3466, 3479])
    expect(ids(byEither.body).sort()).toEqual([3473, 3479])
  })

  it('answers pages of 50 with total and next, and counts nothing at start -1', async () => {
    const { call, portal } = await stage()
    const [deal] = portal.data.items
    if (!deal) throw new Error('no deal')
    portal.data.items.push(...Array.from({ length: 120 }, (_, index) => ({ ...deal, id: 9000 + index })))
    const filter = { '>=id': 9000 }

    const first = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter })
    const last = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter, start: 100 })
    const uncounted = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, filter: { '>id': 9010 }, order: { id: 'ASC' }, start: -1 })

    expect([ids(first.body).length, first.body.total, first.body.next]).toEqual([50, 120, 50])
    expect([ids(last.body).length, last.body.total, last.body.next]).toEqual([20, 120, undefined])
    expect([ids(uncounted.body)[0], uncounted.body.total, uncounted.body.next]).toEqual([9011, undefined, undefined])
  })

  it.each([
    [{ filter: { secret: 1 } }, 'Invalid filter: field \'secret\' is not allowed in filter'],
    [{ order: { secret: 'ASC' } }, 'Invalid order: field \'secret\' is not allowed in order'],
    [{ order: { id: 'UP' } }, 'Invalid order: allowed sort directions are `ASC, DESC`. But got \'UP\' for field \'id\''],
  ])('refuses %o', async (params, description) => {
    const { call } = await stage()

    const { status, body } = await call(ADMIN, 'crm.item.list', { entityTypeId: DEAL, ...params })

    expect([status, body.error, body.error_description]).toEqual([400, 'INVALID_ARG_VALUE', description])
  })
})

describe('the directories', () => {
  it('name the stages of every item that has one', async () => {
    const { portal } = await stage()

    const unnamed = portal.data.items.filter(({ stageId }) => stageId && !portal.data.statuses.some(({ STATUS_ID }) => STATUS_ID === stageId))

    expect(unnamed).toEqual([])
  })

  it('give stages with colours by pipeline', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'crm.status.list', { filter: { ENTITY_ID: 'DEAL_STAGE_1' }, order: { SORT: 'ASC' } })

    expect(at(body, 'result', 0)).toMatchObject({ STATUS_ID: 'C1:NEW', NAME: 'Briefing', COLOR: '#39A8EF', CATEGORY_ID: '1' })
    expect(body.total).toBe(7)
  })

  it('tell smart processes to administrators only', async () => {
    const { call } = await stage()

    const admin = await call(ADMIN, 'crm.type.list')
    const employee = await call(MARCUS, 'crm.type.list')

    expect(at(admin.body, 'result', 'types')).toMatchObject([{ entityTypeId: 183, title: 'Deliveries' }, { entityTypeId: 1036 }])
    expect([employee.status, employee.body.error]).toEqual([400, 'ACCESS_DENIED'])
  })

  it('refuse pipelines of types that have none', async () => {
    const { call } = await stage()

    const contacts = await call(MARCUS, 'crm.category.list', { entityTypeId: 1 })
    const nothing = await call(MARCUS, 'crm.category.list', { entityTypeId: 999 })

    expect(contacts.body.error).toBe('ENTITY_TYPE_NOT_SUPPORTED')
    expect(nothing.body.error).toBe('NOT_FOUND')
  })
})
