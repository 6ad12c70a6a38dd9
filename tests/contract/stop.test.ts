import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { post } from '../support/pages.ts'
import { readRows } from '../support/rows.ts'
import { startStage } from '../support/stage.ts'

/** Milliseconds: processes share a busy machine. */
const patience = 30_000

const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
const databaseFile = join(folder, 'kept.sqlite')
afterAll(() => rmSync(folder, { recursive: true }))

const { sandbox, app, portal, openDeal } = await startStage({ environment: { NUXT_DATABASE_URL: `file:${databaseFile}`, NUXT_OPENING_DEADLINE_MS: '30000' } })

test('told to end, the server lets the request and the job that are under way finish, takes nothing more, and closes the database', async () => {
  const jobs = (kind: RegExp) => (readRows(databaseFile).jobs ?? []).filter(row => kind.test(JSON.stringify(row)))
  const eventJobs = () => jobs(/ONAPPUPDATE/)
  const verdictsAsked = () => sandbox.requests.filter(({ method }) => method === 'app.info').length
  await expect.poll(() => jobs(/"kind":"(event|reconcile)"/), { timeout: patience }).toEqual([])
  sandbox.clearRequests()
  sandbox.faults.add({ at: 'oauth', kind: 'slow', by: 3000, times: 1 })
  const page = post(openDeal())
  await expect.poll(verdictsAsked, { timeout: patience }).toBe(1)
  // The job outlasts the request: it is waited for on its own account.
  sandbox.faults.add({ at: 'oauth', kind: 'slow', by: 6000 })
  sandbox.update(portal.memberId, app.clientId)
  await sandbox.events.drain()
  await expect.poll(verdictsAsked, { timeout: patience }).toBe(2)
  const jobsBefore = eventJobs()

  const end = app.stop()
  const after = expect.poll(() => fetch(`${app.url}/health/live`).then(() => 'answers', () => 'refuses'), { timeout: patience }).toBe('refuses')

  await after
  expect((await page).status).toBe(200)
  expect((await page).html).toContain('3473')
  expect(await end).toBe(0)
  expect(app.log()).toContain('"msg":"stopped"')
  expect(existsSync(`${databaseFile}-wal`)).toBe(false)
  expect([jobsBefore.length, eventJobs()]).toEqual([1, []])
}, patience)
