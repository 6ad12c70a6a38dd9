import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../sandbox/index.ts'
import { startApp } from '../support/app.ts'

/** Milliseconds: a process has to start on a busy machine. */
const patience = 30_000

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
})

afterAll(() => sandbox.close())

test('on a port that is taken the server ends, with a code and a sentence that say so', async () => {
  const { hostname, port } = new URL(sandbox.oauth.url)

  const start = startApp(sandbox, { HOST: hostname, PORT: port })

  await expect(start).rejects.toThrow(new RegExp(`ended with 1:[^]*Sidenote cannot listen \\(PORT, HOST\\): .*${port}`))
}, patience)

test('with a file that is no database it ends, naming the file and where to read on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'notes.sqlite')
  writeFileSync(file, 'no database '.repeat(1000))

  const start = startApp(sandbox, { NUXT_DATABASE_URL: `file:${file}` })

  await expect(start).rejects.toThrow(new RegExp(`ended with 1:[^]*The database ${file} \\(NUXT_DATABASE_URL\\) is no database[^]*docs/RUNBOOK.md`))
}, patience)

test('every wrong variable is named at once', async () => {
  const start = startApp(sandbox, { NUXT_APP_URL: 'sidenote.example', NUXT_SECRET_KEYS: 'k1:short', NUXT_SESSION_SECONDS: 'long', NUXT_OPENING_DEADLINE_MS: '0', NUXT_LOG_LEVEL: 'loud' })

  const message = await start.then(() => 'it starts', String)

  expect(message).toContain('ended with 1:')
  for (const name of ['NUXT_APP_URL', 'NUXT_SECRET_KEYS', 'NUXT_SESSION_SECONDS', 'NUXT_OPENING_DEADLINE_MS', 'NUXT_LOG_LEVEL']) expect(message).toContain(`${name}: `)
}, patience)
