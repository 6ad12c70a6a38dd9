import { expect, test } from 'vitest'
import { asFailure } from '../../../server/failure.ts'
import { createFloods } from '../../../server/floods.ts'

function start() {
  let now = 1_800_000_000_000
  return { floods: createFloods(() => now), pass: (milliseconds: number) => now += milliseconds }
}

function failureOf(work: () => void) {
  try {
    work()
  }
  catch (error) {
    return asFailure(error)
  }
}

test('beyond the limit it is too many, and said when to come back', () => {
  const { floods, pass } = start()
  for (let n = 0; n < 60; n++) floods.count('token', 'a')
  pass(20_000)

  const failure = failureOf(() => floods.count('token', 'a'))

  expect([failure?.code, failure?.status, failure?.retryAfter]).toEqual(['too-many-requests', 429, 40])
})

test('another key, and another flood of the same key, are counted by themselves', () => {
  const { floods } = start()
  for (let n = 0; n < 60; n++) floods.count('token', 'a')

  expect([floods.isFull('token', 'a'), floods.isFull('token', 'b'), floods.isFull('event', 'a')]).toEqual([true, false, false])
})

test('a window ends a minute after it began, whatever came meanwhile', () => {
  const { floods, pass } = start()
  floods.count('token', 'a')
  pass(59_999)
  for (let n = 0; n < 59; n++) floods.count('token', 'a')
  const before = floods.isFull('token', 'a')
  pass(2)

  expect([before, floods.isFull('token', 'a')]).toEqual([true, false])
})

test('what was no part of a flood does not count', () => {
  const { floods } = start()
  for (let n = 0; n < 1000; n++) {
    floods.count('token', 'a')
    floods.forgive('token', 'a')
  }

  expect(floods.isFull('token', 'a')).toBe(false)
})
