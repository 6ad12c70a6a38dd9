import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { storageComplaint } from '../../server/storage-complaint.ts'

const migrations = 'db/migrations'

/** A database as a server left it. */
function startFile() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  migrateDatabase(database, migrations)
  database.$client.close()
  return { folder, file }
}

/** What the operator reads when a server starts with this file. */
function complaintOf(file: string): string | null {
  try {
    const database = openDatabase(file)
    onTestFinished(() => void database.$client.close())
    migrateDatabase(database, migrations)
    return 'it starts'
  }
  catch (error) {
    return storageComplaint(error, file)
  }
}

test('a file that is no database is named, with where to read on', () => {
  const { file } = startFile()
  writeFileSync(file, 'What people wrote, as a text of somebody\'s. '.repeat(200))

  expect(complaintOf(file)).toBe(`The database ${file} (NUXT_DATABASE_URL) is no database, or its beginning is damaged (SQLITE_NOTADB). See docs/RUNBOOK.md, "The database".`)
})

test('a database whose tables are damaged is told as such', () => {
  const { file } = startFile()
  const bytes = readFileSync(file)
  bytes.fill(0xff, 100, 4096)
  writeFileSync(file, bytes)

  expect(complaintOf(file)).toContain(`${file} (NUXT_DATABASE_URL) is damaged (SQLITE_CORRUPT`)
})

test('a file of a newer version is left alone', () => {
  const { file } = startFile()
  const newer = new Sqlite(file)
  newer.exec('insert into __drizzle_migrations (hash, created_at) values (\'of tomorrow\', 9999999999999)')
  newer.close()

  expect(complaintOf(file)).toContain('belongs to a newer version of Sidenote')
})

test('a folder in the place of the file, and a file in the place of its folder', () => {
  const { folder, file } = startFile()
  mkdirSync(join(folder, 'data'))

  expect(complaintOf(join(folder, 'data'))).toContain('is a folder')
  expect(complaintOf(join(file, 'sidenote.sqlite'))).toContain('has a file where a folder has to be')
})

test.each([
  ['SQLITE_BUSY', 'is kept by another process'], ['SQLITE_READONLY', 'cannot be written to'], ['SQLITE_READONLY_DIRECTORY', 'cannot be written to'],
  ['SQLITE_FULL', 'the disk is full'], ['SQLITE_CANTOPEN', 'cannot be opened'], ['SQLITE_IOERR_READ', 'the disk answers with an error'], ['SQLITE_PROTOCOL', 'cannot be used'],
])('%s: the database %s', (code, sentence) => {
  expect(storageComplaint(new Sqlite.SqliteError('of SQLite', code), 'sidenote.sqlite')).toContain(sentence)
})

test('an error of another kind is not the database\'s', () => {
  expect([new Error('x'), Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'x', undefined].map(error => storageComplaint(error, 'sidenote.sqlite'))).toEqual([null, null, null, null])
})
