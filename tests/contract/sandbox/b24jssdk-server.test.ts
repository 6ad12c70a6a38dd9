import { AjaxError, ApiVersion, B24OAuth, EnumAppStatus, ParamsFactory, RefreshTokenError } from '@bitrix24/b24jssdk'
import { describe, expect, it } from 'vitest'
import { readableItems, type Portal, type PortalUser } from '../../../sandbox/index.ts'
import { at, HANNAH, stage, type Stage } from './setup.ts'

/** The SDK of a server, as it starts from what was posted into the frame. */
function client({ sandbox, portal, app }: Stage, changes: Partial<ConstructorParameters<typeof B24OAuth>[0]> = {}, secret = app.clientSecret): B24OAuth {
  const token = sandbox.issueToken({ memberId: portal.memberId, userId: HANNAH, clientId: app.clientId })
  return new B24OAuth({
    applicationToken: '', userId: HANNAH, memberId: portal.memberId, accessToken: token.accessToken, refreshToken: token.refreshToken,
    expires: Math.floor(token.expiresAt / 1000), expiresIn: 3600, scope: app.scope.join(','), domain: portal.host,
    clientEndpoint: `${portal.url}/rest/`, serverEndpoint: `${sandbox.oauth.url}/rest/`, status: EnumAppStatus.Local, ...changes,
  }, { clientId: app.clientId, clientSecret: secret }, { restrictionParams: { ...ParamsFactory.getRealtime(), retryOnNetworkError: false } })
}

function called({ sandbox }: Stage): string[] {
  return sandbox.requests.map(({ method, status }) => `${method} ${status}`)
}

function profile(b24: B24OAuth) {
  return b24.actions.v2.call.make({ method: 'profile', params: {} })
}

describe('the real SDK on a server', () => {
  it('reaches the portal through the double slash that its endpoint leads to, and without it', async () => {
    const here = await stage()

    const answers = await Promise.all([profile(client(here)), profile(client(here, { clientEndpoint: `${here.portal.url}/rest` }))])

    expect(answers.map(answer => at(answer.getData(), 'result', 'ID'))).toEqual(['5', '5'])
  })

  it('renews before the call when its own clock says that the token is over', async () => {
    const here = await stage()
    const b24 = client(here, { expires: 1 })

    const answer = await profile(b24)

    expect(answer.isSuccess).toBe(true)
    expect(called(here)).toEqual(['oauth/token 200', 'profile 200'])
  })

  it('hands everything that the OAuth server answers to its callback', async () => {
    const here = await stage()
    const b24 = client(here)
    const kept: unknown[] = []
    b24.setCallbackRefreshAuth(async ({ authData, b24OAuthParams }) => {
      kept.push(authData, b24OAuthParams)
    })

    await b24.auth.refreshAuth()

    const [authData, params] = kept
    expect(authData).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String), member_id: here.portal.memberId })
    expect(params).toMatchObject({
      accessToken: at(authData, 'access_token'), refreshToken: at(authData, 'refresh_token'), expires: expect.any(Number), expiresIn: 3600,
      memberId: here.portal.memberId, serverEndpoint: `${here.sandbox.oauth.url}/rest/`, clientEndpoint: `${here.portal.url}/rest/`, status: 'L',
      scope: here.app.scope.join(','),
    })
  })

  it('leaves the exchange to the application that wants it, and tells the callback afterwards', async () => {
    const here = await stage()
    const b24 = client(here, { expires: 1 })
    const pair = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: HANNAH, clientId: here.app.clientId })
    const kept: unknown[] = []
    b24.setCustomRefreshAuth(async () => ({
      access_token: pair.accessToken, refresh_token: pair.refreshToken, expires: String(Math.floor(pair.expiresAt / 1000)), expires_in: '3600',
      client_endpoint: `${here.portal.url}/rest/`, server_endpoint: `${here.sandbox.oauth.url}/rest/`, member_id: here.portal.memberId,
      scope: 'crm', status: EnumAppStatus.Local, domain: here.portal.host,
    }))
    b24.setCallbackRefreshAuth(async ({ authData }) => {
      kept.push(authData.access_token)
    })

    const answer = await profile(b24)

    expect(answer.isSuccess).toBe(true)
    expect(kept).toEqual([pair.accessToken])
    expect(called(here)).toEqual(['profile 200'])
  })

  it('knows who is an administrator after asking once', async () => {
    const here = await stage()
    const b24 = client(here)

    await b24.initIsAdmin()

    expect(b24.auth.isAdmin).toBe(false)
    expect(called(here)).toEqual(['profile 200'])
  })
})

