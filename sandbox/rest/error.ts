import type { Params } from '../http.ts'

/** The HTTP status of every system error: _includes/system-errors.md, settings/performance/limits.md */
export const SYSTEM_ERRORS = {
  NO_AUTH_FOUND: [401, 'Wrong authorization data'],
  expired_token: [401, 'The access token provided has expired.'],
  invalid_token: [401, 'Unable to get application by token'],
  authorization_error: [401, 'Unable to authorize user'],
  APPLICATION_NOT_FOUND: [401, 'Application not found'],
  ERROR_OAUTH: [401, 'Application not installed'],
  PAYMENT_REQUIRED: [401, 'Subscription has been ended'],
  METHOD_CONFIRM_WAITING: [401, 'Waiting for confirmation'],
  ACCESS_DENIED: [403, 'Access denied!'],
  INVALID_CREDENTIALS: [403, 'Invalid request credentials'],
  WRONG_AUTH_TYPE: [403, 'Current authorization type is denied for this method Application context required'],
  METHOD_CONFIRM_DENIED: [403, 'Method call denied'],
  insufficient_scope: [403, 'The request requires higher privileges than provided by the access token'],
  user_access_error: [403, 'The user does not have access to the application.'],
  allowed_only_intranet_user: [403, 'Action allowed only for intranet users'],
  ERROR_METHOD_NOT_FOUND: [404, 'Method not found!'],
  ERROR_MANIFEST_IS_NOT_AVAILABLE: [404, 'Manifest is not available'],
  ERROR_BATCH_METHOD_NOT_ALLOWED: [405, 'Method is not allowed for batch usage'],
  ERROR_BATCH_LENGTH_EXCEEDED: [400, 'Max batch length exceeded'],
  INVALID_REQUEST: [400, 'Https required'],
  OPERATION_TIME_LIMIT: [429, 'Method is blocked due to operation time limit.'],
  INTERNAL_SERVER_ERROR: [500, 'Internal server error'],
  ERROR_UNEXPECTED_ANSWER: [500, 'Server returned an unexpected response'],
  PORTAL_DELETED: [500, 'Portal was deleted'],
  QUERY_LIMIT_EXCEEDED: [503, 'Too many requests'],
  OVERLOAD_LIMIT: [503, 'REST API is blocked due to overload'],
} as const

export class RestError extends Error {
  code: string
  status: number
  /** Further keys of the answer, such as `argument`. */
  extra: Params

  constructor(code: string, description: string, { status = 400, extra = {} }: { status?: number, extra?: Params } = {}) {
    super(description)
    this.name = 'RestError'
    this.code = code
    this.status = status
    this.extra = extra
  }

  /** The error as an answer, or as one entry of a batch's result_error. */
  toBody(): Params {
    return { error: this.code, error_description: this.message, ...this.extra }
  }
}

/** An error that the REST server itself raises, whatever the method. */
export function systemError(code: keyof typeof SYSTEM_ERRORS): RestError {
  const [status, description] = SYSTEM_ERRORS[code]

  return new RestError(code, description, { status })
}

/** `argument` names the empty field: api-reference/widgets/placement-bind.md */
export function missingArgument(argument: string): RestError {
  return new RestError('ERROR_ARGUMENT', `Argument '${argument}' is null or empty`, { extra: { argument } })
}

/** api-reference/widgets/placement-unbind.md */
export function notText(argument: string): RestError {
  return new RestError('ERROR_ARGUMENT', `The value of an argument '${argument}' must be of type string`, { extra: { argument } })
}

/** `error` is empty: old methods say what is wrong in words only. crm-activity-get.md, crm-deal-get.md */
export function uncodedError(description: string): RestError {
  return new RestError('', description)
}

/** What the newer controllers answer for a parameter that is not there. */
export function missingParameter(name: string): RestError {
  return new RestError('100', `Could not find value for parameter {${name}}`)
}
