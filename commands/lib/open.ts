import { existsSync } from 'node:fs'
import { openDatabase, type Database } from '../../db/database.ts'
import { Failure } from '../../scripts/lib/failure.mjs'
import { ConfigError, readConfig, readDatabaseFile, type Config } from '../../server/config.ts'
import { storageComplaint } from '../../server/storage-complaint.ts'

/** The server's own configuration. @throws Failure naming each variable that is missing or wrong. */
export function configuration(): Config {
  return told(() => readConfig(process.env))
}

/** Path of the database, from the one variable that names it. @throws Failure. */
export function databaseFile(): string {
  return told(() => readDatabaseFile(process.env))
}

function told<T>(read: () => T): T {
  try {
    return read()
  }
  catch (error) {
    throw error instanceof ConfigError ? new Failure(`The configuration is not complete:\n${error.message}`) : error
  }
}

/** Works with the server's database, and closes it. @throws Failure when it is not there, since to open it would make it, or cannot be used. */
export async function withDatabase<T>(file: string, work: (database: Database) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new Failure(`There is no database at ${file} (NUXT_DATABASE_URL).`)
  try {
    const database = openDatabase(file)
    try {
      return await work(database)
    }
    finally {
      database.$client.close()
    }
  }
  catch (error) {
    const complaint = storageComplaint(error, file)
    throw complaint ? new Failure(complaint) : error
  }
}
