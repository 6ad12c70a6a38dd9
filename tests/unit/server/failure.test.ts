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

const busy = new Sqlite.SqliteError('database is locked', 'SQLITE_BUSY')

test.each([
  ['SQLite', busy],
  ['SQLite through drizzle', new DrizzleQueryError('select 1', [], busy)],
])('an error of %s is a storage failure that keeps its cause', (_source, error) => {
  expect(asFailure(error)).toMatchObject({ code: 'storage', status: 503, cause: error })
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
