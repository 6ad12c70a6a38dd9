import type { OAuthAnswer } from './server.ts'

/**
 * The errors of the authorization server with their HTTP statuses. The documentation names codes, the SDKs statuses;
 * for PAYMENT_REQUIRED neither does, so it has that of the portal. Source: settings/oauth/error-codes.md
 */
export const OAUTH_ERRORS = {
  invalid_request: [400, 'Malformed request'],
  invalid_client: [400, 'Invalid client credentials'],
  // An unknown client is the one error with HTTP 200 (seen in the SDKs: ApiLevelErrorHandler.php, errors/oauth.py).
  wrong_client: [200, 'Application not found'],
  invalid_grant: [400, 'Invalid refresh token'],
  insufficient_scope: [403, 'The request requires higher privileges than provided by the access token'],
  invalid_scope: [403, 'The requested scope is invalid, unknown or malformed'],
  PAYMENT_REQUIRED: [401, 'Payment required'],
  NO_AUTH_FOUND: [401, 'Wrong authorization data'],
  NOT_INSTALLED: [401, 'Application not installed'],
  expired_token: [401, 'The access token provided has expired.'],
  INTERNAL_SERVER_ERROR: [500, 'Internal server error'],
} as const

/** One of these errors as an answer, with a description of its own where the cause is known more exactly. */
export function oauthError(code: keyof typeof OAUTH_ERRORS, description: string = OAUTH_ERRORS[code][1]): OAuthAnswer {
  return { status: OAUTH_ERRORS[code][0], body: { error: code, error_description: description } }
}
