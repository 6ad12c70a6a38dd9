import qs from 'qs'
import { expect, test } from 'vitest'
import { alderOak, brightwater, startServices, type TestServices } from '../../support/services.ts'

interface Sent { name?: string, portal?: string, token?: string, accessToken?: string | null, ts?: number, data?: Record<string, unknown> }

/** An event as Bitrix24's queue posts it. */
function event({ sandbox, app }: TestServices, { name = 'ONAPPUPDATE', portal = alderOak, token, accessToken = 'a'.repeat(64), ts = 1_700_000_000, data = { VERSION: '2' } }: Sent = {}) {
  const { memberId, installations } = sandbox.portal(portal)
  return new URLSearchParams(qs.stringify({
    event: name, ts, data,
    auth: { ...accessToken && { access_token: accessToken }, refresh_token: 'b'.repeat(64), member_id: memberId, application_token: token ?? installations.get(app.clientId)?.applicationToken },
  }))
}

function kept({ database }: TestServices) {
  return database.$client.prepare('select * from events_inbox').all()
}

test('an event with the portal\'s token is kept with its data, as not verified, and without its auth', async () => {
  const server = await startServices()
  const { id, generation } = await server.install()

  expect(await server.services.inbox.receive(event(server))).toBe('kept')
  expect(kept(server)).toEqual([expect.objectContaining({
    portal_id: id, event: 'ONAPPUPDATE', generation, received_at: server.clock(), data: '{"data[VERSION]":"2"}', verified: 0,
  })])
  expect(JSON.stringify(kept(server))).not.toMatch(/aaaa|bbbb/)
})

test('an event that is delivered twice is kept once, and another one beside it', async () => {
  const server = await startServices()
  await server.install()

  await server.services.inbox.receive(event(server))
  await server.services.inbox.receive(event(server))
  await server.services.inbox.receive(event(server, { ts: 1_700_000_001 }))
  await server.services.inbox.receive(event(server, { data: { VERSION: '3' } }))

  expect(kept(server)).toHaveLength(3)
})

test.each([
  ['with a wrong token and no other', { token: 'f'.repeat(32), accessToken: null }],
  ['without any token', { token: '', accessToken: null }],
  ['that we do not listen to', { name: 'ONCRMDEALDELETE' }],
  ['with more data than any of ours has', { data: { VERSION: '2'.repeat(5000) } }],
])('an event %s is dropped', async (_case, sent: Sent) => {
  const server = await startServices()
  await server.install()

  expect(await server.services.inbox.receive(event(server, sent))).toBe('dropped')
  expect(kept(server)).toEqual([])
})

test('an event without the portal\'s token that can be asked about is looked into, and not kept', async () => {
  const server = await startServices()
  await server.install()

  expect(await server.services.inbox.receive(event(server, { token: 'f'.repeat(32) }))).toBe('quarantined')
  expect(kept(server)).toEqual([])
  expect(server.services.jobs.counts()).toEqual([{ kind: 'event', state: 'waiting', count: 1 }])
})

test('events that prove nothing wait in a bounded place, of each portal one of a kind', async () => {
  const server = await startServices()
  const stranger = (memberId: string) => {
    server.sandbox.clock.turn(1100)
    const body = event(server, { token: 'f'.repeat(32) })
    body.set('auth[member_id]', memberId)
    return server.services.inbox.receive(body)
  }

  for (let n = 0; n < 1000; n++) await stranger(`stranger-${n}`)
  for (let n = 0; n < 5; n++) await stranger('stranger-1')
  const answer = await stranger('one-too-many')

  expect(answer).toBe('dropped')
  expect(server.services.jobs.counts()).toEqual([{ kind: 'event', state: 'waiting', count: 1000 }])
})

test('the token of another portal opens no inbox', async () => {
  const server = await startServices()
  await server.install(alderOak)
  await server.install(brightwater)
  const token = server.sandbox.portal(brightwater).installations.get(server.app.clientId)?.applicationToken

  expect(await server.services.inbox.receive(event(server, { portal: alderOak, token, accessToken: null }))).toBe('dropped')
})

test('an event of a portal that nobody knows is dropped', async () => {
  const server = await startServices()

  expect(await server.services.inbox.receive(event(server, { token: 'f'.repeat(32), accessToken: null }))).toBe('dropped')
})

test('after an update the events with the previous token still count, beside those with the new one', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const late = event(server)
  server.sandbox.update(memberId, server.app.clientId)
  await server.open({ userId: 1 })

  const answers = [await server.services.inbox.receive(late), await server.services.inbox.receive(event(server, { ts: 1_700_000_002 }))]

  expect(answers).toEqual(['kept', 'kept'])
})

test.each(['', 'event=ONAPPINSTALL', 'auth[member_id]=x&auth[application_token]=12345678', 'event[]=x&auth=x'])('a body that is no event (%s) is dropped', async (body) => {
  const server = await startServices()
  await server.install()

  expect(await server.services.inbox.receive(new URLSearchParams(body))).toBe('dropped')
})

test('of a portal the newest thousand events are kept, and all of its neighbour', async () => {
  const server = await startServices()
  const [here, there] = [await server.install(alderOak), await server.install(brightwater)]
  await server.services.inbox.receive(event(server, { portal: brightwater }))
  const counted = server.database.$client.prepare('select portal_id, count(*) as events, min(cast(data ->> \'data[VERSION]\' as integer)) as oldest from events_inbox group by portal_id order by portal_id')

  for (let version = 1; version <= 1002; version++) {
    server.sandbox.clock.turn(1100)
    await server.services.inbox.receive(event(server, { data: { VERSION: String(version) } }))
  }

  expect(counted.all()).toEqual([{ portal_id: here.id, events: 1000, oldest: 3 }, { portal_id: there.id, events: 1, oldest: 2 }])
})

test('a flood of events of one kind is cut off for a minute, and puts off neither its own job nor other kinds', async () => {
  const server = await startServices()
  await server.install()
  const send = (name: string, ts: number) => server.services.inbox.receive(event(server, { name, ts }))
  const nextRun = () => server.database.$client.prepare('select run_at from jobs where key like \'%ONAPPUPDATE%\'').pluck().get()
  await send('ONAPPUPDATE', 0)
  await server.services.jobs.runDue()
  await send('ONAPPUPDATE', 1)
  const promised = nextRun()

  const answers = []
  for (let ts = 2; ts < 100; ts++) answers.push(await send('ONAPPUPDATE', ts))
  const other = await send('ONAPPUNINSTALL', 100)
  server.sandbox.clock.turn(60_001)
  const later = await send('ONAPPUPDATE', 101)

  expect([answers.filter(answer => answer === 'kept').length, answers.at(-1), other, later]).toEqual([58, 'dropped', 'kept', 'kept'])
  expect(promised).toBe(server.clock() - 1)
  expect(nextRun()).toBe(promised)
})
