import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'

export interface Backup {
  bytes: number
  /** Rows by table. */
  counts: Record<string, number>
}

/** The copy is not what it should be: it was thrown away. */
export class BrokenCopy extends Error {}

/**
 * Copies the database as it is at one moment into a new file of one piece, readable for its owner alone, and looks whether the copy is sound.
 * Servers may read and write meanwhile: they wait for nothing.
 * @throws BrokenCopy, and what SQLite or the system say; `EEXIST` when `file` is there already. Nothing is left then.
 */
export async function backUp(database: Database, file: string): Promise<Backup> {
  const unfinished = `${file}.unfinished`
  closeSync(openSync(file, 'wx', 0o600))
  try {
    closeSync(openSync(unfinished, 'wx', 0o600))
    // All pages in one step: between two, another process's write would make SQLite begin anew, on a busy server without end.
    await database.$client.backup(unfinished, { progress: () => 0x7fffffff })
    const counts = countsOf(unfinished)
    renameSync(unfinished, file)
    return { bytes: statSync(file).size, counts }
  }
  catch (error) {
    for (const left of [file, unfinished, `${unfinished}-wal`, `${unfinished}-shm`]) rmSync(left, { force: true })
    throw error
  }
}

function countsOf(file: string): Record<string, number> {
  const copy = new Sqlite(file)
  try {
    // Without a -wal and a -shm beside it, it can be moved as one file.
    copy.pragma('journal_mode = DELETE')
    const complaints = copy.pragma('integrity_check')
    const isSound = Array.isArray(complaints) && complaints.length === 1 && complaints[0].integrity_check === 'ok'
    if (!isSound) throw new BrokenCopy(JSON.stringify(complaints))
    // The parts of which the full-text index consists are tables, too; its rows are those of search_entries.
    const tables = copy.prepare<[], string>('select name from pragma_table_list where schema = \'main\' and type = \'table\' and name not like \'sqlite_%\' and name not like \'\\_\\_%\' escape \'\\\' order by name').pluck().all()
    return Object.fromEntries(tables.map(table => [table, copy.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0]))
  }
  finally {
    copy.close()
  }
}
