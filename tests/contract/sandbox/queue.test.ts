import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../sandbox/faults/kinds.ts'
import { ADMIN, at, MARCUS, stage } from './setup.ts'
import { receiver, type Receiver } from './receiver.ts'

const MINUTE = 60_000

/** An application that hears ONAPPTEST; `test` fires it with a number. */
async function queue(fault?: Fault) {
  const now = { value: 1_800_000_000_000 }
  const here = await stage({ clock: { now: () => now.value } })
  const handler = await receiver()
  await here.call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: handler.url })
  if (fault) here.sandbox.faults.add(fault)

  return { ...here, handler, test: (n: number) => here.call(ADMIN, 'event.test', { n }) }
}

function numbers({ received }: Receiver): unknown[] {
  return received.map(body => at(body, 'data', 'QUERY', 'n'))
}

describe('the event queue', () => {
  it('delivers in order, one POST for each handler', async () => {
    const { sandbox, handler, test } = await queue()

    await test(1)
    await test(2)
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['1', '2'])
    expect(sandbox.events.deliveries).toMatchObject([{ event: 'ONAPPTEST', state: 'delivered', status: 200 }, { state: 'delivered' }])
  })

  it('delays by the clock of the sandbox, and says when it was sent', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'delay', by: 5 * MINUTE })
    await test(1)
    await sandbox.events.drain()
    const before = numbers(handler)

    sandbox.clock.turn(5 * MINUTE)
    const after = sandbox.events.deliveries.map(({ state }) => state)
    await sandbox.events.drain()

    expect(before).toEqual([])
    expect(after, 'on its way without anybody asking').toEqual(['sent'])
    expect(handler.received).toMatchObject([{ ts: String(1_800_000_000 + 300) }])
  })

  it('sends what has become due by itself, too', async () => {
    const { sandbox, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: url })
    sandbox.faults.add({ at: 'events', kind: 'delay', by: 10 })

    await call(ADMIN, 'event.test')

    await expect.poll(() => received.length).toBe(1)
  })

  it('sends what is delayed at once when it is flushed', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'delay', by: 5 * MINUTE })
    await test(1)

    sandbox.events.flush()
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['1'])
  })

  it('duplicates', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'duplicate', times: 1 })

    await test(1)
    await test(2)
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['1', '1', '2'])
  })

  it('lets the next event overtake', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'reorder', times: 1 })

    await test(1)
    await test(2)
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['2', '1'])
  })

  it('sends the last one even if nothing overtakes it', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'reorder' })

    await test(1)
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['1'])
  })

  it('loses', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'drop', times: 1 })

    await test(1)
    await test(2)
    await sandbox.events.drain()

    expect(numbers(handler)).toEqual(['2'])
    expect(sandbox.events.deliveries.map(({ state }) => state)).toEqual(['lost', 'delivered'])
  })

  it('holds back until released', async () => {
    const { sandbox, handler, test } = await queue({ at: 'events', kind: 'hold', method: 'onAppTest' })
    await test(1)
    await sandbox.events.drain()
    const held = sandbox.events.deliveries.map(({ state }) => state)

    sandbox.events.release('ONAPPUPDATE')
    await sandbox.events.drain()
    const stillHeld = numbers(handler)
    sandbox.events.release('ONAPPTEST')
    await sandbox.events.drain()

    expect(held).toEqual(['held'])
    expect(stillHeld).toEqual([])
    expect(numbers(handler)).toEqual(['1'])
  })

  it('never tries again when nobody answers', async () => {
    const { sandbox, call } = await stage()
    await call(ADMIN, 'event.bind', { event: 'ONAPPTEST', handler: 'http://127.0.0.1:9/nobody' })

    await call(ADMIN, 'event.test')
    await sandbox.events.drain()
    await sandbox.events.drain()

    expect(sandbox.events.deliveries).toMatchObject([{ state: 'failed', status: null }])
  })

  it('carries a wrong application_token when told to', async () => {
    const { sandbox, handler, portal, app, test } = await queue({ at: 'events', kind: 'wrong-application-token' })

    await test(1)
    await sandbox.events.drain()

    expect(at(handler.received[0], 'auth', 'application_token')).toMatch(/^[0-9a-f]{32}$/)
    expect(at(handler.received[0], 'auth', 'application_token')).not.toBe(portal.installations.get(app.clientId)?.applicationToken)
  })
})

describe('an event of the data', () => {
  it('reaches the handlers that are bound, with the token of whoever did it and the id of the handler', async () => {
    const { sandbox, portal, call } = await stage()
    const { received, url } = await receiver()
    await call(ADMIN, 'event.bind', { event: 'ONCRMDEALUPDATE', handler: url })

    sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: 3473 } }, userId: MARCUS })
    sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALADD', data: { FIELDS: { ID: 3474 } }, userId: MARCUS })
    await sandbox.events.drain()

    expect(received).toMatchObject([{ event: 'ONCRMDEALUPDATE', event_handler_id: '1', data: { FIELDS: { ID: '3473' } }, auth: { user_id: '3', expires_in: '3600' } }])
    expect(at(received[0], 'auth', 'refresh_token')).toBeUndefined()
  })

  it('carries no tokens when the portal itself did it, and those of the bound person when there is one', async () => {
    const { sandbox, portal, call } = await stage()
    const [anonymous, personal] = [await receiver(), await receiver()]
    await call(ADMIN, 'event.bind', { event: 'ONCRMDEALUPDATE', handler: anonymous.url })
    await call(ADMIN, 'event.bind', { event: 'ONCRMDEALUPDATE', handler: personal.url, auth_type: MARCUS })

    sandbox.fireDataEvent(portal.memberId, { event: 'ONCRMDEALUPDATE', data: { FIELDS: { ID: 3473 } } })
    await sandbox.events.drain()

    expect(Object.keys(at(anonymous.received[0], 'auth') ?? {}).sort()).toEqual(['application_token', 'client_endpoint', 'domain', 'member_id', 'server_endpoint'])
    expect(at(personal.received[0], 'auth', 'user_id')).toBe('3')
  })
})
