import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { backUp } from '../../../db/backup.ts'
import { migrateDatabase, openDatabase } from '../../../db/database.ts'

test('another process that writes whenever it can does not keep a backup from its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  const other = new Sqlite(file)
  const writing = { isOver: false, rows: 0 }
  onTestFinished(() => {
    writing.isOver = true
    other.close()
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  const insert = other.prepare('insert into redeemed_callbacks values (?, 0)')
  for (let n = 0; n < 300; n++) insert.run(`${n}-`.padEnd(4000, 'x'))

  // Between any two steps of the copy, since both take turns in this process.
  function writeOn() {
    if (writing.isOver) return
    insert.run(`new-${writing.rows++}`)
    setImmediate(writeOn)
  }
  writeOn()
  const { counts } = await backUp(database, join(folder, 'copy.sqlite'))
  writing.isOver = true

  expect(counts.redeemed_callbacks).toBeGreaterThanOrEqual(300)
  expect(counts.redeemed_callbacks).toBeLessThanOrEqual(300 + writing.rows)
})
