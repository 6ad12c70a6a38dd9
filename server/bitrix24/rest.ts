import { AjaxError, ApiVersion, B24OAuth, EnumAppStatus, ParamsFactory } from '@bitrix24/b24jssdk'
import { z } from 'zod'
import type { FailureCode } from '../../shared/failures.ts'
import { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'
import { publicAgents } from './public-address.ts'

/** A REST method and its parameters; inside a batch a value may refer to an earlier answer: `$result[item][item][companyId]`. */
export type Command = [method: string, params?: Record<string, unknown>]

/** An error that the portal answered with: `ACCESS_DENIED`, `NOT_FOUND`, `insufficient_scope` …, in lower case here since spelling varies. */
export class PortalError extends Error {
  readonly code: string
  /** What the portal says in words: all that some old methods say, whose code is `uncoded`. */
  readonly description: string
  readonly status: number

  constructor(code: string, description: string, status: number) {
    super(`${code}: ${description}`)
    this.code = code.toLowerCase()
    this.description = description
    this.status = status
  }
}

/** The code given to errors that have none. @see https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-get.html */
const uncoded = 'uncoded'

/** The portal has another address by now. What was sent to the old one was not carried out. */
export class PortalMoved extends Failure {
  constructor() {
    super('portal-unreachable', { cause: 'the portal redirects' })
  }
}

/** One answer of a batch. */
export type Answer = { value: unknown, total: number | null } | { error: PortalError }

export interface PortalClient {
  /**
   * Sends up to 50 commands in one request. One that is refused does not stop the others.
   * @throws Failure `no-app-access`, `not-installed`, `token-refused` or `session-over` when the portal refuses the whole, `portal-unreachable`
   * when it gives no answer that can be used, of which `PortalMoved` is the case of a portal that has been renamed.
   */
  batch<Name extends string>(commands: Record<Name, Command>): Promise<Record<Name, Answer>>
}

export interface PortalAccess {
  /** REST of the portal, ending in `/rest/`; from a verdict. */
  clientEndpoint: string
  accessToken: Secret
  /** Called once when the portal says that the token has expired; absent: such a token is refused. */
  refresh?: () => Promise<Secret>
}

/** Whom a client may connect to: only addresses of the public internet, or, for a sandbox, any. */
export type Reach = 'public' | 'any'

/** Milliseconds, and bytes; a batch of documented answers stays far below a megabyte. */
const timeout = 10_000
const largestAnswer = 8 * 1024 * 1024

/** Codes by which the portal says that it cannot serve now: not an answer to the question. */
const unavailable = new Set(['query_limit_exceeded', 'operation_time_limit', 'overload_limit', 'internal_server_error', 'error_unexpected_answer', 'portal_deleted'])

/**
 * A client for what a person waits for: one attempt, no repetition (a write is never repeated blindly, invariant 11), no redirect followed
 * (Bitrix24 answers a renamed portal with 302, and a followed one would lose the body).
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/change-domen.html
 */
export function connectPortal({ clientEndpoint, accessToken, refresh }: PortalAccess, reach: Reach = 'public'): PortalClient {
  // The SDK sends what it is given here as `auth` and nothing else of it: who may call, and with which token, is decided by our keeper.
  const params = {
    accessToken: accessToken.reveal(), refreshToken: '', applicationToken: '', memberId: '', userId: 0, scope: '', status: EnumAppStatus.Free,
    domain: new URL(clientEndpoint).host, clientEndpoint, serverEndpoint: clientEndpoint, expiresIn: 3600, expires: Number.MAX_SAFE_INTEGER / 1000,
  }
  const b24 = new B24OAuth(params, { clientId: '', clientSecret: '' }, { restrictionParams: { ...ParamsFactory.getRealtime(), retryOnNetworkError: false } })
  const { ajaxClient } = b24.getHttpClient(ApiVersion.v2)
  ajaxClient.interceptors.response.use(withCodes)
  const transport = ajaxClient.defaults
  transport.maxRedirects = 0
  transport.maxContentLength = largestAnswer
  // A proxy that the environment names would look the portal up itself.
  transport.proxy = false
  if (reach === 'public') Object.assign(transport, publicAgents)
  b24.setCustomRefreshAuth(async () => {
    if (!refresh) throw new PortalError('expired_token', 'The access token has expired', 401)
    return {
      access_token: (await refresh()).reveal(), refresh_token: '', expires: String(params.expires), expires_in: '3600',
      client_endpoint: clientEndpoint, server_endpoint: clientEndpoint, member_id: '', scope: '', status: EnumAppStatus.Free, domain: params.domain,
    }
  })

  return {
    async batch<Name extends string>(commands: Record<Name, Command>) {
      // axios' own timeout counts silence only: a portal that sends a byte now and then would be waited for without end.
      transport.signal = AbortSignal.timeout(timeout)
      const names = Object.keys(commands) as Name[]
      const calls = Object.fromEntries(names.map(name => [name, { method: commands[name][0], params: commands[name][1] ?? {} }]))
      const result = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: false, returnAjaxResult: true } }).catch((error: unknown) => {
        throw asFailureOfPerson(asRefusal(error))
      })
      const answers = result.getData() as Record<Name, BatchAnswer | undefined> | undefined
      if (!answers) throw new Failure('portal-unreachable', { cause: result.getErrorMessages() })

      return Object.fromEntries(names.map(name => [name, readAnswer(answers[name])])) as Record<Name, Answer>
    },
  }
}

