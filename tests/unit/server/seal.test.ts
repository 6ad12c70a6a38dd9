import { expect, test } from 'vitest'
import { createSealer, type Purpose } from '../../../server/seal.ts'
import { Secret } from '../../../server/secret.ts'

const key = (id: string, letter: string) => ({ id, key: new Secret(Buffer.alloc(32, letter).toString('base64')) })
const [old, current] = [key('2025', 'a'), key('2026', 'b')]
const epoch = Date.UTC(2026, 10, 20)

test('what is sealed opens again, and tells nothing before', async () => {
  const sealer = await createSealer([current], () => epoch)

  const sealed = await sealer.seal('session', { userId: 3, note: 'confidential' })

  expect(Buffer.from(sealed.replaceAll('.', ''), 'base64url').toString('latin1')).not.toContain('confidential')
  expect(await sealer.unseal('session', sealed)).toMatchObject({ userId: 3, note: 'confidential' })
})

const purposes: Purpose[] = ['session', 'callback', 'tokens']

test.each(purposes.flatMap(sealedFor => purposes.filter(other => other !== sealedFor).map(other => [sealedFor, other] as const)))('what is sealed as %s does not open as %s', async (sealedFor, other) => {
  const sealer = await createSealer([current], () => epoch)

  expect(await sealer.unseal(other, await sealer.seal(sealedFor, { userId: 3 }))).toBeNull()
})

test('the same is sealed differently each time', async () => {
  const sealer = await createSealer([current], () => epoch)

  expect(await sealer.seal('session', { userId: 3 })).not.toBe(await sealer.seal('session', { userId: 3 }))
})

test('it expires by the given clock', async () => {
  let now = epoch
  const sealer = await createSealer([current], () => now)
  const sealed = await sealer.seal('callback', { userId: 3 }, 60)

  now = epoch + 59_999
  const inTime = await sealer.unseal('callback', sealed)
  now = epoch + 60_000
  const late = await sealer.unseal('callback', sealed)

  expect([inTime?.userId, late]).toEqual([3, null])
})

test('without a lifetime it does not expire', async () => {
  let now = epoch
  const sealer = await createSealer([current], () => now)
  const sealed = await sealer.seal('tokens', { userId: 3 })

  now = epoch + 10 * 365 * 24 * 3600_000

  expect(await sealer.unseal('tokens', sealed)).toMatchObject({ userId: 3 })
})

test('after a rotation the old key opens and the new one seals', async () => {
  const before = await createSealer([old], () => epoch)
  const after = await createSealer([current, old], () => epoch)
  const sealed = await before.seal('tokens', { userId: 3 })

  expect(after.keyId).toBe('2026')
  expect(await after.unseal('tokens', sealed)).toMatchObject({ userId: 3 })
  expect(await before.unseal('tokens', await after.seal('tokens', { userId: 3 }))).toBeNull()
})

test('what was sealed with a key that is gone does not open', async () => {
  const sealed = await (await createSealer([old], () => epoch)).seal('tokens', { userId: 3 })

  expect(await (await createSealer([current], () => epoch)).unseal('tokens', sealed)).toBeNull()
})

test('a key of the same id but another value does not open it', async () => {
  const sealed = await (await createSealer([key('2026', 'x')], () => epoch)).seal('tokens', { userId: 3 })

  expect(await (await createSealer([current], () => epoch)).unseal('tokens', sealed)).toBeNull()
})

test.each([0, 2, 3, 4])('a change in part %i makes it worthless', async (index) => {
  const sealer = await createSealer([current], () => epoch)
  const parts = (await sealer.seal('session', { userId: 3 })).split('.')
  const part = parts[index] ?? ''
  parts[index] = (part.startsWith('A') ? 'B' : 'A') + part.slice(1)

  expect(await sealer.unseal('session', parts.join('.'))).toBeNull()
})

test.each(['', 'nonsense', '....', 'e30.e30.'])('%j is nothing sealed', async (sealed) => {
  const sealer = await createSealer([current], () => epoch)

  expect(await sealer.unseal('session', sealed)).toBeNull()
})

test('there is no sealer without a key', async () => {
  await expect(createSealer([], () => epoch)).rejects.toThrow('a sealer needs a key')
})
