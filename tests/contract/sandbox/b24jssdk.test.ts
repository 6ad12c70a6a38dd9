import { expect, it } from 'vitest'
import { at, HANNAH, stage } from './setup.ts'
import { sdkOf } from './sdk-oauth.ts'

it('the real SDK renews an expired token here and goes on with its batch', async () => {
  const here = await stage()
  const { sandbox } = here
  const b24 = sdkOf(here, HANNAH)
  sandbox.clock.turn(3600 * 1000)

  const answer = await b24.actions.v2.batch.make({ calls: {
    me: ['profile', {}],
    deal: ['crm.item.get', { entityTypeId: 2, id: 3473 }],
    company: ['crm.item.get', { entityTypeId: 4, id: '$result[deal][item][companyId]' }],
  } })

  const data = answer.getData()
  expect(answer.isSuccess).toBe(true)
  expect(at(data, 'me', 'ID')).toBe('5')
  expect(at(data, 'company', 'item', 'title')).toBe('Harbour Hotel Group')
  expect(sandbox.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(['batch 401', 'oauth/token 200', 'batch 200'])
})