/** Without errors its map is PHP's empty list, and nothing is to be done. */
const answerWithErrors = z.looseObject({ result: z.looseObject({ result_error: z.record(z.string(), z.looseObject({ error: z.string() })) }) })

/** The SDK takes an error whose code is empty for a success without a value: it gets a code before the SDK reads it. */
function withCodes<Response extends { data: unknown }>(response: Response): Response {
  const read = answerWithErrors.safeParse(response.data)
  if (!read.success) return response

  const { result } = read.data
  const errors = Object.entries(result.result_error).map(([name, error]) => [name, { ...error, error: error.error || uncoded }])
  return { ...response, data: { ...read.data, result: { ...result, result_error: Object.fromEntries(errors) } } }
}

/** The part of the SDK's AjaxResult that is used here. */
interface BatchAnswer {
  isSuccess: boolean
  getData(): { result?: unknown } | undefined
  getTotal(): number
  getErrors(): Iterable<Error>
}

function readAnswer(answer: BatchAnswer | undefined): Answer {
  if (!answer) throw new Failure('portal-unreachable')
  if (answer.isSuccess) return { value: answer.getData()?.result, total: answer.getTotal() || null }

  const [error] = answer.getErrors()
  const refusal = asRefusal(error)
  if (!(refusal instanceof PortalError)) throw refusal
  return { error: refusal }
}

/**
 * What it says about the person or the installation that the portal refuses a whole batch; any other code says nothing about them.
 * @see https://apidocs.bitrix24.com/error-codes.html
 */
const personRefusals = new Map<string, FailureCode>([
  ['expired_token', 'token-refused'],
  ['invalid_token', 'token-refused'],
  ['no_auth_found', 'token-refused'],
  ['authorization_error', 'token-refused'],
  ['invalid_credentials', 'token-refused'],
  ['user_access_error', 'no-app-access'],
  ['payment_required', 'no-app-access'],
  ['access_denied', 'no-app-access'],
  ['error_oauth', 'not-installed'],
  ['application_not_found', 'not-installed'],
])

function asFailureOfPerson(refusal: PortalError | Failure): Failure {
  if (refusal instanceof Failure) return refusal
  return new Failure(personRefusals.get(refusal.code) ?? 'portal-unreachable', { cause: refusal })
}

/** PortalError for a documented refusal, Failure for everything that is no answer: HTML, a cut connection, a limit, a redirect. */
function asRefusal(error: unknown): PortalError | Failure {
  if (error instanceof AjaxError && error.originalError instanceof Error && error.code === 'JSSDK_UNKNOWN_ERROR') {
    // The SDK wraps what the refresh threw.
    const inner = error.originalError
    return inner instanceof PortalError || inner instanceof Failure ? inner : new Failure('portal-unreachable', { cause: error.code })
  }
  if (error instanceof AjaxError && error.status >= 300 && error.status < 400) return new PortalMoved()
  // Status 0 is a connection that failed; its code is the system's (`ECONNRESET`), which looks like one of the portal's.
  const isAnswer = error instanceof AjaxError && error.status > 0 && !/^(ERR_|JSSDK_|NETWORK_ERROR|REQUEST_TIMEOUT)/.test(error.code)
  if (!isAnswer || error.status >= 500 || error.status === 429 || unavailable.has(error.code.toLowerCase())) {
    return new Failure('portal-unreachable', { cause: error instanceof AjaxError ? error.code : 'no answer' })
  }
  return new PortalError(error.code, error.message, error.status)
}
