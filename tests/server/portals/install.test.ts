import { expect, test } from 'vitest'
import { pathOf, placementOf } from '../../../server/bitrix24/manifest.ts'
import { alderOak, brightwater, people, startServices, type TestServices } from '../../support/services.ts'
import { widgetsOn } from '../../support/widgets.ts'

const events = ['ONAPPINSTALL', 'ONAPPPAYMENT', 'ONAPPUNINSTALL', 'ONAPPUPDATE']

function installation({ sandbox, app }: TestServices, portal = alderOak) {
  const found = sandbox.portal(portal).installations.get(app.clientId)
  if (!found) throw new Error('the application is not on the portal')
  return found
}

/** Everything that this version binds on Alder & Oak. */
function expectedWidgets({ sandbox }: TestServices) {
  return widgetsOn(sandbox.portal(alderOak))
}

test('an installation tells its steps in their order and ends with what was set up', async () => {
  const server = await startServices()

  const lines = await Array.fromAsync(server.installing())
  // Between its beginning and its end a step tells how far it has come, batch by batch.
  const turns = lines.filter((line, index) => !('done' in line) || line.state === 'done'
    || lines.findIndex(other => 'done' in other && other.step === line.step && other.state === 'running') === index)

  const widgets = expectedWidgets(server).length
  expect(turns).toEqual([
    { step: 'portal', state: 'running', done: 0, total: 1 },
    { step: 'portal', state: 'done', done: 1, total: 1 },
    { step: 'widgets', state: 'running', done: 0, total: widgets },
    { step: 'events', state: 'running', done: 0, total: 4 },
    { step: 'widgets', state: 'done', done: widgets, total: widgets },
    { step: 'events', state: 'done', done: 4, total: 4 },
    { step: 'check', state: 'running', done: 0, total: 1 },
    { step: 'check', state: 'done', done: 1, total: 1 },
    { state: 'finished', widgets, skipped: 0 },
  ])
})

test('every widget that the portal offers is bound, those of smart processes too, and the application\'s events', async () => {
  const server = await startServices()
  await server.install()

  const { bindings, events: bound } = installation(server)

  expect(bindings.map(({ placement }) => placement).sort()).toEqual(expectedWidgets(server))
  for (const { placement, handler } of bindings) expect(handler).toBe(`http://localhost:3000${pathOf(placementOf(placement)?.view ?? 'home')}`)
  expect(bound.map(({ event }) => event).sort()).toEqual(events)
  expect(new Set(bound.map(({ handler }) => handler))).toEqual(new Set(['http://localhost:3000/events']))
})

test('each binding has its title in every language', async () => {
  const server = await startServices()
  await server.install()

  for (const { langAll } of installation(server).bindings) {
    expect(langAll).toMatchObject({ en: { TITLE: expect.stringContaining('Sidenote') }, de: { TITLE: expect.stringContaining('Sidenote') } })
  }
})

test('widgets open only after the installation', async () => {
  const server = await startServices()
  const states: string[] = []

  for await (const line of server.installing()) {
    if ('step' in line) states.push((await server.portalRow()).state)
  }

  expect(new Set(states)).toEqual(new Set(['pending']))
  expect(await server.portalRow()).toMatchObject({ state: 'installed', installedAt: server.clock() })
})

test('the places are remembered for the application\'s own page', async () => {
  const server = await startServices()
  const { id } = await server.install()

  const registrations = await server.services.settings.registrations(id)
  expect(registrations?.bound.sort()).toEqual(expectedWidgets(server))
  expect(registrations).toMatchObject({ skipped: [], at: server.clock() })
})

test('a run that follows a good one registers nothing again', async () => {
  const server = await startServices()
  await server.install()
  const before = structuredClone(installation(server).bindings)

  const lines = await Array.fromAsync(server.installing())

  expect(installation(server).bindings).toEqual(before)
  expect(lines.at(-1)).toEqual({ state: 'finished', widgets: expectedWidgets(server).length, skipped: 0 })
  expect(server.sandbox.requests.flatMap(({ commands }) => commands).filter(command => command.endsWith('bind'))).toEqual([])
})

