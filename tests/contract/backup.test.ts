import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase, write } from '../../db/database.ts'
import { portals, redeemedCallbacks, users } from '../../db/schema.ts'
import { patience, runCommand } from '../support/command.ts'

/** A database of some megabytes, open as a running server has it. */
function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  onTestFinished(() => {
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  database.insert(portals).values({ memberId: 'm', state: 'installed', generation: 1, clientEndpoint: 'c', serverEndpoint: 's', createdAt: 0 }).run()
  database.transaction((transaction) => {
    for (let n = 0; n < 3000; n++) transaction.insert(users).values({ portalId: 1, userId: n, name: 'x'.repeat(2000), isAdmin: false, timeZone: 'UTC', seenAt: 0 }).run()
  })
  const backup = (to?: string) => runCommand('backup', { NUXT_DATABASE_URL: `file:${file}` }, to ? ['--to', to] : [])
  return { folder, file, database, backup }
}

test('while a server writes without a pause, the copy is whole, of one moment, and holds what was written before', async () => {
  const { folder, database, backup } = startDatabase()
  const to = join(folder, 'copy.sqlite')
  const copying = { isDone: false }

  // Two rows in each transaction: half of one would be an odd number.
  async function writeOn() {
    let written = 0
    while (!copying.isDone) {
      await write(database, (transaction) => {
        for (const half of ['a', 'b']) transaction.insert(redeemedCallbacks).values({ id: `${written}${half}`, expiresAt: 0 }).run()
      })
      written++
      await new Promise(setImmediate)
    }
    return written
  }
  const writing = writeOn()
  const { code, output } = await backup(to).finally(() => {
    copying.isDone = true
  })
  const written = await writing

  expect([code, output]).toEqual([0, expect.stringContaining(`${to}: ${statSync(to).size} bytes, and sound.`)])
  expect(output).toContain('users 3000')
  const copy = new Sqlite(to, { readonly: true })
  onTestFinished(() => void copy.close())
  const pairs = copy.prepare<[], number>('select count(*) from redeemed_callbacks').pluck().get() ?? 0
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(pairs % 2).toBe(0)
  expect(pairs / 2).toBeLessThanOrEqual(written)
  expect(written).toBeGreaterThan(10)
}, patience)

test('the copy is one file for its owner alone, and a server starts with it', async () => {
  const { folder, backup } = startDatabase()
  const to = join(folder, 'elsewhere', 'copy.sqlite')

  await backup(to)

  expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['copy.sqlite'])
  expect((statSync(to).mode & 0o777).toString(8)).toBe('600')
  const restored = openDatabase(to)
  onTestFinished(() => void restored.$client.close())
  migrateDatabase(restored, 'db/migrations')
  expect(restored.select().from(portals).all()).toHaveLength(1)
}, patience)

test('without a name it goes beside the database, named after the moment', async () => {
  const { folder, backup } = startDatabase()

  const { code } = await backup()

  expect([code, readdirSync(join(folder, 'backups'))]).toEqual([0, [expect.stringMatching(/^sidenote-\d{8}T\d{6}Z\.sqlite$/)]])
}, patience)

test('a file that is there already is left as it is', async () => {
  const { folder, backup } = startDatabase()
  const to = join(folder, 'precious')
  writeFileSync(to, 'mine')

  expect(await backup(to)).toMatchObject({ code: 1, output: expect.stringContaining(`${to} is there already`) })
  expect(statSync(to).size).toBe(4)
}, patience)

test('of a damaged database nothing is left that could pass for a copy', async () => {
  const { folder, file, database, backup } = startDatabase()
  const to = join(folder, 'copy.sqlite')
  database.$client.pragma('wal_checkpoint(truncate)')
  const other = new Sqlite(file)
  other.unsafeMode()
  other.pragma('writable_schema = on')
  // A value that cannot be there: every page can be read, only the check sees it.
  other.exec('update sqlite_master set sql = replace(sql, \'`application_token` text\', \'`application_token` text NOT NULL\') where name = \'portals\'')
  other.close()

  const { code, output } = await backup(to)

  expect([code, output]).toEqual([1, expect.stringContaining('its copy was thrown away')])
  expect(existsSync(to)).toBe(false)
}, patience)

test('a database that is not there is not made', async () => {
  const { folder } = startDatabase()
  const elsewhere = join(folder, 'elsewhere.sqlite')

  const ended = await runCommand('backup', { NUXT_DATABASE_URL: `file:${elsewhere}` })

  expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(`There is no database at ${elsewhere}`) })
  expect(existsSync(elsewhere)).toBe(false)
}, patience)
