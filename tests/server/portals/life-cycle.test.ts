import qs from 'qs'
import { expect, test } from 'vitest'
import { startMailbox } from '../../support/mailbox.ts'
import { alderOak, failureOf, people, startServices } from '../../support/services.ts'
import { widgetsOn } from '../../support/widgets.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** Our services and a portal whose events wait in a mailbox. */
async function start() {
  const mailbox = await startMailbox()
  const server = await startServices({ appUrl: mailbox.origin })
  const { sandbox, services, app } = server
  const { memberId } = sandbox.portal(alderOak)

  /** What the portal has sent so far arrives, and is looked into. */
  async function deliver() {
    await sandbox.events.drain()
    for (const body of mailbox.bodies.splice(0)) await services.inbox.receive(body)
    await services.jobs.runDue()
  }

  /** An event that somebody makes up. */
  function forged(event: string, { data = {}, auth = {} }: { data?: Record<string, unknown>, auth?: Record<string, unknown> } = {}) {
    const applicationToken = sandbox.portal(alderOak).installations.get(app.clientId)?.applicationToken
    return new URLSearchParams(qs.stringify({ event, ts: 1_800_000_000, data, auth: { member_id: memberId, application_token: applicationToken, ...auth } }))
  }

  async function report(body: URLSearchParams) {
    await services.inbox.receive(body)
    await services.jobs.runDue()
  }

  return {
    ...server, mailbox, deliver, forged, report, memberId,
    tokensOf: (userId: number) => sandbox.issueToken({ memberId, userId, clientId: app.clientId }),
    tokenRows: () => server.database.$client.prepare('select count(*) from tokens').pluck().get(),
    noteRows: () => server.database.$client.prepare('select count(*) from notes').pluck().get(),
    async write() {
      const portal = await server.portalRow()
      const scope = { portalId: portal.id, userId: people.marcus, isAdmin: false, subject: { kind: 'crm-item' as const, entityTypeId: 2, id: '3473' } }
      await services.notes.add(scope, { id: 'note', text: 'Fumed oak' }, [])
    },
  }
}

test('a removal that the OAuth server confirms drops the tokens and ends the sessions at once, and keeps the notes for now', async () => {
  const server = await start()
  const { generation } = await server.install()
  await server.write()

  server.sandbox.uninstall(server.memberId, server.app.clientId)
  await server.deliver()

  const portal = await server.portalRow()
  expect(portal).toMatchObject({ state: 'uninstalled', generation: generation + 1, applicationToken: null, eraseAt: server.clock() + 180 * day })
  expect([server.tokenRows(), server.noteRows()]).toEqual([0, 1])
})

test('with CLEAN=1 everything is erased after a week of grace, and a receipt of how much remains', async () => {
  const server = await start()
  await server.install()
  await server.write()
  server.sandbox.uninstall(server.memberId, server.app.clientId, { clean: true })
  await server.deliver()

  server.sandbox.clock.turn(6 * day)
  await server.services.jobs.runDue()
  const before = server.noteRows()
  server.sandbox.clock.turn(2 * day)
  await server.services.jobs.runDue()

  expect([before, server.noteRows()]).toEqual([1, 0])
  expect(await server.services.portals.find(server.memberId)).toBeNull()
  expect(server.database.$client.prepare('select member_id, counts ->> \'notes\' as notes from erasures').all()).toEqual([{ member_id: server.memberId, notes: 1 }])
})

test('an installation within the grace finds everything again', async () => {
  const server = await start()
  await server.install()
  await server.write()
  server.sandbox.uninstall(server.memberId, server.app.clientId, { clean: true })
  await server.deliver()

  await server.install()
  server.sandbox.clock.turn(30 * day)
  await server.services.jobs.runDue()

  expect(await server.portalRow()).toMatchObject({ state: 'installed', eraseAt: null })
  expect(server.noteRows()).toBe(1)
})

