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

  constructor(code: FailureCode, details: { cause?: unknown, current?: unknown } = {}) {
    super(code, { cause: details.cause })
    this.code = code
    this.status = failures[code]
    this.current = details.current
  }
}

/** Any thrown value as a Failure; the original stays its `cause`. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  // better-sqlite3 and drizzle (as `cause`) carry SQLite's own code; a storage error is never read as "not installed" (invariant 11).
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const isStorage = source instanceof Error && 'code' in source && String(source.code).startsWith('SQLITE_')
  return new Failure(isStorage ? 'storage' : 'unexpected', { cause: error })
}
