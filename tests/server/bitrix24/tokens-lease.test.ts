import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../../db/database.ts'
import { leaseTime } from '../../../server/bitrix24/token-rows.ts'
import { failureOf, people } from '../../support/services.ts'
import { holdingFetch, hour, refreshes, startWithTokens } from './start-tokens.ts'

/** A server whose pair has expired, and a second process (a keeper of its own) that waits by turning the clock. */
async function startExpired(changes: Parameters<typeof startWithTokens>[0] = {}) {
  const server = await startWithTokens(changes)
  server.sandbox.clock.turn(hour)
  let waited = 0
  const waiting = server.tokenKeeper({
    async wait(milliseconds) {
      waited += milliseconds
      server.sandbox.clock.turn(milliseconds)
    },
  })
  return { ...server, waiting, waited: () => waited }
}

test('of two processes that refresh at once, the loser takes the winner\'s token and asks nobody', async () => {
  const server = await startExpired()

  const [winner, loser] = await Promise.all([server.ask(), server.ask(server.tokenKeeper())])

  expect(loser.equals(winner)).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test('a finished refresh leaves no lease behind', async () => {
  const server = await startExpired()

  await server.ask()

  expect(server.row()).toMatchObject({ leaseId: null, leaseUntil: null })
})

test('a process that died with the lease is replaced when the lease ends, not before', async () => {
  const server = await startExpired()
  server.change({ leaseId: 'of a process that is gone', leaseUntil: server.clock() + leaseTime })

  const given = await failureOf(server.ask(server.waiting))

  expect([given, refreshes(server), server.waited()]).toEqual(['no failure', 1, leaseTime])
})

test('a lease that ends later than any could holds nobody up', async () => {
  const server = await startExpired()
  server.change({ leaseId: 'of a clock that went wrong', leaseUntil: server.clock() + 2 * leaseTime })

  await server.ask(server.waiting)

  expect([refreshes(server), server.waited()]).toEqual([1, 0])
})

test('an opening ends the wait for another process', async () => {
  const server = await startExpired()
  server.change({ leaseId: 'of a slow process', leaseUntil: server.clock() + leaseTime })
  const newer = server.freshPair()
  const waiting = server.tokenKeeper({ wait: () => server.keeper.store(server.portal.id, people.marcus, newer) })

  const given = await server.ask(waiting)

  expect(given.equals(newer.accessToken)).toBe(true)
  expect(refreshes(server)).toBe(0)
})

test('who waits for a process that gets no answer does not ask the same again', async () => {
  const server = await startExpired()
  server.sandbox.faults.oauth = 'html'

  const both = await Promise.all([server.ask(), server.ask(server.tokenKeeper())].map(failureOf))

  expect(both).toEqual(['oauth-unreachable', 'oauth-unreachable'])
  expect(refreshes(server)).toBe(1)
})

test('a process that dies between answer and save leaves a spent token: tried once after the lease, healed by the next opening', async () => {
  const { fetch, holdNext } = holdingFetch()
  const server = await startExpired({ fetch })
  const held = holdNext()
  void server.ask()
  await held.arrived

  const told = [await failureOf(server.ask(server.waiting)), await failureOf(server.ask())]
  const dead = server.row()
  await server.open()

  expect(told).toEqual(['session-over', 'session-over'])
  expect(refreshes(server)).toBe(2)
  expect(dead).toMatchObject({ state: 'dead', refusal: 'invalid_grant', refusedAt: server.clock() })
  expect([await failureOf(server.ask()), server.row()?.state]).toEqual(['no failure', 'good'])
})

test('a process that was only slow heals what the next one had to give up', async () => {
  const { fetch, holdNext } = holdingFetch()
  const server = await startExpired({ fetch })
  const held = holdNext()
  const late = server.ask()
  await held.arrived
  const impatient = await failureOf(server.ask(server.waiting))

  held.letGo()
  const given = await late

  expect(impatient).toBe('session-over')
  expect((await server.ask()).equals(given)).toBe(true)
})

test('a renewed pair waits nine seconds for a database that another process has locked', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sidenote-')), 'sidenote.sqlite')
  const database = openDatabase(file)
  migrateDatabase(database, 'db/migrations')
  const other = new Sqlite(file)
  onTestFinished(() => {
    other.close()
    database.$client.close()
    rmSync(join(file, '..'), { recursive: true })
  })
  const server = await startWithTokens({ database })
  server.sandbox.clock.turn(hour)
  let waited = 0
  const keeper = server.tokenKeeper({
    async fetch(...request) {
      const answer = await fetch(...request)
      other.exec('begin immediate')
      return answer
    },
    async wait(milliseconds) {
      waited += milliseconds
      if (other.inTransaction && waited > 9000) other.exec('rollback')
    },
  })

  const given = await server.ask(keeper)

  expect((await server.ask()).equals(given)).toBe(true)
  expect(refreshes(server)).toBe(1)
})
