import { ACCESS_SECONDS } from './tokens.ts'
import type { Installation, IssuedToken, RegisteredApp } from '../types.ts'
import { clientEndpoint, liveInstallation, portalOf, serverEndpoint, type World } from '../world.ts'
import { oauthError } from './errors.ts'
import type { OAuthAnswer, OAuthRequest } from './server.ts'

/** What one grant hands in for tokens: whose it is, and how it becomes a fresh pair. `null`: invalid_grant. */
interface Proof {
  memberId: string
  userId: number
  clientId: string
  /** Died with an earlier installation. */
  revoked: boolean
  /** Counts no more: too old, or used before. */
  spent: boolean
  redeem(app: RegisteredApp): IssuedToken
}

/** The grants, with the parameter that carries the proof. */
const grants: Record<string, { parameter: string, find(world: World, request: OAuthRequest, value: string): Proof | null }> = {
  /** A spent pair for a fresh one: settings/oauth/auto-renewal.md */
  refresh_token: {
    parameter: 'refresh_token',
    find(world, { clock }, value) {
      const token = world.tokens.byRefresh(value)
      return token
        ? { ...token, spent: token.refreshed || token.refreshExpiresAt <= clock.now(), redeem: ({ scope }) => world.tokens.rotate(token, scope, clock) }
        : null
    },
  },

  /** The code that the portal gave at /oauth/authorize/, once and within 30 seconds: settings/oauth/index.md */
  authorization_code: {
    parameter: 'code',
    find(world, { clock }, value) {
      const code = world.codes.get(value)
      world.codes.delete(value)
      return code
        ? { ...code, revoked: false, spent: code.expiresAt <= clock.now(), redeem: ({ scope }) => world.tokens.issue({ ...code, scope }, clock) }
        : null
    },
  },
}

/** `/oauth/token/`: settings/oauth/index.md, settings/oauth/error-codes.md */
export function token(world: World, request: OAuthRequest): OAuthAnswer {
  const { params, entry } = request
  const grant = Object.entries(grants).find(([name]) => name === params.grant_type)?.[1]
  if (!grant) return oauthError('invalid_request', 'Unsupported "grant_type" parameter')
  if (typeof params.client_id !== 'string') return oauthError('invalid_request', 'No "client_id" parameter found')
  const value = params[grant.parameter]
  if (typeof value !== 'string') return oauthError('invalid_request', `No "${grant.parameter}" parameter found`)

  const app = world.apps.get(params.client_id)
  if (!app) return oauthError('wrong_client')
  if (params.client_secret !== app.clientSecret) return oauthError('invalid_client')
  if (typeof params.scope === 'string' && !params.scope.split(/[\s,]+/).every(name => app.scope.includes(name))) return oauthError('invalid_scope')

  const proof = grant.find(world, request, value)
  if (proof?.clientId !== app.clientId) return oauthError('invalid_grant')
  entry.memberId = proof.memberId
  entry.userId = proof.userId

  const installation = liveInstallation(portalOf(world, proof.memberId), app.clientId)
  if (proof.revoked || !installation) return oauthError('NOT_INSTALLED')
  if (installation.payment.blocked) return oauthError('PAYMENT_REQUIRED')
  if (proof.spent) return oauthError('invalid_grant')

  return { status: 200, body: pair(world, proof.redeem(app), installation) }
}

function pair(world: World, token: IssuedToken, { status }: Installation): OAuthAnswer['body'] {
  return {
    access_token: token.accessToken,
    client_endpoint: clientEndpoint(portalOf(world, token.memberId)),
    // The OAuth server's own domain, not the portal's: settings/oauth/index.md "Response data"
    domain: world.oauth.host,
    expires: Math.floor(token.expiresAt / 1000),
    expires_in: ACCESS_SECONDS,
    member_id: token.memberId,
    refresh_token: token.refreshToken,
    scope: token.scope.join(','),
    server_endpoint: serverEndpoint(world),
    status,
    user_id: token.userId,
  }
}
