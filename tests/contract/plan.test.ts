import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { patience, runCommand } from '../support/command.ts'
import { readRows } from '../support/rows.ts'
import { alderOak, people, startServices } from '../support/services.ts'

/** An installed portal, and the command with the environment of its server. */
async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const database = openDatabase(file)
  onTestFinished(() => {
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  // The command has the clock of this machine.
  const server = await startServices({ database, clock: Date.now })
  server.sandbox.clock.turn(Date.now() - server.sandbox.clock.now())
  await server.install()
  const installation = server.sandbox.portal(alderOak).installations.get(server.app.clientId)
  if (!installation) throw new Error('nothing is installed')

  const plan = (portal = server.sandbox.portal(alderOak).memberId) => runCommand('plan', {
    NUXT_APP_URL: server.config.appUrl, NUXT_B24_CLIENT_ID: server.config.clientId, NUXT_B24_CLIENT_SECRET: server.config.clientSecret.reveal(),
    NUXT_B24_OAUTH_SERVERS: server.sandbox.oauth.url, NUXT_B24_ALLOW_INSECURE: 'true', NUXT_DATABASE_URL: `file:${file}`,
    NUXT_SECRET_KEYS: server.config.secretKeys.map(({ id, key }) => `${id}:${key.reveal()}`).join(),
  }, ['--portal', portal])
  return { ...server, installation, plan, rows: () => readRows(file) }
}

test('on a portal in order there is nothing to do', async () => {
  const { plan } = await start()

  expect(await plan()).toEqual({ code: 0, output: 'All is in order.\n' })
}, patience)

test('a difference is printed and left as it is, on the portal and in the database', async () => {
  const { installation, plan, sandbox, rows } = await start()
  const lost = installation.bindings.findIndex(({ placement }) => placement === 'CRM_DEAL_DETAIL_TAB')
  installation.bindings.splice(lost, 1)
  const [lead] = installation.bindings
  if (lead) lead.handler = 'http://localhost:2999/thread'
  const before = structuredClone([installation.bindings, rows()])

  const { code, output } = await plan()

  expect(code).toBe(2)
  expect(output.split('\n')).toEqual([
    `placement.unbind ${lead?.placement} → http://localhost:2999/thread`,
    ...[lead?.placement, 'CRM_DEAL_DETAIL_TAB'].map(code => `placement.bind ${code} → http://localhost:3000/thread`),
    '3 differences.', '',
  ])
  expect(structuredClone([installation.bindings, rows()])).toEqual(before)
  expect(sandbox.requests.flatMap(({ commands }) => commands).filter(command => /bind$/.test(command))).toEqual([])
}, patience)

test('a portal that nobody knows, and one without an administrator, are told', async () => {
  const { plan, sandbox, app } = await start()
  const { memberId } = sandbox.portal(alderOak)
  const stranger = await plan('c'.repeat(32))
  sandbox.setAppAccess(memberId, people.admin, false)

  const alone = await plan()

  expect(app.clientId).toBeTruthy()
  expect(stranger).toEqual({ code: 1, output: expect.stringContaining('No portal with the member_id') })
  expect(alone).toEqual({ code: 1, output: expect.stringContaining('no-administrator') })
}, patience)
