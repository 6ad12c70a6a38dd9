import { describe, expect, it } from 'vitest'
import { ADMIN, at, HANNAH, MARCUS, stage, type Stage } from './setup.ts'

function asMarcus({ portal }: Stage, path: string, init?: RequestInit): Promise<Response> {
  return fetch(portal.url + path, { redirect: 'manual', ...init, headers: { cookie: `sandbox_user_${portal.memberId}=${MARCUS}` } })
}

async function card(here: Stage): Promise<unknown> {
  const calls: unknown = await (await asMarcus(here, '/sandbox/calls')).json()

  return at(calls, 0)
}

async function act(here: Stage, name: string): Promise<void> {
  await asMarcus(here, `/sandbox/calls/${String(at(await card(here), 'callId'))}/${name}`, { method: 'POST' })
}

function callFrom(here: Stage, number: string): Promise<Response> {
  return asMarcus(here, '/sandbox/calls', { method: 'POST', body: new URLSearchParams({ number }) })
}

describe('the call card', () => {
  it('rings, is answered, and leaves the conversation in the statistics', async () => {
    const here = await stage()
    await callFrom(here, '+44 7700 900142')

    const ringing = await card(here)
    await act(here, 'answer')
    here.sandbox.clock.turn(95_000)
    const connected = await card(here)
    await act(here, 'end')
    const finished = await card(here)

    expect(ringing).toMatchObject({ state: 'ringing', title: 'Eleanor Marsh', direction: 'Incoming call', context: { CRM_ENTITY_ID: '13037', CALL_STATE: 'connecting' } })
    expect(connected).toMatchObject({ state: 'connected', seconds: 95, context: { CALL_STATE: 'connected' } })
    expect(finished).toMatchObject({ state: 'finished' })
    expect(here.portal.data.telephony.calls.at(-1)).toMatchObject({ CALL_DURATION: '95', CALL_FAILED_CODE: '200', PORTAL_USER_ID: String(MARCUS) })
  })

  it('leaves a call that nobody answered as declined', async () => {
    const here = await stage()
    await callFrom(here, '+447700900999')

    await act(here, 'close')

    expect(await card(here)).toBeUndefined()
    expect(here.portal.data.telephony.calls.at(-1)).toMatchObject({ CALL_DURATION: '0', CALL_FAILED_CODE: '603', CRM_ENTITY_TYPE: null })
  })

  it('is raised by an application, which alone ends the call', async () => {
    const here = await stage()
    const { body } = await here.call(ADMIN, 'telephony.externalCall.register', { USER_ID: MARCUS, PHONE_NUMBER: '555555', TYPE: 2, SHOW: 1 })

    await act(here, 'end')
    const raised = await card(here)
    await here.call(ADMIN, 'telephony.externalCall.finish', { CALL_ID: at(body, 'result', 'CALL_ID'), USER_ID: MARCUS, DURATION: 3 })

    expect(raised).toMatchObject({ state: 'connected', controls: false, title: 'Unknown caller', links: [] })
    expect(await card(here)).toMatchObject({ state: 'finished' })
  })

  it('names of the CRM only what the person may read', async () => {
    const here = await stage()
    // Victoria Whitfield is Marcus's alone.
    await here.call(ADMIN, 'telephony.externalCall.register', { USER_ID: HANNAH, PHONE_NUMBER: '+447700900711', TYPE: 2 })

    const response = await fetch(`${here.portal.url}/sandbox/calls`, { headers: { cookie: `sandbox_user_${here.portal.memberId}=${HANNAH}` } })

    expect(at(await response.json(), 0)).toMatchObject({ title: 'Unbekannt', links: [] })
  })

  it('is not raised for what is no phone number', async () => {
    const here = await stage()

    const response = await callFrom(here, 'reception')

    expect(response.status).toBe(400)
    expect(await card(here)).toBeUndefined()
  })
})
