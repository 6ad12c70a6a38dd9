import Sqlite from 'better-sqlite3'

/** The number of rows in every table of a database that another process has open. */
export function countRows(file: string): Record<string, number> {
  const database = new Sqlite(file, { readonly: true })
  try {
    const tables = database.prepare<[], { name: string }>('select name from sqlite_master where type = \'table\' and name not like \'sqlite_%\'').all()
    return Object.fromEntries(tables.map(({ name }) => [name, database.prepare<[], { count: number }>(`select count(*) as count from "${name}"`).get()?.count ?? 0]))
  }
  finally {
    database.close()
  }
}
