import { describe, expect, it } from 'vitest'
import { ADMIN, at, MARCUS, send, stage } from './setup.ts'
import { receiver } from './receiver.ts'

const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const NOON = Date.UTC(2026, 4, 14, 12)

/** An application that has bound the changes of deals offline; `change` changes one. */
async function offlineStage(binding: Record<string, unknown> = {}) {
  const here = await stage({ clock: { now: () => NOON } })
  await here.call(ADMIN, 'event.bind', { event: 'ONCRMDEALUPDATE', event_type: 'offline', ...binding })

  return {
    ...here,
    change: (id: number, connector?: string) =>
      here.sandbox.fireDataEvent(here.portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: id } }, userId: MARCUS, ...connector && { connector } }),
    get: async (params: Record<string, unknown> = {}) => (await here.call(ADMIN, 'event.offline.get', params)).body,
    list: async (params: Record<string, unknown> = {}) => (await here.call(ADMIN, 'event.offline.list', params)).body,
  }
}

function deals(body: unknown): unknown[] {
  const events = at(body, 'result', 'events') ?? at(body, 'result')
  return Array.isArray(events) ? events.map(event => at(event, 'EVENT_DATA', 'FIELDS', 'ID')) : []
}

describe('the queue of offline events', () => {
  it('is listed without being changed, with the keys of the documentation', async () => {
    const { change, list } = await offlineStage()
    change(3473)
    change(3474)

    await list()
    const body = await list({ filter: { '>ID': 1 }, order: { ID: 'DESC' } })

    expect(body).toMatchObject({ total: 1, result: [{
      ID: '2', TIMESTAMP_X: expect.stringMatching(/^2026-05-14T\d\d:00:00[+-]\d\d:00$/), EVENT_NAME: 'ONCRMDEALUPDATE', EVENT_DATA: { FIELDS: { ID: 3474 } },
      EVENT_ADDITIONAL: false, MESSAGE_ID: '2', PROCESS_ID: '', ERROR: '0',
    }] })
  })

  it('keeps one record of an object, with the time of the last change', async () => {
    const { sandbox, change, list } = await offlineStage()
    change(3473)
    sandbox.clock.turn(60 * SECOND)
    change(3473)

    const body = await list()

    expect(body.total).toBe(1)
    expect(String(at(body, 'result', 0, 'TIMESTAMP_X'))).toContain(':01:00')
  })

  it('is emptied by what is fetched, up to the limit', async () => {
    const { change, get } = await offlineStage()
    for (const id of [1, 2, 3]) change(id)

    const first = await get({ limit: 2 })
    const second = await get()
    const third = await get()

    expect([deals(first), deals(second), deals(third)]).toEqual([[1, 2], [3], []])
    expect(at(first, 'result', 'process_id')).toBeNull()
    expect(Object.keys(at(first, 'result', 'events', 0) ?? {})).toEqual(['ID', 'TIMESTAMP_X', 'EVENT_NAME', 'EVENT_DATA', 'EVENT_ADDITIONAL', 'MESSAGE_ID'])
  })

  it('reserves with clear=0: hidden from others, fetched again by the process, cleared by it', async () => {
    const { call, change, get, list } = await offlineStage()
    change(1)
    change(2)

    const reserved = await get({ clear: 0 })
    const process_id = at(reserved, 'result', 'process_id')
    const others = await get({ clear: 0 })
    const again = await get({ clear: 0, process_id })
    await call(ADMIN, 'event.offline.clear', { process_id, message_id: ['1'] })
    const left = await list()
    await call(ADMIN, 'event.offline.clear', { process_id })
    const nothing = await list()

    expect(process_id).toMatch(/^[0-9a-f]{32}$/)
    expect([deals(reserved), deals(others), deals(again)]).toEqual([[1, 2], [], [1, 2]])
    expect(left.result).toMatchObject([{ ID: '2', PROCESS_ID: process_id }])
    expect(nothing.result).toEqual([])
  })

  it('notes a change of a reserved object anew', async () => {
    const { change, get } = await offlineStage()
    change(1)
    await get({ clear: 0 })

    change(1)
    const body = await get()

    expect(deals(body)).toEqual([1])
  })

  it('keeps failed records for those who ask for them', async () => {
    const { call, change, get, list } = await offlineStage()
    change(1)
    const process_id = at(await get({ clear: 0 }), 'result', 'process_id')

    await call(ADMIN, 'event.offline.error', { process_id, message_id: ['1'] })
    const listed = await list()
    const fresh = await get({ clear: 0 })
    const failed = await get({ clear: 0, error: 1 })

    expect(at(listed, 'result', 0, 'ERROR')).toBe('1')
    expect([deals(fresh), deals(failed)]).toEqual([[], [1]])
  })

  it('forgets a reservation after 30 days', async () => {
    const { sandbox, change, get, list } = await offlineStage()
    change(1)
    await get({ clear: 0 })

    sandbox.clock.turn(31 * DAY)
    const body = await list()

    expect(body.total).toBe(0)
  })

  it('goes with the application', async () => {
    const { sandbox, portal, app, change } = await offlineStage()
    change(1)

    sandbox.uninstall(portal.memberId, app.clientId)

    expect(portal.installations.get(app.clientId)?.offline).toEqual([])
  })

  it.each(['get', 'list', 'clear', 'error'])('is for administrators: event.offline.%s', async (method) => {
    const { call } = await offlineStage()

    const { status, body } = await call(MARCUS, `event.offline.${method}`, { process_id: 'a' })

    expect([status, body.error, body.error_description]).toEqual([403, 'ACCESS_DENIED', 'Access denied!'])
  })

  it('is for applications, not for webhooks', async () => {
    const { portal } = await offlineStage()
    portal.webhooks.push({ userId: ADMIN, code: 'k3y', scope: ['crm'] })

    const { status, body } = await send(`${portal.url}/rest/${ADMIN}/k3y/event.offline.get`)

    expect([status, body.error]).toEqual([403, 'WRONG_AUTH_TYPE'])
  })

  it.each(['clear', 'error'])('wants a process_id for event.offline.%s', async (method) => {
    const { call } = await offlineStage()

    const { body } = await call(ADMIN, `event.offline.${method}`)

    expect(body).toMatchObject({ error: 'ERROR_ARGUMENT', argument: 'process_id' })
  })
})

