import { B24OAuth, EnumAppStatus, ParamsFactory } from '@bitrix24/b24jssdk'
import { expect, it } from 'vitest'
import { at, HANNAH, stage } from './setup.ts'

it('the real SDK renews an expired token here and goes on with its batch', async () => {
  const { sandbox, portal, app } = await stage()
  const token = sandbox.issueToken({ memberId: portal.memberId, userId: HANNAH, clientId: app.clientId })
  const b24 = new B24OAuth({
    applicationToken: '', userId: HANNAH, memberId: portal.memberId, accessToken: token.accessToken, refreshToken: token.refreshToken,
    expires: Math.floor(token.expiresAt / 1000), expiresIn: 3600, scope: app.scope.join(','), domain: portal.host,
    clientEndpoint: `${portal.url}/rest/`, serverEndpoint: `${sandbox.oauth.url}/rest/`, status: EnumAppStatus.Local,
  }, { clientId: app.clientId, clientSecret: app.clientSecret }, { restrictionParams: { ...ParamsFactory.getRealtime(), retryOnNetworkError: false } })
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
