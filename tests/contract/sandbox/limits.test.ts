import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ADMIN, at, HANNAH, stage, type Stage } from './setup.ts'
import { sdkOf } from './sdk-oauth.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const START = Date.UTC(2026, 4, 14, 10, 5, 20)

/** A stage whose clock stands still until it is turned. */
function limited(limits: Parameters<typeof stage>[0] = {}) {
  return stage({ clock: { now: () => START }, ...limits })
}

async function statuses({ call }: Stage, count: number, method = 'server.time'): Promise<number[]> {
  const answers = []
  for (let index = 0; index < count; index += 1) answers.push((await call(ADMIN, method)).status)

  return answers
}

/** Asks from another loopback address of this machine. */
function statusFrom(localAddress: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { localAddress }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
}

describe('without limits', () => {
  it('a portal takes as many requests as come', async () => {
    const here = await limited()

    const answers = await statuses(here, 60)

    expect(new Set(answers)).toEqual(new Set([200]))
  })
})

describe('the rate limit', () => {
  it('lets 50 requests through and refuses the next with 503 QUERY_LIMIT_EXCEEDED', async () => {
    const here = await limited({ limits: { rate: 'standard' } })

    const answers = await statuses(here, 50)
    const refused = await here.call(ADMIN, 'server.time')

    expect(new Set(answers)).toEqual(new Set([200]))
    expect([refused.status, refused.body.error]).toEqual([503, 'QUERY_LIMIT_EXCEEDED'])
  })

  it('drains two requests a second', async () => {
    const here = await limited({ limits: { rate: 'standard' } })
    await statuses(here, 51)

    here.sandbox.clock.turn(SECOND)
    const answers = await statuses(here, 3)

    expect(answers).toEqual([200, 200, 503])
  })

  it('drains five a second on the enterprise plan, and holds 250', async () => {
    const here = await limited({ limits: { rate: 'enterprise' } })
    const before = await statuses(here, 251)

    here.sandbox.clock.turn(SECOND)
    const after = await statuses(here, 6)

    expect(before.filter(status => status === 200)).toHaveLength(250)
    expect(after).toEqual([200, 200, 200, 200, 200, 503])
  })

  it('counts a batch once', async () => {
    const here = await limited({ limits: { rate: 'standard' } })
    const cmd = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`c${index}`, 'server.time']))

    await here.call(ADMIN, 'batch', { cmd })
    const answers = await statuses(here, 50)

    expect(answers.filter(status => status === 200)).toHaveLength(49)
  })

  it('is counted for each portal by itself', async () => {
    const here = await limited({ limits: { rate: 'standard' } })
    await statuses(here, 51)
    const other = here.sandbox.portal('Brightwater Studio')

    const { status } = await fetch(`${other.url}/rest/server.time`)

    expect(status, 'no token, but no limit either').toBe(401)
  })

  it('is counted for each address by itself', async () => {
    const here = await limited({ limits: { rate: 'standard' } })
    await statuses(here, 51)

    const status = await statusFrom('127.0.0.2', `${here.portal.url}/rest/server.time`)

    expect(status, 'no token, but no limit either').toBe(401)
  })

  it('can be switched while the sandbox runs', async () => {
    const here = await limited()
    here.sandbox.limits.rate = 'standard'
    await statuses(here, 50)

    const limit = await statuses(here, 1)
    here.sandbox.limits.reset()
    const none = await statuses(here, 1)

    expect([limit, none]).toEqual([[503], [200]])
  })

  it('reaches the real SDK', async () => {
    const here = await limited({ limits: { rate: 'standard' } })
    await statuses(here, 50)

    const answer = sdkOf(here, HANNAH).actions.v2.call.make({ method: 'server.time' })

    await expect(answer).rejects.toMatchObject({ code: 'QUERY_LIMIT_EXCEEDED', status: 503 })
  })
})

describe('the limit of execution time', () => {
  /** Each call of crm.item.list takes 100 of 480 seconds. */
  const limits = { operating: 480, costs: { 'crm.item.list': 100 } }
  const list = { entityTypeId: 2 }

  it('blocks the call after the one that exceeds it, and says when it ends', async () => {
    const here = await limited({ limits })
    const before = []
    for (let count = 0; count < 5; count += 1) before.push(await here.call(ADMIN, 'crm.item.list', list))

    const blocked = await here.call(ADMIN, 'crm.item.list', list)

    expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(before.map(({ body }) => at(body, 'time', 'operating'))).toEqual([100, 200, 300, 400, 500])
    expect([blocked.status, blocked.body.error]).toEqual([429, 'OPERATION_TIME_LIMIT'])
    expect(at(blocked.body, 'time', 'operating_reset_at')).toBe((START + 10 * MINUTE) / SECOND)
  })

  it('forgets basket by basket, ten minutes after the first call of each', async () => {
    const here = await limited({ limits })
    const call = () => here.call(ADMIN, 'crm.item.list', list)
    await call()
    here.sandbox.clock.turn(MINUTE)
    for (let count = 0; count < 4; count += 1) await call()

    const blocked = await call()
    here.sandbox.clock.turn(9 * MINUTE)
    const afterFirst = await call()

    expect(blocked.status).toBe(429)
    expect(afterFirst.status).toBe(200)
    expect(at(afterFirst.body, 'time')).toMatchObject({ operating: 500, operating_reset_at: (START + 11 * MINUTE) / SECOND })
  })

  it('is counted for each method and each application by itself', async () => {
    const here = await limited({ limits })
    for (let count = 0; count < 5; count += 1) await here.call(ADMIN, 'crm.item.list', list)
    const other = here.sandbox.registerApp({ title: 'Other', url: 'http://localhost:8/', scope: ['crm'] })
    here.sandbox.addApp(here.portal.memberId, other.clientId)
    const { accessToken } = here.sandbox.issueToken({ memberId: here.portal.memberId, userId: ADMIN, clientId: other.clientId })

    const otherMethod = await here.call(ADMIN, 'crm.item.get', { entityTypeId: 2, id: 3473 })
    const otherApp = await fetch(`${here.portal.url}/rest/crm.item.list?entityTypeId=2&auth=${accessToken}`)

    expect([otherMethod.status, otherApp.status]).toEqual([200, 200])
  })

  it('counts the calls inside a batch, not the batch', async () => {
    const here = await limited({ limits })
    const cmd = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`c${index}`, 'crm.item.list?entityTypeId=2']))

    const { status, body } = await here.call(ADMIN, 'batch', { cmd })

    expect(status).toBe(200)
    expect(at(body, 'result', 'result_error')).toMatchObject({ c5: { error: 'OPERATION_TIME_LIMIT' } })
    expect(at(body, 'result', 'result_time', 'c4', 'operating')).toBe(500)
    expect(at(body, 'time', 'operating')).toBe(0)
  })
})

describe('a portal without REST', () => {
  it.each([
    ['is blocked by hand', { overloaded: true }, 503, 'OVERLOAD_LIMIT', 'REST API is blocked due to overload'],
    ['is not on a commercial plan', { withoutRest: true }, 403, 'ACCESS_DENIED', 'REST API is available only on commercial plans'],
  ])('%s', async (_, limits, status, code, description) => {
    const here = await limited({ limits })

    const answer = await here.call(ADMIN, 'profile')

    expect([answer.status, answer.body.error, answer.body.error_description]).toEqual([status, code, description])
  })
})
