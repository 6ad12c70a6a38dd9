import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase, write } from '../../../db/database.ts'
import { redeemedCallbacks } from '../../../db/schema.ts'
import { failureOf } from '../../support/services.ts'

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function open(file: string) {
  const database = openDatabase(file)
  onTestFinished(() => void database.$client.close())
  migrateDatabase(database, 'db/migrations')
  return database
}

/** A database whose write lock another process has. */
function startLocked() {
  const file = join(temporaryFolder(), 'sidenote.sqlite')
  const database = open(file)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  other.exec('begin immediate')
  const change = () => write(database, transaction => transaction.insert(redeemedCallbacks).values({ id: 'f', expiresAt: 0 }).run().changes, wait)
  let pauses = 0
  let release = Infinity
  async function wait() {
    pauses++
    if (pauses === release) other.exec('rollback')
  }
  return { database, change, pauses: () => pauses, releaseAfter: (count: number) => void (release = count) }
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('a database that is made belongs to the server\'s user alone, its folder and its log too', () => {
  const folder = join(temporaryFolder(), 'data', 'sidenote')
  const file = join(folder, 'sidenote.sqlite')

  open(file)

  expect([folder, join(folder, '..'), file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['700', '700', '600', '600', '600'])
})

test('a database that is there keeps the mode that its owner gave it', () => {
  const file = join(temporaryFolder(), 'sidenote.sqlite')
  writeFileSync(file, '', { mode: 0o640 })

  open(file)

  expect(modeOf(file)).toBe('640')
})

test('a write waits while another process has the lock, without blocking this one', async () => {
  const { database, change, pauses, releaseAfter } = startLocked()
  releaseAfter(3)

  const changes = await change()

  expect([changes, pauses()]).toEqual([1, 3])
  expect(database.$client.pragma('busy_timeout', { simple: true })).toBe(0)
})

test('a lock that stays taken is told after forty attempts', async () => {
  const { change, pauses } = startLocked()

  await expect(change()).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  expect(pauses()).toBe(39)
})

test('another process may keep the lock for two seconds: the write succeeds, and the event loop goes on meanwhile', async () => {
  const file = join(temporaryFolder(), 'sidenote.sqlite')
  const database = open(file)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  other.exec('begin immediate')
  setTimeout(() => other.exec('rollback'), 2000)
  let last = performance.now()
  let longestPause = 0
  const pulse = setInterval(() => {
    longestPause = Math.max(longestPause, performance.now() - last)
    last = performance.now()
  }, 10)
  onTestFinished(() => clearInterval(pulse))

  const { changes } = await write(database, transaction => transaction.insert(redeemedCallbacks).values({ id: 'f', expiresAt: 0 }).run())

  expect(changes).toBe(1)
  expect(longestPause).toBeLessThan(1000)
})

test('a database that is full takes a change whole or not at all, and takes it again when there is room', async () => {
  const database = open(join(temporaryFolder(), 'sidenote.sqlite'))
  const client = database.$client
  client.pragma(`max_page_count = ${client.pragma('page_count', { simple: true })}`)
  const change = () => write(database, (transaction) => {
    for (const id of ['small', 'x'.repeat(100_000)]) transaction.insert(redeemedCallbacks).values({ id, expiresAt: 0 }).run()
  })
  const rows = () => database.select().from(redeemedCallbacks).all().length

  const full = await failureOf(change())
  const meanwhile = rows()
  client.pragma('max_page_count = 100000')
  await change()

  expect([full, meanwhile, rows()]).toEqual(['storage-full', 0, 2])
})

test('a database that turns read-only, or is damaged while it is used, is a failure and changes nothing', async () => {
  const file = join(temporaryFolder(), 'sidenote.sqlite')
  const database = open(file)
  const insert = (id: string) => write(database, transaction => transaction.insert(redeemedCallbacks).values({ id, expiresAt: 0 }).run())

  database.$client.pragma('query_only = on')
  const readOnly = await failureOf(insert('a'))
  database.$client.pragma('query_only = off')
  await insert('b')
  database.$client.pragma('wal_checkpoint(truncate)')
  const bytes = readFileSync(file)
  bytes.fill(0xff, 4096)
  writeFileSync(file, bytes)
  // What it has in memory is not damaged.
  database.$client.pragma('shrink_memory')
  const damaged = await failureOf(insert('c'))

  expect([readOnly, damaged]).toEqual(['storage', 'storage'])
})
