// `npm run backup`, or `npm run backup -- --to <file>`: a copy of the database as it is now, safe while servers run. Only NUXT_DATABASE_URL is needed.
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backUp, BrokenCopy } from '../db/backup.ts'
import { sqliteCode } from '../db/sqlite-code.ts'
import { Failure } from '../scripts/lib/failure.mjs'
import { main } from '../scripts/lib/main.mjs'
import { databaseFile, withDatabase } from './lib/open.ts'

await main(async () => {
  const { values: { to } } = parseArgs({ options: { to: { type: 'string' } } })
  const from = databaseFile()
  const file = resolve(to ?? join(dirname(from), 'backups', `sidenote-${new Date().toISOString().replaceAll(/[-:]|\..*/g, '')}Z.sqlite`))

  await withDatabase(from, async (database) => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const { bytes, counts } = await backUp(database, file).catch((error: unknown) => {
      throw asSentence(error, file)
    })
    const rows = Object.entries(counts).map(([table, count]) => `${table} ${count}`).join(', ')
    process.stdout.write(`${file}: ${bytes} bytes, and sound. Rows: ${rows}.\n`)
  })
})

function asSentence(error: unknown, file: string) {
  if (error instanceof BrokenCopy) return new Failure(`The database is damaged: its copy was thrown away. See docs/RUNBOOK.md, "The database". (${error.message})`)
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return new Failure(`${file} is there already, and was left as it is.`)
  if (sqliteCode(error) === 'SQLITE_FULL') return new Failure(`There is no room for the copy at ${file}: the disk is full.`)
  return error
}
