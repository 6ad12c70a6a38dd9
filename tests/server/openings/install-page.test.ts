import { expect, test } from 'vitest'
import { unsealSession } from '../../../server/openings/session.ts'
import { alderOak, failureOf, people, startServices, type TestServices } from '../../support/services.ts'

/** The application is on the portal, its installer has not run: what the administrator gets to see. */
function visitInstaller(server: TestServices) {
  server.sandbox.addApp(server.sandbox.portal(alderOak).memberId, server.app.clientId)
  return server.visit({ userId: people.admin, placement: 'DEFAULT', options: undefined })
}

/** The page of the same portal, as an employee would have to forge it: Bitrix24 shows the installer to administrators only. */
function employeeFields({ sandbox, app }: TestServices) {
  const { memberId } = sandbox.portal(alderOak)
  const { accessToken, refreshToken } = sandbox.issueToken({ memberId, userId: people.marcus, clientId: app.clientId })
  return { AUTH_ID: accessToken, REFRESH_ID: refreshToken }
}

test('an administrator gets the installation page of the verified portal, and the portal is taken down as pending', async () => {
  const server = await startServices()
  const { callback, path } = visitInstaller(server)

  const { opening } = await server.services.open(callback, path)

  expect(path).toBe('/install')
  expect(opening).toMatchObject({ view: 'install', portal: server.sandbox.portal(alderOak).host, again: false })
  expect(await server.portalRow()).toMatchObject({ state: 'pending', generation: 1, installedAt: null })
})

test('an employee who opens the installer is told that it is for administrators, and nothing is written', async () => {
  const server = await startServices()
  visitInstaller(server)

  const { callback } = server.visit({ userId: people.admin, placement: 'DEFAULT', posted: employeeFields(server) })

  expect(await failureOf(server.services.open(callback, '/install'))).toBe('not-administrator')
  expect(await server.services.portals.find(callback.memberId)).toBeNull()
})

test('the application\'s own page is the installer for as long as the installation is not finished', async () => {
  const server = await startServices()
  const { callback } = visitInstaller(server)

  const { opening } = await server.services.open(callback, '/')

  expect(opening.view).toBe('install')
})

test('an employee who opens the application\'s own page before the installation is told that it is for administrators', async () => {
  const server = await startServices()
  visitInstaller(server)

  const { callback } = server.visit({ userId: people.admin, placement: 'DEFAULT', posted: employeeFields(server) })

  expect(await failureOf(server.services.open(callback, '/'))).toBe('not-administrator')
})

test('reopening the installer of a finished installation repairs: same generation, still installed', async () => {
  const server = await startServices()
  const before = await server.install()

  const { opening } = await server.services.open(server.visit({ userId: people.admin, placement: 'DEFAULT', options: undefined }).callback, '/install')

  expect(opening).toMatchObject({ view: 'install', again: true })
  expect(await server.portalRow()).toMatchObject({ state: 'installed', generation: before.generation })
})

test('looking at the installer changes no portal, however often and whatever Bitrix24 says of the installation', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  const working = await server.portalRow()
  server.sandbox.uninstall(memberId, server.app.clientId)

  for (let times = 0; times < 3; times++) {
    const { callback, path } = visitInstaller(server)
    await server.services.open(callback, path)
  }

  expect(await server.portalRow()).toMatchObject({ state: working.state, generation: working.generation, installedAt: working.installedAt })
})

test('a new installation raises the generation when it is finished, a repair does not', async () => {
  const server = await startServices()
  const { memberId, generation } = await server.install()
  const generations: number[] = []

  await Array.fromAsync(server.installing())
  generations.push((await server.portalRow()).generation)
  server.sandbox.uninstall(memberId, server.app.clientId)
  await Array.fromAsync(server.installing())
  generations.push((await server.portalRow()).generation)

  expect(generations).toEqual([generation, generation + 1])
})

test('of two runs of a new installation only one is finished', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  server.sandbox.uninstall(memberId, server.app.clientId)
  server.sandbox.addApp(memberId, server.app.clientId)
  const { callback, path } = visitInstaller(server)
  await server.services.open(callback, path)
  const portal = await server.portalRow()

  const runs = await Promise.all([1, 2].map(() => Array.fromAsync(server.services.installer.run(portal, people.admin, 'request'))))

  expect(runs.map(run => run.at(-1)?.state).sort()).toEqual(['failed', 'finished'])
})

test('a session carries the generation of its opening', async () => {
  const server = await startServices()
  const portal = await server.install()

  const { session } = await server.openThread()

  expect(await unsealSession(server.services.sealer, session)).toEqual({
    portalId: portal.id, generation: portal.generation, userId: people.marcus, isAdmin: false, view: 'thread',
    subject: { kind: 'crm-item', entityTypeId: 2, id: '3473' }, source: null,
  })
})

test('a session is over after twelve hours', async () => {
  const server = await startServices()
  await server.install()
  const { session } = await server.openThread()

  server.sandbox.clock.turn(12 * 3600_000 - 1000)
  const late = await unsealSession(server.services.sealer, session)
  server.sandbox.clock.turn(1000)
  const tooLate = await unsealSession(server.services.sealer, session)

  expect([late?.userId, tooLate]).toEqual([people.marcus, null])
})
