import { describe, expect, it } from 'vitest'
import { ADMIN, at, DISMISSED, EXTRANET, HANNAH, MARCUS, stage } from './setup.ts'

const ELEANOR = { PHONE_NUMBER: '+44 7700 900142', id: 13037 }
const incoming = { USER_ID: MARCUS, PHONE_NUMBER: ELEANOR.PHONE_NUMBER, TYPE: 2, LINE_NUMBER: '3' }

function ids(body: unknown): unknown[] {
  const calls = at(body, 'result')

  return Array.isArray(calls) ? calls.map(call => at(call, 'ID')) : []
}

describe('voximplant.statistic.get', () => {
  it.each([
    ['a list of ids', { FILTER: { ID: [31, 38] } }, ['31', '38']],
    ['a range', { FILTER: { '><CALL_DURATION': [90, 130] } }, ['32', '41']],
    ['the outside of a range', { FILTER: { '!><CALL_DURATION': [1, 400] } }, ['31', '33', '34', '37', '40']],
    ['a part of a number', { FILTER: { '?PHONE_NUMBER': '555555' } }, ['38']],
    ['an order', { FILTER: { CRM_ENTITY_TYPE: 'CONTACT', CALL_TYPE: 1 }, SORT: 'CALL_DURATION', ORDER: 'DESC' }, ['39', '32', '33']],
  ])('finds by %s', async (_, params, expected) => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'voximplant.statistic.get', params)

    expect(ids(body)).toEqual(expected)
    expect(body.total).toBe(expected.length)
  })

  it('shows employees their own calls, and external users none', async () => {
    const { call } = await stage()

    const own = await call(HANNAH, 'voximplant.statistic.get')
    const refused = await call(EXTRANET, 'voximplant.statistic.get')

    expect(ids(own.body)).toEqual(['33', '39'])
    expect([refused.status, refused.body.error]).toEqual([403, 'ACCESS_DENIED'])
  })
})

describe('telephony.externalCall', () => {
  it('registers a call for whoever has the number, and shows its card to the employee', async () => {
    const { call, portal } = await stage()

    const { body } = await call(ADMIN, 'telephony.externalCall.register', incoming)

    expect(body.result).toEqual({
      CALL_ID: expect.stringMatching(/^externalCall\.[0-9a-f]{32}\.\d+$/), CRM_CREATED_LEAD: null, CRM_CREATED_ENTITIES: [], CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: ELEANOR.id,
    })
    expect([...portal.data.telephony.live.values()]).toMatchObject([{ phoneNumber: '+447700900142', shownTo: new Set([MARCUS]), state: 'connected' }])
  })

  it('answers the call it knows when it is registered again within half an hour', async () => {
    const { call, sandbox } = await stage()

    const first = await call(ADMIN, 'telephony.externalCall.register', incoming)
    const again = await call(ADMIN, 'telephony.externalCall.register', { ...incoming, CRM_ENTITY_TYPE: 'LEAD', CRM_ENTITY_ID: 6591 })
    const other = await call(ADMIN, 'telephony.externalCall.register', { ...incoming, EXTERNAL_CALL_ID: 'asterisk-2' })
    sandbox.clock.turn(31 * 60_000)
    const later = await call(ADMIN, 'telephony.externalCall.register', incoming)

    const callId = at(first.body, 'result', 'CALL_ID')
    expect(at(again.body, 'result', 'CALL_ID')).toBe(callId)
    expect([at(other.body, 'result', 'CALL_ID'), at(later.body, 'result', 'CALL_ID')]).not.toContain(callId)
  })

  it('finishes it once, into the statistics', async () => {
    const { call } = await stage()
    const registered = await call(ADMIN, 'telephony.externalCall.register', incoming)
    const CALL_ID = at(registered.body, 'result', 'CALL_ID')

    const finished = await call(ADMIN, 'telephony.externalCall.finish', { CALL_ID, USER_ID: MARCUS, DURATION: 95, VOTE: 5 })
    const twice = await call(ADMIN, 'telephony.externalCall.finish', { CALL_ID, USER_ID: MARCUS })
    const found = await call(ADMIN, 'voximplant.statistic.get', { FILTER: { CALL_ID } })

    expect(finished.body.result).toMatchObject({ CALL_ID, INCOMING: '2', CALL_DURATION: 95, CALL_STATUS: 1, CALL_FAILED_CODE: '200', CRM_ENTITY_ID: ELEANOR.id })
    expect(at(found.body, 'result', 0)).toMatchObject({ CALL_DURATION: '95', CALL_VOTE: '5', PORTAL_NUMBER: '3', REST_APP_NAME: 'Test app', CRM_ENTITY_ID: String(ELEANOR.id) })
    expect([twice.status, twice.body.error, twice.body.error_description]).toEqual([400, 'ERROR_CORE', 'Call is not found (call should be registered prior to finishing)'])
  })

  it('shows and hides the card for others, and says when there is no such call', async () => {
    const { call, portal } = await stage()
    const registered = await call(ADMIN, 'telephony.externalCall.register', { ...incoming, SHOW: 0 })
    const CALL_ID = at(registered.body, 'result', 'CALL_ID')

    await call(ADMIN, 'telephony.externalCall.show', { CALL_ID, USER_ID: [MARCUS, HANNAH] })
    await call(ADMIN, 'telephony.externalCall.hide', { CALL_ID, USER_ID: MARCUS })
    const unknown = await call(ADMIN, 'telephony.externalCall.show', { CALL_ID: 'externalCall.none' })

    expect([...portal.data.telephony.live.values()].map(({ shownTo }) => [...shownTo])).toEqual([[HANNAH]])
    expect(unknown.body.result).toBe(false)
  })

  it.each([
    ['register', { ...incoming, USER_ID: undefined }, 'ERROR_CORE', 'USER_ID or USER_PHONE_INNER should be set'],
    ['register', { ...incoming, USER_ID: DISMISSED }, 'ERROR_CORE', 'User is not found or is not active'],
    ['register', { ...incoming, TYPE: 6 }, 'ERROR_CORE', 'Unknown TYPE'],
    ['register', { ...incoming, CALL_START_DATE: '2026-03-07' }, 'ERROR_CORE', 'CALL_START_DATE should be in the ISO-8601 format'],
    ['register', { ...incoming, PHONE_NUMBER: 'reception' }, 'ERROR_CORE', 'Unsupported phone number format'],
    ['finish', { USER_ID: MARCUS }, 'INVALID_ARGUMENT', 'CALL_ID must be a string'],
    ['finish', { CALL_ID: 'externalCall.none' }, 'ERROR_CORE', 'USER_ID or USER_PHONE_INNER should be set'],
  ])('%s refuses %o', async (method, params, error, description) => {
    const { call } = await stage()

    const { status, body } = await call(ADMIN, `telephony.externalCall.${method}`, params)

    expect([status, body.error, body.error_description]).toEqual([400, error, description])
  })
})
