import { failures, type FailureAnswer, type FailureCode } from '#shared/failures'

/** What can go wrong with a call: the server's refusals, and no answer at all. */
export type CallFailure = FailureCode | 'offline'

/** A call that was refused or not answered. Its sentence is `failure.<code>` of the catalogue. */
export class ApiFailure extends Error {
  readonly code: CallFailure
  readonly requestId: string
  readonly current: unknown

  constructor(code: CallFailure, requestId = '', current?: unknown) {
    super(code)
    this.name = 'ApiFailure'
    this.code = code
    this.requestId = requestId
    this.current = current
  }
}

/**
 * A refusal, as one of our failures.
 * @param status HTTP status of the answer
 * @param body the parsed answer: a `FailureAnswer`, or anything that a proxy in between may say
 */
export function failureOf(status: number, body: unknown): ApiFailure {
  if (isFailureAnswer(body)) return new ApiFailure(body.code, body.requestId, body.current)
  return new ApiFailure(status === 401 ? 'session-over' : 'unexpected')
}

/** The code to show for whatever was thrown. */
export function codeOf(error: unknown): CallFailure {
  return error instanceof ApiFailure ? error.code : 'unexpected'
}

function isFailureAnswer(body: unknown): body is FailureAnswer {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && body.code in failures
}
