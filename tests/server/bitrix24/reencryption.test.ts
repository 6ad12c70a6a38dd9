import { randomBytes } from 'node:crypto'
import { getTableName, isTable } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema.ts'
import { reencryptTokens } from '../../../server/bitrix24/reencryption.ts'
import { createSealer, type Sealer } from '../../../server/seal.ts'
import { Secret } from '../../../server/secret.ts'
import { failureOf, memoryDatabase, people } from '../../support/services.ts'
import { holdingFetch, hour, refreshes, startWithTokens } from './start-tokens.ts'

const newKey = () => ({ id: 'newer', key: new Secret(randomBytes(32).toString('base64')) })

/** A server whose two pairs are sealed with the first key, and a sealer of a second key that has both, or only the second. */
async function startWithOldKey(changes: Parameters<typeof startWithTokens>[0] = {}) {
  const server = await startWithTokens(changes)
  const newer = newKey()
  const sealer = await createSealer([newer, ...server.config.secretKeys], server.clock)
  return {
    ...server, sealer,
    sealerWithoutOld: await createSealer([newer], server.clock),
    reencrypt: (using: Sealer = sealer) => reencryptTokens({ database: server.database, sealer: using }),
    askWith: (using: Sealer) => failureOf(server.ask(server.tokenKeeper({ sealer: using }))),
  }
}

test('pairs of an older key open without it afterwards, and are otherwise the same', async () => {
  const server = await startWithOldKey()
  const before = server.row()

  const done = await server.reencrypt()

  expect(done).toEqual({ renewed: 2, lost: [], left: 0 })
  expect(server.row()).toEqual({ ...before, sealed: server.row()?.sealed, keyId: 'newer' })
  expect(await server.askWith(server.sealerWithoutOld)).toBe('no failure')
})

test('a second run finds nothing to do', async () => {
  const server = await startWithOldKey()
  await server.reencrypt()
  const before = server.row()

  const done = await server.reencrypt()

  expect(done).toEqual({ renewed: 0, lost: [], left: 0 })
  expect(server.row()).toEqual(before)
})

test('more pairs than fit into one transaction are all sealed anew', async () => {
  const server = await startWithOldKey()
  for (let userId = 1000; userId < 1230; userId++) await server.keeper.store(server.portal.id, userId, server.freshPair())

  expect(await server.reencrypt()).toEqual({ renewed: 232, lost: [], left: 0 })
})

test('a pair that no key opens is told, and stays', async () => {
  const server = await startWithOldKey()
  const before = server.row()

  const done = await server.reencrypt(server.sealerWithoutOld)

  expect(done).toMatchObject({ renewed: 0, left: 0 })
  expect(done.lost).toContainEqual({ portalId: server.portal.id, userId: people.marcus, keyId: 'test' })
  expect(server.row()).toEqual(before)
})

test('a pair that was renewed while it was sealed anew is not put back', async () => {
  const server = await startWithOldKey()
  const newer = server.freshPair()
  const sealer: Sealer = {
    ...server.sealer,
    async seal(...what) {
      await server.keeper.store(server.portal.id, people.marcus, newer)
      return server.sealer.seal(...what)
    },
  }

  const done = await server.reencrypt(sealer)

  expect(done).toEqual({ renewed: 1, lost: [], left: 1 })
  expect((await server.ask()).equals(newer.accessToken)).toBe(true)
})

test('a refresh that is on its way finds its row as it was', async () => {
  const { fetch, holdNext } = holdingFetch()
  const server = await startWithOldKey({ fetch })
  server.sandbox.clock.turn(hour)
  const held = holdNext()
  const refreshing = server.ask()
  await held.arrived

  await server.reencrypt()
  held.letGo()
  const given = await refreshing

  expect((await server.ask()).equals(given)).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test('tokens are all that is stored sealed', () => {
  const columns = memoryDatabase().$client.prepare<[string], string>('select name from pragma_table_info(?)').pluck()
  const sealed = Object.values(schema).filter(value => isTable(value)).map(table => getTableName(table)).filter(name => columns.all(name).includes('key_id'))

  expect(sealed).toEqual(['tokens'])
})
