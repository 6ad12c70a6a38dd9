import { expect, test } from 'vitest'
import { failureOf, startServices, type TestServices } from '../../support/services.ts'

async function sealedVisit(server: TestServices) {
  await server.install()
  const { callback, path } = server.visit()
  return { callback, sealed: await server.services.pending.seal(callback, path) }
}

test('a sealed callback comes back as it was posted, and opens its page', async () => {
  const server = await startServices()
  const { callback, sealed } = await sealedVisit(server)

  const redeemed = await server.services.pending.redeem(sealed)
  const { opening } = await server.services.open(redeemed.callback, redeemed.path)

  expect(redeemed.callback.accessToken.equals(callback.accessToken)).toBe(true)
  expect(redeemed.callback).toMatchObject({ placement: callback.placement, options: callback.options, memberId: callback.memberId, lang: callback.lang })
  expect(opening.view).toBe('thread')
})

test('what the page carries shows nothing of the callback', async () => {
  const server = await startServices()
  const { callback, sealed } = await sealedVisit(server)

  const readable = sealed.split('.').map(part => Buffer.from(part, 'base64url').toString('latin1')).join()

  expect(readable).not.toContain(callback.accessToken.reveal())
  expect(readable).not.toContain(callback.memberId)
})

test('a sealed callback is redeemed once', async () => {
  const server = await startServices()
  const { sealed } = await sealedVisit(server)

  const codes = await Promise.all([1, 2, 3].map(() => failureOf(server.services.pending.redeem(sealed))))

  expect(codes.sort()).toEqual(['no failure', 'session-over', 'session-over'])
})

test('a sealed callback is redeemed once, however it is spelled', async () => {
  const server = await startServices()
  const { sealed } = await sealedVisit(server)
  await server.services.pending.redeem(sealed)

  const spellings = [`${sealed} `, `${sealed}\n`, `${sealed}==`, respelled(sealed)]
  const codes = await Promise.all(spellings.map(spelling => failureOf(server.services.pending.redeem(spelling))))

  expect(new Set(codes)).toEqual(new Set(['session-over']))
})

test('a sealed callback is over after a minute', async () => {
  const server = await startServices()
  const { sealed } = await sealedVisit(server)
  server.sandbox.clock.turn(60_000)

  expect(await failureOf(server.services.pending.redeem(sealed))).toBe('session-over')
})

test('a redeemed callback is remembered for as long as it could be redeemed, and not for ever', async () => {
  const server = await startServices()
  const { sealed } = await sealedVisit(server)
  await server.services.pending.redeem(sealed)
  const another = await server.services.pending.seal(server.visit().callback, '/thread')

  server.sandbox.clock.turn(59_000)
  const again = await failureOf(server.services.pending.redeem(sealed))
  await server.services.pending.redeem(another)
  const atOnce = count(server)
  server.sandbox.clock.turn(61_000)
  await server.services.pending.redeem(await server.services.pending.seal(server.visit().callback, '/thread'))

  expect(again).toBe('session-over')
  expect([atOnce, count(server)]).toEqual([2, 1])
})

test.each([
  ['nonsense', async () => 'nonsense'],
  ['a session', async (server: TestServices) => (await server.openThread()).session],
  ['a callback that was tampered with', async (server: TestServices) => {
    const sealed = await server.services.pending.seal(server.visit().callback, '/thread')
    const [header, , iv, , tag] = sealed.split('.')
    return [header, '', iv, 'AAAA', tag].join('.')
  }],
])('%s is no sealed callback', async (_name, make) => {
  const server = await startServices()
  await server.install()

  expect(await failureOf(server.services.pending.redeem(await make(server)))).toBe('session-over')
})

function count({ database }: TestServices) {
  return database.$client.prepare('select * from redeemed_callbacks').all().length
}

/** The same bytes: the last character of base64url has bits that nobody reads. */
function respelled(sealed: string): string {
  const bytes = Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url')
  const other = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(last => sealed.slice(0, -1) + last)
    .find(spelling => spelling !== sealed && Buffer.from(spelling.split('.').at(-1) ?? '', 'base64url').equals(bytes))
  if (!other) throw new Error('there is one spelling only')
  return other
}
