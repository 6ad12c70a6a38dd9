import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { Failure } from '../../server/failure.ts'
import { createJobs } from '../../server/jobs/jobs.ts'
import { patience, runCommand } from '../support/command.ts'

test('jobs are counted, failed ones are named, and tried again when asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  onTestFinished(() => {
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  const run = (...args: string[]) => runCommand('jobs', { NUXT_DATABASE_URL: `file:${file}` }, args)
  const jobs = createJobs({ database, clock: Date.now, log: pino({ level: 'silent' }) })
  const done: string[] = []
  const works = { isBroken: true }
  jobs.handle('mail', async ({ key }) => {
    if (works.isBroken) throw new Failure('not-installed')
    done.push(key)
  })

  const none = await run()
  for (const key of ['a', 'b']) await jobs.enqueue({ kind: 'mail', key })
  await jobs.runDue()
  await jobs.enqueue({ kind: 'mail', key: 'b' })
  const failed = await run()
  works.isBroken = false
  const retried = await run('--retry')
  await jobs.runDue()

  expect(none).toEqual({ code: 0, output: 'There are no jobs.\n' })
  expect(failed.output).toMatch(/^mail failed 2\nmail waiting 1\njob 1, mail, portal none: not-installed after 1 attempts, .*\njob 2, /)
  expect(retried.output).toBe('1 failed jobs are tried again.\nmail waiting 2\n')
  expect(done.sort()).toEqual(['a', 'b'])
}, patience)
