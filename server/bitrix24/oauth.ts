import { z } from 'zod'
import type { Config } from '../config.ts'
import { Failure } from '../failure.ts'
import { Secret } from '../secret.ts'

/** What the OAuth server says of a token. */
export interface Verdict {
  clientId: string
  memberId: string
  userId: number
  /** Is the installation finished on the portal? */
  installed: boolean
  /** REST of the portal, ending in `/rest/`. */
  clientEndpoint: string
  /** Milliseconds since the epoch. */
  expiresAt: number
}

/** The tokens of one person on one portal. A callback may come without a refresh token. */
export interface TokenPair {
  accessToken: Secret
  refreshToken: Secret | null
  expiresAt: number
}

/**
 * What a refusal is about: a token that lived too long, one that is none of ours, the application's keys or card, the installation, or this
 * person's access to it.
 */
export type RefusalKind = 'expired' | 'token' | 'client' | 'installation' | 'access'

/**
 * The codes by which the OAuth server refuses; any other answer says nothing about the token.
 * @see https://apidocs.bitrix24.com/settings/oauth/error-codes.html
 */
const refusalKinds = new Map<string, RefusalKind>([
  ['expired_token', 'expired'],
  ['invalid_token', 'token'],
  ['no_auth_found', 'token'],
  ['invalid_grant', 'token'],
  ['invalid_client', 'client'],
  ['wrong_client', 'client'],
  ['insufficient_scope', 'client'],
  ['invalid_scope', 'client'],
  ['not_installed', 'installation'],
  ['error_oauth', 'installation'],
  ['application_not_found', 'installation'],
  ['payment_required', 'access'],
  ['user_access_error', 'access'],
])

/** What a person is told of each kind. */
const toldAs = { expired: 'session-over', token: 'token-refused', client: 'token-refused', installation: 'not-installed', access: 'no-app-access' } as const

/** A documented refusal of the OAuth server. */
export class OAuthRefusal extends Failure {
  /** As the server wrote it: `invalid_grant`, `PAYMENT_REQUIRED` … */
  readonly oauthCode: string
  readonly kind: RefusalKind

  constructor(oauthCode: string, kind: RefusalKind) {
    super(toldAs[kind], { cause: oauthCode })
    this.oauthCode = oauthCode
    this.kind = kind
  }
}

/** The refusal that a code of the OAuth server is; null when it says nothing about token, person or installation. */
export function refusalOf(oauthCode: string): OAuthRefusal | null {
  const kind = refusalKinds.get(oauthCode.toLowerCase())
  return kind ? new OAuthRefusal(oauthCode, kind) : null
}

export interface OAuth {
  /**
   * The origin to ask about a portal: the one that is named, if it is on the allow-list, else the first of the list.
   * @param endpoint address of the OAuth server's REST, believed or not.
   */
  server(endpoint: string | null): string
  /**
   * Asks `app.info`, the only word on whose a token is.
   * @see https://apidocs.bitrix24.com/settings/oauth/simple-way.html
   * @throws OAuthRefusal, or Failure `oauth-unreachable`.
   */
  verdict(server: string, accessToken: Secret): Promise<Verdict>
  /**
   * Exchanges a refresh token; the pair rotates, so the old one is dead afterwards.
   * @see https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html
   * @throws OAuthRefusal, or Failure `oauth-unreachable`.
   */
  refresh(server: string, refreshToken: Secret): Promise<TokenPair & { memberId: string, userId: number | null }>
}

const refusal = z.object({ error: z.string().min(1) })

const appInfo = z.object({
  result: z.object({
    client_id: z.string(),
    expires: z.iso.datetime({ offset: true }),
    user_id: z.coerce.number().int().positive(),
    install: z.object({ installed: z.boolean(), member_id: z.string(), client_endpoint: z.url({ protocol: /^https?$/ }) }),
  }),
})

// `expires` and `user_id` are documented for the refresh only, as numbers or strings.
const tokenAnswer = z.object({
  access_token: z.string().trim().min(1),
  refresh_token: z.string().trim().min(1),
  expires_in: z.coerce.number().positive().default(3600),
  member_id: z.string(),
  user_id: z.coerce.number().int().positive().nullish().catch(null),
})

/** Milliseconds after which a request is given up. */
export const oauthTimeout = 10_000

/** A client of the OAuth servers that the configuration allows. @param timeout milliseconds. */
export function createOAuth({ config, fetch, clock, timeout = oauthTimeout }: {
  config: Config
  fetch: typeof globalThis.fetch
  clock: () => number
  timeout?: number
}): OAuth {
  async function ask<T>(url: URL, body: URLSearchParams, schema: z.ZodType<T>): Promise<T> {
    let answer: unknown
    try {
      const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeout) })
      if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`)
      answer = await response.json()
    }
    catch (error) {
      throw new Failure('oauth-unreachable', { cause: error })
    }

    // `wrong_client` comes with HTTP 200, the others with 400 to 403: the body decides.
    const refused = refusal.safeParse(answer)
    if (refused.success) {
      throw refusalOf(refused.data.error) ?? new Failure('oauth-unreachable', { cause: refused.data.error })
    }

    const read = schema.safeParse(answer)
    if (!read.success) throw new Failure('oauth-unreachable', { cause: read.error })
    return read.data
  }

  return {
    server(endpoint) {
      const origin = endpoint && URL.canParse(endpoint) ? new URL(endpoint).origin : null
      const [first] = config.oauthServers
      if (!first) throw new Error('no OAuth server is configured')
      return config.oauthServers.find(allowed => allowed === origin) ?? first
    },

    async verdict(server, accessToken) {
      const { result } = await ask(new URL('/rest/app.info', server), new URLSearchParams({ auth: accessToken.reveal() }), appInfo)
      return {
        clientId: result.client_id,
        memberId: result.install.member_id,
        userId: result.user_id,
        installed: result.install.installed,
        clientEndpoint: result.install.client_endpoint,
        expiresAt: Date.parse(result.expires),
      }
    },

    async refresh(server, refreshToken) {
      // As a body, not as the documented query: secrets do not belong into addresses. The official SDK does the same.
      const answer = await ask(new URL('/oauth/token/', server), new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: config.clientId,
        client_secret: config.clientSecret.reveal(),
        refresh_token: refreshToken.reveal(),
      }), tokenAnswer)
      return {
        accessToken: new Secret(answer.access_token),
        refreshToken: new Secret(answer.refresh_token),
        expiresAt: clock() + answer.expires_in * 1000,
        memberId: answer.member_id,
        userId: answer.user_id ?? null,
      }
    },
  }
}
