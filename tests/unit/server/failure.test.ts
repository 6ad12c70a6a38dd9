import Sqlite from 'better-sqlite3'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, test } from 'vitest'
import { asFailure, Failure } from '../../../server/failure.ts'
import { failures, type FailureCode } from '../../../shared/failures.ts'

const codes = Object.keys(failures).filter((code): code is FailureCode => code in failures)

test.each(codes)('%s stays what it is on its way out, with its status', (code) => {
  const failure = new Failure(code)

  expect(asFailure(failure)).toBe(failure)
  expect(failure.status).toBe(failures[code])
})

test.each([
  ['SQLITE_BUSY', 'storage-busy'], ['SQLITE_BUSY_SNAPSHOT', 'storage-busy'], ['SQLITE_LOCKED', 'storage-busy'],
  ['SQLITE_FULL', 'storage-full'],
  ['SQLITE_CORRUPT', 'storage'], ['SQLITE_NOTADB', 'storage'], ['SQLITE_READONLY', 'storage'], ['SQLITE_IOERR_WRITE', 'storage'], ['SQLITE_ERROR', 'storage'],
])('%s is the failure %s, which keeps its cause, through drizzle too', (code, expected) => {
  const error = new Sqlite.SqliteError('of SQLite', code)
  const wrapped = new DrizzleQueryError('select 1', [], error)

  expect(asFailure(error)).toMatchObject({ code: expected, status: 503, cause: error })
  expect(asFailure(wrapped)).toMatchObject({ code: expected, status: 503, cause: wrapped })
})

test.each([
  new Error('SQLITE_BUSY only in its words'), new TypeError('x'), Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
  'a string', undefined, null, 42, { code: 'SQLITE_BUSY' },
])('%s is unexpected', (thrown) => {
  expect(asFailure(thrown)).toMatchObject({ code: 'unexpected', status: 500 })
})

test('a conflict carries what stands now', () => {
  expect(new Failure('note-conflict', { current: { version: 2 } })).toMatchObject({ status: 409, current: { version: 2 } })
})