describe('a refresh that fails', () => {
  it.each([
    ['a spent refresh token', async (here: Stage) => {
      const { refreshToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: HANNAH, clientId: here.app.clientId })
      await client(here, { refreshToken }).auth.refreshAuth()
      return client(here, { refreshToken })
    }],
    ['an unknown refresh token', async (here: Stage) => client(here, { refreshToken: 'unknown' })],
  ])('for %s is an invalid_grant', async (_, arrange) => {
    const here = await stage()
    const b24 = await arrange(here)

    const failure: unknown = await b24.auth.refreshAuth().catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(RefreshTokenError)
    expect(failure).toMatchObject({ code: 'invalid_grant', status: 400 })
  })

  it('for a wrong secret is an invalid_client', async () => {
    const here = await stage()

    const failure: unknown = await client(here, {}, 'wrong').auth.refreshAuth().catch((error: unknown) => error)

    expect(failure).toMatchObject({ code: 'invalid_client' })
  })

  it('inside of a call hides behind the SDK\'s own error', async () => {
    const here = await stage()
    const b24 = client(here, { refreshToken: 'unknown' })
    here.sandbox.clock.turn(3600 * 1000)

    const failure: unknown = await profile(b24).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(AjaxError)
    expect(failure).toMatchObject({ code: 'JSSDK_UNKNOWN_ERROR', originalError: { code: 'invalid_grant' } })
    expect(called(here)).toEqual(['profile 401', 'oauth/token 400'])
  })

  it('ends with the application\'s removal from the portal', async () => {
    const here = await stage()
    const b24 = client(here)
    here.sandbox.uninstall(here.portal.memberId, here.app.clientId)

    const failure: unknown = await profile(b24).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(AjaxError)
  })
})

describe('lists and batches', () => {
  function userOf({ users }: Portal): PortalUser {
    const user = users.find(({ id }) => id === HANNAH)
    if (!user) throw new Error('The portal has no Hannah.')
    return user
  }

  /** Answers how many of them this person may read. */
  function withManyDeals(here: Stage): number {
    const [pattern] = here.portal.data.items.filter(item => item.entityTypeId === 2)
    if (!pattern) throw new Error('The portal has no deal.')
    for (let id = 100_001; id <= 100_120; id++) here.portal.data.items.push({ ...pattern, id })
    return readableItems(here.portal, userOf(here.portal), 2).length
  }

  const LIST = { method: 'crm.item.list', params: { entityTypeId: 2, select: ['id'] }, idKey: 'id', customKeyForResult: 'items' }

  it('callList gathers every page by its ids', async () => {
    const here = await stage()
    const count = withManyDeals(here)

    const answer = await client(here).actions.v2.callList.make<{ id: number }>(LIST)

    const ids = answer.getData()?.map(({ id }) => id) ?? []
    expect(ids).toHaveLength(count)
    expect(new Set(ids).size).toBe(count)
    expect(called(here)).toHaveLength(Math.floor(count / 50) + 1)
  })

  it('fetchList hands the pages over one by one', async () => {
    const here = await stage()
    const count = withManyDeals(here)
    const sizes: number[] = []

    for await (const page of client(here).actions.v2.fetchList.make<{ id: number }>(LIST)) sizes.push(page.length)

    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count)
    expect(sizes[0]).toBe(50)
  })

  it('a single page says how many there are and leads to the next', async () => {
    const here = await stage()
    const count = withManyDeals(here)
    const b24 = client(here)

    const first = await b24.actions.v2.call.make<{ items: unknown[] }>({ method: LIST.method, params: LIST.params })
    const second = await first.getNext(b24.getHttpClient(ApiVersion.v2))

    expect([first.getTotal(), first.isMore()]).toEqual([count, true])
    expect(second && second.getData()?.result.items).toHaveLength(50)
  })

  it('a batch that goes on keeps the answers beside its errors', async () => {
    const here = await stage()

    const answer = await client(here).actions.v2.batch.make({
      calls: { me: ['profile', {}], missing: ['crm.item.get', { entityTypeId: 2, id: 999_999 }], deal: ['crm.item.get', { entityTypeId: 2, id: 3473 }] },
      options: { isHaltOnError: false },
    })

    expect(Object.keys(answer.getData() ?? {})).toEqual(['me', 'deal'])
    expect([...answer.errors.keys()]).toEqual(['missing'])
  })

  it('a batch that halts ends at its first error', async () => {
    const here = await stage()

    const answer = await client(here).actions.v2.batch.make({
      calls: { missing: ['crm.item.get', { entityTypeId: 2, id: 999_999 }], me: ['profile', {}] },
      options: { isHaltOnError: true },
    }).catch((error: unknown) => error)

    expect(at(answer, 'isSuccess')).not.toBe(true)
    expect(here.sandbox.requests.flatMap(({ commands }) => commands)).toEqual(expect.arrayContaining(['crm.item.get']))
  })

  it('batchByChunk sends more than fifty calls', async () => {
    const here = await stage()
    const calls = Array.from({ length: 60 }, (): [string, Record<string, unknown>] => ['profile', {}])

    const answer = await client(here).actions.v2.batchByChunk.make({ calls })

    expect(answer.getData()).toHaveLength(60)
    expect(called(here)).toEqual(['batch 200', 'batch 200'])
  })
})
