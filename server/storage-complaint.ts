import { NewerDatabase } from '../db/database.ts'
import { sqliteCode } from '../db/sqlite-code.ts'

/** By the beginning of a code of SQLite or of the system: what is the matter with the file. */
const causes: [start: string, sentence: string][] = [
  ['SQLITE_NOTADB', 'is no database, or its beginning is damaged'],
  ['SQLITE_CORRUPT', 'is damaged'],
  ['SQLITE_BUSY', 'is kept by another process'],
  ['SQLITE_READONLY', 'cannot be written to'],
  ['SQLITE_FULL', 'has no room left: the disk is full'],
  ['SQLITE_CANTOPEN', 'cannot be opened'],
  ['SQLITE_IOERR', 'cannot be read or written: the disk answers with an error'],
  ['SQLITE_', 'cannot be used'],
  ['EACCES', 'cannot be opened by the server\'s user'],
  ['EPERM', 'cannot be opened by the server\'s user'],
  ['EROFS', 'stands on a disk that is read-only'],
  ['ENOSPC', 'has no room left: the disk is full'],
  ['EISDIR', 'is a folder'],
  ['ENOTDIR', 'has a file where a folder has to be'],
  ['EEXIST', 'has a file where a folder has to be'],
]

/** The sentence for operators when the database cannot be used, naming its file and where to read on; null for an error of another kind. */
export function storageComplaint(error: unknown, file: string): string | null {
  if (error instanceof NewerDatabase) return sentence(file, 'belongs to a newer version of Sidenote', 'start that version, or restore a backup of before')
  const code = sqliteCode(error) ?? systemCode(error)
  const [, cause] = causes.find(([start]) => code.startsWith(start)) ?? []
  return cause ? sentence(file, cause, code) : null
}

function sentence(file: string, cause: string, detail: string) {
  return `The database ${file} (NUXT_DATABASE_URL) ${cause} (${detail}). See docs/RUNBOOK.md, "The database".`
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
