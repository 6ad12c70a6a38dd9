import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import * as schema from './schema.ts'
import { sqliteCode } from './sqlite-code.ts'

export type Database = ReturnType<typeof openDatabase>

/** What runs inside a transaction: the same queries, and no `await`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/**
 * Opens the SQLite file (or `:memory:`), making its folder when it is missing.
 * A busy database is waited for only briefly here, since better-sqlite3 blocks the whole process meanwhile; `write` retries without blocking.
 */
export function openDatabase(file: string) {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const client = new Sqlite(file, { timeout: 50 })
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = NORMAL')
  client.pragma('foreign_keys = ON')
  return drizzle({ client, schema })
}

/** Brings the database to the newest schema; `folder` holds the migrations made by `npm run db:generate`. */
export function migrateDatabase(database: Database, folder: string) {
  migrate(database, { migrationsFolder: folder })
}

const attempts = 40
const pause = 50

/**
 * Runs `change` in a transaction that takes the write lock at once, and tries again for about two seconds while another process holds it.
 * `change` is synchronous: nothing else of this process can come between its reads and its writes.
 * @throws the error of `change`, or SQLITE_BUSY when the lock stays taken.
 */
export async function write<T>(database: Database, change: (transaction: Transaction) => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return database.transaction(change, { behavior: 'immediate' })
    }
    catch (error) {
      if (attempt === attempts || !sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error
      await setTimeout(pause)
    }
  }
}
