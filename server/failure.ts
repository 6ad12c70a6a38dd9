import { sqliteCode } from '../db/sqlite-code.ts'
import { failures, type FailureCode } from '../shared/failures.ts'

/**
 * Something a person will be told, by its stable code. Everything else that is thrown becomes `unexpected` (or `storage`) in `asFailure`,
 * the one funnel to pages and API answers alike.
 */
export class Failure extends Error {
  readonly code: FailureCode
  readonly status: number
  /** With `note-conflict`: what is stored now. */
  readonly current: unknown
  /** With `too-many-requests`: seconds. */
  readonly retryAfter: number | undefined

  constructor(code: FailureCode, details: { cause?: unknown, current?: unknown, retryAfter?: number } = {}) {
    super(code, { cause: details.cause })
    this.code = code
    this.status = failures[code]
    this.current = details.current
    this.retryAfter = details.retryAfter
  }
}

/** Any thrown value as a Failure; the original stays its `cause`. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  // A storage error is never read as "not installed" (invariant 11).
  return new Failure(sqliteCode(error) ? 'storage' : 'unexpected', { cause: error })
}