test('a removal that an employee makes up with the token of the own browser changes nothing', async () => {
  const server = await start()
  const installed = await server.install()

  await server.report(server.forged('ONAPPUNINSTALL', { data: { CLEAN: '1' } }))

  expect(await server.portalRow()).toMatchObject({ state: 'installed', generation: installed.generation, eraseAt: null })
  expect(server.tokenRows()).toBe(1)
})

test('the event of an old removal that arrives after a new installation changes nothing', async () => {
  const server = await start()
  await server.install()
  server.sandbox.uninstall(server.memberId, server.app.clientId, { clean: true })
  await server.sandbox.events.drain()
  const { generation } = await server.install()

  await server.deliver()

  expect(await server.portalRow()).toMatchObject({ state: 'installed', generation, eraseAt: null })
})

test('while the OAuth server is down a removal waits, and is believed when it answers', async () => {
  const server = await start()
  await server.install()
  server.sandbox.uninstall(server.memberId, server.app.clientId)
  server.sandbox.faults.oauth = 'down'
  await server.deliver()
  const meanwhile = await server.portalRow()

  server.sandbox.faults.oauth = null
  server.sandbox.clock.turn(hour)
  await server.services.jobs.runDue()

  expect(meanwhile.state).toBe('installed')
  expect((await server.portalRow()).state).toBe('uninstalled')
})

test('an update brings the new application_token and registers what is missing; the old one counts for a day', async () => {
  const server = await start()
  await server.install()
  await server.deliver()
  const installation = server.sandbox.portal(alderOak).installations.get(server.app.clientId)
  const before = installation?.applicationToken
  installation?.bindings.splice(0, 3)

  server.sandbox.update(server.memberId, server.app.clientId)
  await server.deliver()

  expect(installation?.bindings).toHaveLength(widgetsOn(server.sandbox.portal(alderOak)).length)
  const withOld = server.forged('ONAPPUNINSTALL', { auth: { application_token: before } })
  expect(await server.services.inbox.receive(withOld)).toBe('kept')
  server.sandbox.clock.turn(25 * hour)
  expect(await server.services.inbox.receive(withOld)).toBe('dropped')
  expect(await server.services.inbox.receive(server.forged('ONAPPUNINSTALL'))).toBe('kept')
})

test.each([
  ['an employee\'s own token', people.marcus],
  ['a token of somebody else\'s making', null],
])('an update with %s replaces no application_token', async (_case, userId) => {
  const server = await start()
  const before = await server.install()
  const accessToken = userId === null ? 'f'.repeat(64) : server.tokensOf(userId).accessToken

  await server.report(server.forged('ONAPPUPDATE', { auth: { application_token: 'e'.repeat(32), access_token: accessToken } }))

  expect((await server.portalRow()).applicationToken).toBe(before.applicationToken)
})

test('an update whose administrator\'s token lies in an event of another portal is not believed', async () => {
  const server = await start()
  const before = await server.install()
  const stranger = server.sandbox.portal('Brightwater Studio')
  server.sandbox.addApp(stranger.memberId, server.app.clientId)
  const { accessToken } = server.sandbox.issueToken({ memberId: stranger.memberId, userId: people.admin, clientId: server.app.clientId })

  await server.report(server.forged('ONAPPUPDATE', { auth: { application_token: 'e'.repeat(32), access_token: accessToken } }))

  expect((await server.portalRow()).applicationToken).toBe(before.applicationToken)
})

test('an event names no host: neither its domain nor a foreign OAuth server is asked', async () => {
  const asked = new Set<string>()
  const server = await startServices({
    async fetch(input, init) {
      asked.add(new URL(input instanceof Request ? input.url : input).host)
      return fetch(input, init)
    },
  })
  await server.install()
  const { memberId } = server.sandbox.portal(alderOak)
  asked.clear()

  await server.services.inbox.receive(new URLSearchParams(qs.stringify({
    event: 'ONAPPUPDATE', ts: 1, auth: {
      member_id: memberId, access_token: 'f'.repeat(64), domain: 'evil.example', client_endpoint: 'https://evil.example/rest/', server_endpoint: 'https://evil.example/rest/',
    },
  })))
  await server.services.jobs.runDue()

  expect([...asked]).toEqual([new URL(server.sandbox.oauth.url).host])
})

