import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase, write } from '../../../db/database.ts'
import { redeemedCallbacks } from '../../../db/schema.ts'

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
