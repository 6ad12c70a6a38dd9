import { expect, test } from 'vitest'
import { asFailure } from '../../../../server/failure.ts'
import { kindOf, objectOf } from '../../../../server/subjects/kinds/index.ts'

const number = { kind: 'phone' as const, entityTypeId: 0, id: '3:+447700900999' }

test('a number is an object for its author alone, also for one whose id begins like theirs', () => {
  expect([3, 5, 33].map(userId => objectOf(number, userId))).toEqual([number, null, null])
})

test('and shows itself to nobody else, whoever asks for it in whatever way', () => {
  const codeFor = (userId: number) => {
    try {
      return kindOf(number).read(number, {}, userId).title
    }
    catch (error) {
      return asFailure(error).code
    }
  }

  expect([3, 5].map(codeFor)).toEqual(['+447700900999', 'not-available'])
})
