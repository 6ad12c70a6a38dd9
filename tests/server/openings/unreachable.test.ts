import { describe, expect, test } from 'vitest'
import { asFailure } from '../../../server/failure.ts'
import { failureOf, startServices } from '../../support/services.ts'

const minute = 60_000

describe('while the OAuth server is down', () => {
  test.each(['down', 'html'] as const)('a token without a verdict is told so (%s)', async (fault) => {
    const server = await startServices()
    await server.install()
    server.sandbox.faults.oauth = fault

    expect(await failureOf(server.open())).toBe('oauth-unreachable')
  })

  test('a token whose verdict is less than a minute old opens, any other does not', async () => {
    const server = await startServices()
    await server.install()
    const seen = server.visit()
    await server.services.open(seen.callback, seen.path)
    server.sandbox.faults.oauth = 'down'
    server.sandbox.clock.turn(minute - 1)

    const again = await failureOf(server.services.open(seen.callback, seen.path))
    const another = await failureOf(server.open())
    server.sandbox.clock.turn(2)
    const later = await failureOf(server.services.open(seen.callback, seen.path))

    expect([again, another, later]).toEqual(['no failure', 'oauth-unreachable', 'oauth-unreachable'])
  })

  test('the portal\'s good answer alone shows nothing', async () => {
    const server = await startServices()
    await server.install()
    server.sandbox.faults.oauth = 'down'

    const failure = asFailure(await server.open().catch(error => error))

    expect(failure.code).toBe('oauth-unreachable')
    expect(server.sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(1)
  })
})

test.each(['down', 'html'] as const)('a portal that is %s is told so', async (fault) => {
  const server = await startServices()
  await server.install()
  server.sandbox.faults.rest = fault

  expect(await failureOf(server.open())).toBe('portal-unreachable')
  expect(server.sandbox.requests.filter(({ method }) => method === 'batch')).toHaveLength(1)
})

// Real patience, since the portal's client brings its own timer: both are waited for at the same time.
test('a portal and an OAuth server that never answer are given up after ten seconds', { timeout: 20_000 }, async () => {
  const [silentPortal, silentOAuth] = await Promise.all([startServices(), startServices()])
  await Promise.all([silentPortal.install(), silentOAuth.install()])
  silentPortal.sandbox.faults.rest = 'hang'
  silentOAuth.sandbox.faults.oauth = 'hang'

  const codes = await Promise.all([failureOf(silentPortal.open()), failureOf(silentOAuth.open())])

  expect(codes).toEqual(['portal-unreachable', 'oauth-unreachable'])
})

test('a database that does not answer is a storage failure, never "not installed"', async () => {
  const server = await startServices()
  await server.install()
  server.database.$client.pragma('foreign_keys = OFF')
  server.database.$client.exec('alter table portals rename to elsewhere')

  const codes = await Promise.all([
    failureOf(server.open()),
    failureOf(server.open({ posted: { member_id: 'c'.repeat(32) } })),
    failureOf(server.services.open(server.visit().callback, '/install')),
  ])

  expect(codes).toEqual(['storage', 'storage', 'storage'])
})
