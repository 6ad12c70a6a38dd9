import { describe, expect, it } from 'vitest'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, stage } from './setup.ts'

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
    expect(byWord.body.total).toBe(2)
  })

  it('keep their contacts from an application with user_brief', async () => {
    const brief = await stage({ scope: ['user_brief'] })
    const basic = await stage({ scope: ['user_basic'] })

    const hidden = await brief.call(ADMIN, 'user.current')
    const shown = await basic.call(ADMIN, 'user.current')

    expect(hidden.body.result).not.toHaveProperty('EMAIL')
    expect(shown.body.result).toHaveProperty('EMAIL', 'olivia.bennett@alder-oak.example')
  })

  it('are a list of one for an extranet user', async () => {
    const { call } = await stage()

    const { body } = await call(EXTRANET, 'user.get')

    expect(body.total).toBe(1)
    expect(at(body, 'result', 0, 'USER_TYPE')).toBe('extranet')
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
