import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import * as schema from './schema.ts'
import { sqliteCode } from './sqlite-code.ts'

export type Database = ReturnType<typeof openDatabase>

/** What runs inside a transaction: the same queries, and no `await`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Milliseconds; a start may block while another process has the database, since nothing is served yet. */
const patienceAtStart = 5000

/** Opens the SQLite file (or `:memory:`). What is missing of it and its folder is made for the server's own user alone: it holds what people wrote. */
export function openDatabase(file: string) {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // SQLite itself would make it readable for everybody; its -wal and -shm take the mode of this file.
    closeSync(openSync(file, 'a', 0o600))
  }
  const client = new Sqlite(file, { timeout: patienceAtStart })
  try {
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = NORMAL')
    client.pragma('foreign_keys = ON')
    // SQLite's own lower() knows no letter beyond ASCII.
    client.function('fold', { deterministic: true }, text => String(text).normalize('NFKC').toLowerCase())
  }
  catch (error) {
    client.close()
    throw error
  }
  return drizzle({ client, schema })
}

/** A newer version of this server has been here: this one does not know what its tables mean. */
export class NewerDatabase extends Error {}

/**
 * Brings the database to the newest schema; `folder` holds the migrations made by `npm run db:generate`. From then on a busy database is told
 * at once, since better-sqlite3 would block the whole process while it waits: `write` tries again without blocking.
 * @returns the version of the schema, as `schemaVersion` reads it.
 * @throws NewerDatabase, and what SQLite says of the file.
 */
export function migrateDatabase(database: Database, folder: string): number {
  migrate(database, { migrationsFolder: folder })
  const version = schemaVersion(database)
  if (version > Math.max(...readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis))) throw new NewerDatabase()
  database.$client.pragma('busy_timeout = 0')
  return version
}

/** When the last migration that was applied was made: milliseconds since the epoch. */
export function schemaVersion(database: Database): number {
  return database.get<{ version: number }>(sql`select max(created_at) as version from __drizzle_migrations`).version
}

const attempts = 40
const pause = () => setTimeout(100)

/**
 * Runs `change` in a transaction that takes the write lock at once, and tries again for about four seconds while another process holds it.
 * `change` is synchronous: nothing else of this process can come between its reads and its writes.
 * @param wait what passes the time between two of the 40 attempts; 100 milliseconds each.
 * @throws the error of `change`, or SQLITE_BUSY when the lock stays taken.
 */
export async function write<T>(database: Database, change: (transaction: Transaction) => T, wait: () => Promise<unknown> = pause): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return database.transaction(change, { behavior: 'immediate' })
    }
    catch (error) {
      if (attempt === attempts || !sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error
      await wait()
    }
  }
}
