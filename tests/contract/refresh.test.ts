import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDatabase, openDatabase } from '../../db/database.ts'
import { portals } from '../../db/schema.ts'
import { createOAuth } from '../../server/bitrix24/oauth.ts'
import { leaseTime } from '../../server/bitrix24/token-rows.ts'
import { createTokenKeeper } from '../../server/bitrix24/tokens.ts'
import { readConfig } from '../../server/config.ts'
import { asFailure } from '../../server/failure.ts'
import { createSealer } from '../../server/seal.ts'
import { Secret } from '../../server/secret.ts'
import { readRows } from '../support/rows.ts'
import type { Outcome, Task } from '../support/refreshing-process.ts'
import { MARCUS, stage } from './sandbox/setup.ts'

/** Milliseconds: processes have to start on a busy machine. */
const patience = 60_000

/** A database file with the expired pair of one person, for processes that all use it. */
async function startWithExpiredPair() {
  const { sandbox, portal, app } = await stage()
  const folder = mkdtempSync(join(tmpdir(), 'sidenote-'))
  const file = join(folder, 'sidenote.sqlite')
  const environment = {
    NUXT_APP_URL: 'http://localhost:3000', NUXT_B24_CLIENT_ID: app.clientId, NUXT_B24_CLIENT_SECRET: app.clientSecret, NUXT_B24_OAUTH_SERVERS: sandbox.oauth.url,
    NUXT_B24_ALLOW_INSECURE: 'true', NUXT_DATABASE_URL: `file:${file}`, NUXT_SECRET_KEYS: `test:${randomBytes(32).toString('base64')}`,
  }
  const database = openDatabase(file)
  onTestFinished(() => {
    database.$client.close()
    rmSync(folder, { recursive: true })
  })
  migrateDatabase(database, 'db/migrations')
  const { id: portalId } = database.insert(portals)
    .values({ memberId: portal.memberId, state: 'installed', generation: 1, clientEndpoint: `${portal.url}/rest/`, serverEndpoint: `${sandbox.oauth.url}/rest/`, createdAt: 0 })
    .returning().get()

  const owner = { portalId, memberId: portal.memberId, userId: MARCUS, server: sandbox.oauth.url }
  const config = readConfig(environment)
  const sealer = await createSealer(config.secretKeys, Date.now)
  /** A keeper of this process, so many milliseconds later. */
  const keeperAfter = (milliseconds: number) => {
    const clock = () => Date.now() + milliseconds
    return createTokenKeeper({ database, sealer, oauth: createOAuth({ config, fetch, clock }), clock })
  }
  const openAt = (expiresAt: number) => {
    const { accessToken, refreshToken } = sandbox.issueToken({ memberId: portal.memberId, userId: MARCUS, clientId: app.clientId })
    return keeperAfter(0).store(portalId, MARCUS, { accessToken: new Secret(accessToken), refreshToken: new Secret(refreshToken), expiresAt })
  }
  await openAt(Date.now() - 1)

  /** Another process that is ready to ask. */
  async function startProcess(task: Omit<Task, 'owner'>) {
    const child = fork('tests/support/refreshing-process.ts', { env: { ...environment, REFRESH: JSON.stringify({ ...task, owner }) } })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    return {
      async ask(): Promise<Outcome> {
        const outcome = once(child, 'message')
        child.send('go')
        const [told]: Outcome[] = await outcome
        if (!told) throw new Error('the process has said nothing')
        return told
      },
      async askAndEnd(): Promise<unknown[]> {
        const ended = once(child, 'exit')
        child.send('go')
        return ended
      },
    }
  }

  return {
    sandbox, startProcess,
    open: () => openAt(Date.now() + 3600_000),
    ask: (later: number) => keeperAfter(later).accessToken(owner).then(() => 'a token', (error: unknown) => asFailure(error).code),
    row: () => readRows(file).tokens?.[0],
    refreshes: () => sandbox.requests.filter(({ method }) => method === 'oauth/token').length,
  }
}

test('two processes with twenty calls each refresh an expired token once, and neither stands still meanwhile', async () => {
  const { sandbox, startProcess, refreshes } = await startWithExpiredPair()
  const processes = await Promise.all([startProcess({ calls: 20 }), startProcess({ calls: 20 })])
  sandbox.faults.slowBy = 1000
  sandbox.faults.oauth = 'slow'

  const outcomes = await Promise.all(processes.map(each => each.ask()))

  expect(refreshes()).toBe(1)
  expect(outcomes.map(({ given }) => given.length)).toEqual([20, 20])
  expect(new Set(outcomes.flatMap(({ given }) => given)).size).toBe(1)
  expect(outcomes[0]?.given[0]).toMatch(/^[0-9a-f]{64}$/)
  // The refresh takes a second; a loop that waited for it would pause as long.
  for (const { longestPause } of outcomes) expect(longestPause).toBeLessThan(300)
}, patience)

test('two processes share one unanswered question, and the row stays as it was', async () => {
  const { sandbox, startProcess, refreshes, row } = await startWithExpiredPair()
  const processes = await Promise.all([startProcess({ calls: 5 }), startProcess({ calls: 5 })])
  const before = row()
  sandbox.faults.oauth = 'html'

  const outcomes = await Promise.all(processes.map(each => each.ask()))

  expect(new Set(outcomes.flatMap(({ given }) => given))).toEqual(new Set(['oauth-unreachable']))
  expect(row()).toEqual(before)
  // Two, when one process is answered before the other one has begun.
  expect(refreshes()).toBeLessThanOrEqual(2)
}, patience)

test('a process that is killed between the OAuth answer and the save leaves a spent token: told once, then healed by an opening', async () => {
  const { startProcess, refreshes, row, ask, open } = await startWithExpiredPair()
  const before = row()
  const process = await startProcess({ calls: 1, dies: 'after the answer' })

  const [, signal] = await process.askAndEnd()
  const left = row()
  const told = [await ask(leaseTime), await ask(leaseTime)]
  const dead = row()
  await open()

  expect(signal).toBe('SIGKILL')
  expect(left).toEqual({ ...Object(before), lease_id: expect.any(String), lease_until: expect.any(Number) })
  expect(told).toEqual(['session-over', 'session-over'])
  expect(dead).toMatchObject({ state: 'dead', refusal: 'invalid_grant', lease_id: null })
  expect(refreshes()).toBe(2)
  expect([await ask(0), row()]).toMatchObject(['a token', { state: 'good', refusal: null }])
}, patience)

test('a process that is killed before it could ask costs nothing but the rest of its lease', async () => {
  const { startProcess, refreshes, row, ask } = await startWithExpiredPair()
  const process = await startProcess({ calls: 1, dies: 'before the request' })

  await process.askAndEnd()
  const told = await ask(leaseTime)

  expect(told).toBe('a token')
  expect(row()).toMatchObject({ state: 'good', lease_id: null })
  expect(refreshes()).toBe(1)
}, patience)
