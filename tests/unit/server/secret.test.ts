import { inspect } from 'node:util'
import pino from 'pino'
import { expect, test } from 'vitest'
import { Secret } from '../../../server/secret.ts'

const value = 'be56ba6600705a0700005a4b00000001'
const secret = new Secret(value)

test.each([
  ['JSON', () => JSON.stringify({ nested: { secret } })],
  ['a template', () => `${secret}`],
  ['a sum of strings', () => '' + secret],
  ['String()', () => String(secret)],
  ['util.inspect', () => inspect({ nested: { secret } }, { depth: null, showHidden: true })],
  ['the message of an error', () => new Error(`refused: ${secret}`).message],
  ['its own keys', () => Object.entries(secret).join() + Object.getOwnPropertyNames(secret).join()],
  ['a copy', () => JSON.stringify({ ...secret })],
])('a secret does not show in %s', (_where, show) => {
  expect(show()).not.toContain(value)
})

test.each([JSON.stringify({ secret }), `${secret}`, inspect({ secret })])('where it would have been there is a word for it: %s', (shown) => {
  expect(shown).toContain('[secret]')
})

test('a secret does not show in the log, however deep it is', () => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: line => lines.push(line) })

  log.info({ secret, nested: { list: [secret] } }, 'with %s and %o', secret, secret)
  log.error(Object.assign(new Error('refused'), { secret }))

  expect(lines).toHaveLength(2)
  expect(lines.join()).toContain('[secret]')
  expect(lines.join()).not.toContain(value)
})

test('only `reveal` gives it out', () => {
  expect(secret.reveal()).toBe(value)
})

test('two secrets are equal by value, not by `===`', () => {
  const same = new Secret(value)

  expect(secret === same).toBe(false)
  expect(secret.equals(same)).toBe(true)
  expect(secret.equals(new Secret(`${value}x`))).toBe(false)
})

test('a secret matches its stored fingerprint and nothing else', () => {
  expect(secret.matches(secret.fingerprint())).toBe(true)
  expect([secret.matches(value), secret.matches(''), secret.matches(secret.fingerprint().toUpperCase())]).toEqual([false, false, false])
})

test('a fingerprint does not tell the secret', () => {
  expect(secret.fingerprint()).toMatch(/^[0-9a-f]{64}$/)
  expect(secret.fingerprint()).not.toContain(value)
})
