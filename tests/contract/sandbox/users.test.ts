import { describe, expect, it } from 'vitest'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage } from './setup.ts'

function lastNames(body: unknown): unknown[] {
  const rows = at(body, 'result')

  return Array.isArray(rows) ? rows.map(row => at(row, 'LAST_NAME')) : []
}

describe('people', () => {
  it('introduce themselves by profile with the basic scope alone', async () => {
    const { call } = await stage({ scope: [], clock: { now: () => Date.parse('2026-07-01T12:00:00Z') } })

    const { body } = await call(HANNAH, 'profile')

    expect(body.result).toEqual({ ID: '5', ADMIN: false, NAME: 'Hannah', LAST_NAME: 'Vogel', PERSONAL_GENDER: '', TIME_ZONE: 'Europe/Berlin', TIME_ZONE_OFFSET: 7200 })
  })

  it('are found by id, by filter and by a word', async () => {
    const { call } = await stage()

    const byId = await call(MARCUS, 'user.get', { ID: [MARCUS, HANNAH], sort: 'LAST_NAME', order: 'DESC' })
    const byFilter = await call(MARCUS, 'user.get', { FILTER: { ACTIVE: false } })
    const byWord = await call(MARCUS, 'user.search', { FILTER: { FIND: 'account' } })

    expect([at(byId.body, 'result', 0, 'LAST_NAME'), at(byId.body, 'result', 1, 'LAST_NAME')]).toEqual(['Vogel', 'Reid'])
    expect(at(byFilter.body, 'result', 0, 'LAST_NAME')).toBe('Sawyer')
    expect(byWord.body.total).toBe(3)
  })

  it.each([
    ['the beginning of a name', { FILTER: { NAME: 'Ma%' } }, ['Reid']],
    ['what a name does not hold', { FILTER: { '!%LAST_NAME': 'e', 'ACTIVE': true } }, ['Nair', 'Lindqvist']],
    ['several ids', { FILTER: { '@ID': [ADMIN, HANNAH] } }, ['Bennett', 'Vogel']],
    ['a department', { UF_DEPARTMENT: 4 }, ['Fletcher']],
    ['an inner number', { FILTER: { UF_PHONE_INNER: '205' } }, ['Vogel']],
    ['a kind of user', { FILTER: { USER_TYPE: 'extranet' } }, ['Lindqvist']],
  ])('are filtered by %s', async (_, params, names) => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'user.get', params)

    expect(lastNames(body)).toEqual(names)
  })

  it('are searched by the name of their department and by their kind', async () => {
    const { call } = await stage()

    const accounts = await call(ADMIN, 'user.search', { FILTER: { UF_DEPARTMENT_NAME: 'Accounts' } })
    const partners = await call(ADMIN, 'user.search', { FILTER: { USER_TYPE: 'extranet' } })

    expect([lastNames(accounts.body), lastNames(partners.body)]).toEqual([['Pike'], ['Lindqvist']])
  })

  it('show the chosen fields, by mask too', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'user.get', { ID: HANNAH, select: ['ID', 'UF_*', 'SHOE_SIZE'] })

    expect(at(body, 'result', 0)).toEqual({ ID: '5', UF_DEPARTMENT: [3], UF_EMPLOYMENT_DATE: '', UF_PHONE_INNER: '205' })
  })

  it('keep their contacts from an application with user_brief', async () => {
    const brief = await stage({ scope: ['user_brief'] })
    const basic = await stage({ scope: ['user_basic'] })

    const hidden = await brief.call(ADMIN, 'user.current')
    const shown = await basic.call(ADMIN, 'user.current')

    expect(hidden.body.result).not.toHaveProperty('EMAIL')
    expect(shown.body.result).toHaveProperty('EMAIL', 'olivia.bennett@alder-oak.example')
  })

  it('are, for an extranet user, those of her projects', async () => {
    const { call } = await stage()

    const { body } = await call(EXTRANET, 'user.get')

    expect(lastNames(body)).toEqual(['Reid', 'Nair', 'Fletcher', 'Lindqvist'])
  })

  it('stand in departments, the company above them', async () => {
    const { call } = await stage()

    const all = await call(ADMIN, 'department.get', { sort: 'NAME', order: 'DESC' })
    const below = await call(ADMIN, 'department.get', { PARENT: 1, UF_HEAD: MARCUS })

    expect(at(all.body, 'result', 0)).toEqual({ ID: '4', NAME: 'Workshop and delivery', SORT: 300, PARENT: '1' })
    expect(at(all.body, 'result', 2)).toEqual({ ID: '1', NAME: 'Alder & Oak', SORT: 100 })
    expect(below.body.result).toEqual([{ ID: '3', NAME: 'Sales', SORT: 200, PARENT: '1' }])
  })
})

describe('options', () => {
  it('of the application are set by administrators and read by all', async () => {
    const { call } = await stage()

    const refused = await call(MARCUS, 'app.option.set', { options: { theme: 'oak' } })
    await call(ADMIN, 'app.option.set', { options: { theme: 'oak' } })
    const all = await call(MARCUS, 'app.option.get')
    const one = await call(MARCUS, 'app.option.get', { option: 'theme' })
    const none = await call(MARCUS, 'app.option.get', { option: 'colour' })

    expect(refused.body.error).toBe('AccessException')
    expect([all.body.result, one.body.result, none.body.result]).toEqual([{ theme: 'oak' }, 'oak', null])
  })

  it('of a person are hers alone', async () => {
    const { call } = await stage()

    await call(HANNAH, 'user.option.set', { options: { view: 'list' } })
    const hers = await call(HANNAH, 'user.option.get', { option: 'view' })
    const his = await call(MARCUS, 'user.option.get')

    expect([hers.body.result, his.body.result]).toEqual(['list', []])
  })
})