test('a half-finished one is resumed: only what is missing is registered', async () => {
  const server = await startServices()
  await server.install()
  const found = installation(server)
  const kept = structuredClone(found.bindings.slice(0, 3))
  found.bindings.length = 3
  found.events.length = 1

  await Array.fromAsync(server.installing())

  expect(installation(server).bindings).toHaveLength(expectedWidgets(server).length)
  expect(installation(server).bindings.slice(0, 3)).toEqual(kept)
  expect(server.sandbox.requests.flatMap(({ commands }) => commands).filter(command => command.endsWith('bind')).sort()).toEqual([
    ...Array.from({ length: 3 }, () => 'event.bind'), ...Array.from({ length: expectedWidgets(server).length - 3 }, () => 'placement.bind'),
  ])
})

test('a new smart process gets its tab with the next run', async () => {
  const server = await startServices()
  await server.install()
  const { types } = server.sandbox.portal(alderOak).data
  types.push({ ...types[0], id: 99, title: 'Repairs', entityTypeId: 1100 })

  await Array.fromAsync(server.installing())

  expect(installation(server).bindings.map(({ placement }) => placement)).toContain('CRM_DYNAMIC_1100_DETAIL_TAB')
})

test('every smart process of a portal with more than one page of them gets its tab', async () => {
  const server = await startServices()
  const { types } = server.sandbox.portal(alderOak).data
  for (let id = 0; id < 60; id++) types.push({ ...types[0], id: 200 + id, title: `Process ${id}`, entityTypeId: 2000 + id })

  const lines = await Array.fromAsync(server.installing())

  expect(lines.at(-1)).toEqual({ state: 'finished', widgets: expectedWidgets(server).length, skipped: 0 })
  expect(installation(server).bindings.map(({ placement }) => placement)).toContain('CRM_DYNAMIC_2059_DETAIL_TAB')
})

test('a portal that fails midway is told by its step, and a retry ends well', async () => {
  const server = await startServices()
  const seen = []
  for await (const line of server.installing()) {
    seen.push(line)
    if ('step' in line && line.step === 'widgets') server.sandbox.faults.rest = 'down'
  }
  const { state } = await server.portalRow()
  server.sandbox.faults.rest = null

  const retried = await Array.fromAsync(server.services.installer.run(await server.portalRow(), people.admin, 'again'))

  expect(seen.at(-1)).toEqual({ state: 'failed', step: 'events', code: 'portal-unreachable', requestId: 'request' })
  expect(state).toBe('pending')
  expect(retried.at(-1)).toEqual({ state: 'finished', widgets: expectedWidgets(server).length, skipped: 0 })
})

test('a run that a newer installation overtook does not finish it', async () => {
  const server = await startServices()
  const overtaken = await server.install()
  server.database.$client.prepare('update portals set generation = generation + 1, state = \'pending\'').run()

  const lines = await Array.fromAsync(server.services.installer.run(overtaken, people.admin, 'r'))

  expect(lines.at(-1)).toEqual({ state: 'failed', step: 'check', code: 'session-over', requestId: 'r' })
  expect((await server.portalRow()).state).toBe('pending')
})

test('an application that was removed meanwhile is told as not installed, an administrator who lost access as such', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const administrator = server.sandbox.portal(alderOak).users.find(({ id }) => id === people.admin)

  if (administrator) administrator.appAccess = false
  const withoutAccess = await Array.fromAsync(server.services.installer.run(await server.portalRow(), people.admin, 'r'))
  server.sandbox.uninstall(memberId, server.app.clientId)
  const removed = await Array.fromAsync(server.services.installer.run(await server.portalRow(), people.admin, 'r'))

  expect(withoutAccess.at(-1)).toMatchObject({ state: 'failed', step: 'portal', code: 'no-app-access' })
  expect(removed.at(-1)).toMatchObject({ state: 'failed', step: 'portal', code: 'not-installed' })
})

test('somebody who is no administrator any more cannot install', async () => {
  const server = await startServices()
  await server.install()
  const administrator = server.sandbox.portal(alderOak).users.find(({ id }) => id === people.admin)
  if (administrator) administrator.role = 'employee'

  const lines = await Array.fromAsync(server.services.installer.run(await server.portalRow(), people.admin, 'r'))

  expect(lines.at(-1)).toMatchObject({ state: 'failed', step: 'portal', code: 'not-administrator' })
})

test('installations of two portals know nothing of each other', async () => {
  const server = await startServices()
  await server.install(alderOak)
  const before = structuredClone(installation(server, alderOak).bindings)

  await server.install(brightwater)

  expect(installation(server, alderOak).bindings).toEqual(before)
  expect(installation(server, brightwater).bindings.map(({ placement }) => placement)).toContain('CRM_DYNAMIC_1044_DETAIL_TAB')
})
