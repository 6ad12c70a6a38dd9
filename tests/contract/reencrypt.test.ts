import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { portals, tokens } from '../../db/schema.ts'
import { createSealer } from '../../server/seal.ts'
import { Secret } from '../../server/secret.ts'
import { patience, runCommand, type Ended } from '../support/command.ts'
import { readRows } from '../support/rows.ts'

const base64 = () => randomBytes(32).toString('base64')

/** The command as `npm run reencrypt` starts it. */
function reencrypt(file: string, secretKeys: string, ...args: string[]): Promise<Ended> {
  return runCommand('reencrypt', {
    NUXT_APP_URL: 'https://sidenote.example', NUXT_B24_CLIENT_ID: 'local.1', NUXT_B24_CLIENT_SECRET: 'secret',
    NUXT_DATABASE_URL: `file:${file}`, NUXT_SECRET_KEYS: secretKeys,
  }, args)
}

/** A database, open as a running server has it, with one pair of tokens of key `old`. */
async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  onTestFinished(() => {
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  const old = base64()
  const sealer = await createSealer([{ id: 'old', key: new Secret(old) }], Date.now)
  const sealed = await sealer.seal('tokens', { accessToken: 'a', refreshToken: 'r' })
  database.insert(portals).values({ memberId: 'm', state: 'installed', generation: 1, clientEndpoint: 'c', serverEndpoint: 's', createdAt: 0 }).run()
  database.insert(tokens).values({ portalId: 1, userId: 3, sealed, keyId: 'old', expiresAt: 0, renewedAt: 0, generation: 1, state: 'good' }).run()
  return { folder, file, old: `old:${old}`, newer: `new:${base64()}`, row: () => readRows(file).tokens?.[0] }
}

test('beside a running server it seals stored tokens with the first key, and says how many', async () => {
  const { file, old, newer, row } = await startDatabase()

  const { code, output } = await reencrypt(file, `${newer},${old}`)

  expect([code, output]).toEqual([0, '1 pairs of tokens are sealed with key "new" now, 0 are not yet, 0 cannot be opened.\n'])
  expect(row()).toMatchObject({ key_id: 'new', generation: 1 })
}, patience)

test('what no key opens is named, left alone, and makes the command fail', async () => {
  const { file, newer, row } = await startDatabase()
  const before = row()

  const { code, output } = await reencrypt(file, newer)

  expect(code).toBe(1)
  expect(output).toContain('Portal 1, person 3: sealed with key "old"')
  expect(row()).toEqual(before)
}, patience)

test('what no key opens is thrown away when asked for, and nothing else', async () => {
  const { file, old, newer, row } = await startDatabase()

  const kept = await reencrypt(file, `${newer},${old}`, '--forget')
  const standing = row()
  const forgotten = await reencrypt(file, `another:${base64()}`, '--forget')

  expect([kept.code, standing]).toEqual([0, expect.objectContaining({ key_id: 'new' })])
  expect([forgotten.code, forgotten.output, row()]).toEqual([0, expect.stringContaining('1 of them are forgotten'), undefined])
}, patience)

test('a database that is not there is not made', async () => {
  const { folder, newer } = await startDatabase()
  const elsewhere = join(folder, 'elsewhere.sqlite')

  const ended = await reencrypt(elsewhere, newer)

  expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(`There is no database at ${elsewhere}`) })
  expect(existsSync(elsewhere)).toBe(false)
}, patience)

test('a configuration that is not complete is told', async () => {
  const { file } = await startDatabase()

  expect(await reencrypt(file, 'new:short')).toMatchObject({ code: 1, output: expect.stringContaining('NUXT_SECRET_KEYS') })
}, patience)