describe('a source key', () => {
  it('spares the application the echo of its own changes', async () => {
    const { change, get } = await offlineStage({ auth_connector: 'erp' })

    change(1, 'erp')
    change(2)
    const own = await get({ auth_connector: 'erp' })
    const without = await get()

    expect([deals(own), deals(without)]).toEqual([[2], []])
  })

  it('is refused on plans that do not have it', async () => {
    const { portal, call } = await stage()
    portal.features.rest_auth_connector = false

    const bound = await call(ADMIN, 'event.bind', { event: 'ONCRMDEALADD', event_type: 'offline', auth_connector: 'erp' })
    const feature = await call(MARCUS, 'feature.get', { CODE: 'rest_auth_connector' })

    expect([bound.status, bound.body.error]).toEqual([403, 'WRONG_LICENSE'])
    expect(feature.body.result).toEqual({ value: 'N' })
  })
})

describe('ONOFFLINEEVENT', () => {
  it('says that there is something, with tokens and no data, no more often than minTimeout', async () => {
    const { sandbox, call, change } = await offlineStage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'onOfflineEvent', handler: url, options: { minTimeout: 10 } })

    change(1)
    change(2)
    await sandbox.events.drain()
    const first = received.length
    sandbox.clock.turn(10 * SECOND)
    change(3)
    await sandbox.events.drain()

    expect([first, received.length]).toEqual([1, 2])
    expect(received[0]).toMatchObject({ event: 'ONOFFLINEEVENT', auth: { access_token: expect.any(String), refresh_token: expect.any(String), application_token: expect.any(String) } })
    expect(at(received[0], 'data')).toBeUndefined()
  })
})

describe('feature.get', () => {
  it('answers Y or N, and refuses without a code', async () => {
    const { call } = await stage()

    const known = await call(MARCUS, 'feature.get', { CODE: 'rest_offline_extended' })
    const unknown = await call(MARCUS, 'feature.get', { CODE: 'rest_moon' })
    const empty = await call(MARCUS, 'feature.get')

    expect([known.body.result, unknown.body.result]).toEqual([{ value: 'Y' }, { value: 'N' }])
    expect([empty.status, empty.body.error]).toEqual([400, 'CODE_EMPTY'])
  })
})
