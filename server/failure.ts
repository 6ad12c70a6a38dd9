import { sqliteCode } from '../db/sqlite-code.ts'
import { failures, type FailureCode, type PortalScope } from '../shared/failures.ts'

/** What a person can do about it differs; whatever else SQLite says is `storage`. */
const storageCodes: [start: string, FailureCode][] = [['SQLITE_BUSY', 'storage-busy'], ['SQLITE_LOCKED', 'storage-busy'], ['SQLITE_FULL', 'storage-full'], ['SQLITE_', 'storage']]

/**
 * Something a person will be told, by its stable code. Everything else that is thrown becomes `unexpected` (or one of `storage`) in `asFailure`,
 * the one funnel to pages and API answers alike.
 */
export class Failure extends Error {
  readonly code: FailureCode
  readonly status: number
  /** With `note-conflict`: what is stored now. */
  readonly current: unknown
  /** With `too-many-requests`: seconds. */
  readonly retryAfter: number | undefined
  /** With `missing-scope`. */
  readonly scope: PortalScope | undefined

  constructor(code: FailureCode, details: { cause?: unknown, current?: unknown, retryAfter?: number, scope?: PortalScope } = {}) {
    super(code, { cause: details.cause })
    this.code = code
    this.status = failures[code]
    this.current = details.current
    this.retryAfter = details.retryAfter
    this.scope = details.scope
  }
}

/** Any thrown value as a Failure; the original stays its `cause`. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  // A storage error is never read as "not installed" (invariant 11).
  const [, code = 'unexpected'] = storageCodes.find(([start]) => sqliteCode(error)?.startsWith(start)) ?? []
  return new Failure(code, { cause: error })
}