test('where the portal calls the installation finished and no page of ours has run, the event alone registers everything', async () => {
  const server = await start()
  server.sandbox.addApp(server.memberId, server.app.clientId)
  server.sandbox.finishInstallation(server.memberId, server.app.clientId)
  const { accessToken, refreshToken } = server.tokensOf(people.admin)

  await server.report(server.forged('ONAPPINSTALL', { auth: { access_token: accessToken, refresh_token: refreshToken, server_endpoint: `${server.sandbox.oauth.url}/rest/` } }))

  expect(await server.portalRow()).toMatchObject({ state: 'installed' })
  expect(server.sandbox.portal(alderOak).installations.get(server.app.clientId)?.bindings).toHaveLength(widgetsOn(server.sandbox.portal(alderOak)).length)
  await server.openThread()
})

test('an installation that was begun and never finished is forgotten after a month, one that was finished is not', async () => {
  const server = await start()
  server.sandbox.addApp(server.memberId, server.app.clientId)
  await server.open({ userId: people.admin, placement: 'DEFAULT', options: undefined })
  await server.install('Brightwater Studio')
  await server.services.lifeCycle.begin()

  server.sandbox.clock.turn(31 * day)
  await server.services.jobs.runDue()

  expect(await server.services.portals.find(server.memberId)).toBeNull()
  expect(await server.portalRow('Brightwater Studio')).toMatchObject({ state: 'installed' })
})

test('a start goes on without the sweep when the database cannot be written to just then', async () => {
  const { database, services } = await start()
  database.$client.pragma('query_only = ON')

  await expect(services.lifeCycle.begin()).resolves.toBeUndefined()
})

test('an administrator who comes by after a day has the registrations compared, an employee has not', async () => {
  const server = await start()
  await server.install()
  const bindings = server.sandbox.portal(alderOak).installations.get(server.app.clientId)?.bindings ?? []
  for (const code of ['CRM_LEAD_DETAIL_TAB', 'CRM_CONTACT_DETAIL_TAB']) bindings.splice(bindings.findIndex(({ placement }) => placement === code), 1)
  server.sandbox.clock.turn(25 * hour)

  await server.open()
  await server.services.jobs.runDue()
  const afterEmployee = bindings.length
  await server.open({ userId: people.admin })
  await server.services.jobs.runDue()

  expect(afterEmployee).toBe(widgetsOn(server.sandbox.portal(alderOak)).length - 2)
  expect(bindings).toHaveLength(widgetsOn(server.sandbox.portal(alderOak)).length)
  expect((await server.services.settings.registrations((await server.portalRow()).id))?.changed).toEqual(['CRM_LEAD_DETAIL_TAB', 'CRM_CONTACT_DETAIL_TAB'])
})

test('a payment event is asked about at the OAuth server, once a minute at most', async () => {
  const server = await start()
  await server.install()
  const payment = server.forged('ONAPPPAYMENT', { auth: { application_token: undefined } })
  server.sandbox.clearRequests()

  for (let n = 0; n < 5; n++) await server.report(payment)

  expect(server.sandbox.requests.map(({ method }) => method)).toEqual(['app.info'])
})

test('a pair that nobody has used for three months is renewed, so that it lives on', async () => {
  const server = await start()
  await server.install()
  await server.services.lifeCycle.begin()
  server.sandbox.clock.turn(91 * day)
  server.sandbox.clearRequests()

  await server.services.jobs.runDue()

  expect(server.sandbox.requests.map(({ method }) => method)).toEqual(['oauth/token'])
})

test('a removal that is believed ends what is remembered of verdicts: no token of before is good for the next installation', async () => {
  const server = await start()
  await server.install()
  const { callback, path } = server.visit()
  await server.services.open(callback, path)
  server.sandbox.uninstall(server.memberId, server.app.clientId)
  await server.deliver()
  await server.install()

  const code = await failureOf(server.services.open(callback, path))

  expect(code).not.toBe('no failure')
  expect(server.sandbox.requests.map(({ method }) => method)).toEqual(['app.info'])
})
