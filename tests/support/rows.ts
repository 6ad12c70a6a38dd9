import Sqlite from 'better-sqlite3'

/** Every row of every table. */
export function rowsOf(database: Sqlite.Database): Record<string, unknown[]> {
  const tables = database.prepare<[], { name: string }>('select name from sqlite_master where type = \'table\' and name not like \'sqlite_%\'').all()
  return Object.fromEntries(tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()]))
}

/** The same of a database that another process has open. */
export function readRows(file: string): Record<string, unknown[]> {
  const database = new Sqlite(file, { readonly: true })
  try {
    return rowsOf(database)
  }
  finally {
    database.close()
  }
}
