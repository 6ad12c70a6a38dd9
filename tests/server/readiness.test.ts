import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { createReadiness } from '../../server/readiness.ts'
import { createSealer } from '../../server/seal.ts'
import { Secret } from '../../server/secret.ts'
import { startServices } from '../support/services.ts'

const good = { database: 'ok', schema: 'ok', keys: 'ok', jobs: 'ok' }
const minute = 60_000

/** A server on a database file, with an installed portal, whose jobs are looked for. */
async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  migrateDatabase(database, 'db/migrations')
  const other = new Sqlite(file)
  onTestFinished(() => {
    other.close()
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  const server = await startServices({ database })
  await server.install()
  server.services.jobs.start()
  onTestFinished(() => server.services.jobs.stop())

  async function look() {
    server.sandbox.clock.turn(2000)
    return (await server.services.readiness()).parts
  }
  return { ...server, other, look }
}

test('a server in order is ready, and asking leaves nothing behind', async () => {
  const { services, database } = await start()

  const readiness = await services.readiness()

  expect(readiness).toEqual({ isReady: true, parts: good })
  expect(database.$client.prepare('select count(*) from redeemed_callbacks').pluck().get()).toBe(0)
})

test('a database without room is not ready, until there is some again', async () => {
  const { database, look } = await start()
  const client = database.$client
  client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true })}`)

  const full = await look()
  client.pragma('max_page_count = 100000')

  expect(full).toEqual({ ...good, database: 'storage-full' })
  expect(await look()).toEqual(good)
})

test('a database that another process keeps is told as busy', async () => {
  const { other, look } = await start()
  other.exec('begin immediate')
  onTestFinished(() => void other.exec('rollback'))

  expect(await look()).toEqual({ ...good, database: 'storage-busy' })
})

test('a database that nobody can write to is told as such', async () => {
  const { database, look } = await start()
  database.$client.pragma('query_only = on')

  expect(await look()).toEqual({ ...good, database: 'storage' })
})

test('a database that a newer server has migrated meanwhile is not this server\'s any more', async () => {
  const { other, look } = await start()
  other.exec('insert into __drizzle_migrations (hash, created_at) values (\'of tomorrow\', 9999999999999)')

  expect(await look()).toEqual({ ...good, schema: 'another version' })
})

test('keys that do not open the newest tokens are told, whatever their ids', async () => {
  const { services, database, clock } = await start()
  const sealer = await createSealer([{ id: 'test', key: new Secret(randomBytes(32).toString('base64')) }], clock)

  const { parts } = await createReadiness({ ...services, database, sealer, log: pino({ level: 'silent' }) })()

  expect(parts).toEqual({ ...good, keys: 'do not open what is stored' })
})

test('a server that does not look for jobs, or hangs in one, is not ready', async () => {
  const { services, sandbox, look } = await start()
  const { promise: forever, resolve: release } = Promise.withResolvers<null>()
  services.jobs.handle('endless', async () => void await forever)
  await services.jobs.enqueue({ kind: 'endless', key: 'a' })
  sandbox.clock.turn(6 * minute)

  const hanging = await look()
  release(null)
  await services.jobs.stop()

  expect([hanging, await look()]).toEqual([{ ...good, jobs: 'nobody looks for them' }, { ...good, jobs: 'nobody looks for them' }])
})

test('who asks again within a second gets the same answer, and nothing is written for it', async () => {
  const { services, database, sandbox } = await start()
  sandbox.clock.turn(2000)
  await services.readiness()
  const before = database.$client.prepare('select total_changes()').pluck().get()

  await Promise.all([1, 2, 3].map(() => services.readiness()))

  expect(database.$client.prepare('select total_changes()').pluck().get()).toBe(before)
})
