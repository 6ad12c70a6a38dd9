import { ACCESS_SECONDS } from '../tokens.ts'
import { clientEndpoint, liveInstallation, portalOf, serverEndpoint, type World } from '../world.ts'
import { oauthError } from './errors.ts'
import type { OAuthAnswer, OAuthRequest } from './server.ts'

/**
 * The refresh_token grant: a spent pair for a fresh one.
 * Source: settings/oauth/auto-renewal.md, settings/oauth/error-codes.md
 */
export function refreshToken(world: World, { params, entry, clock }: OAuthRequest): OAuthAnswer {
  if (params.grant_type !== 'refresh_token') return oauthError('invalid_request', 'Unsupported "grant_type" parameter')
  if (typeof params.client_id !== 'string') return oauthError('invalid_request', 'No "client_id" parameter found')
  if (typeof params.refresh_token !== 'string') return oauthError('invalid_request', 'No "refresh_token" parameter found')

  const app = world.apps.get(params.client_id)
  if (!app) return oauthError('wrong_client')
  if (params.client_secret !== app.clientSecret) return oauthError('invalid_client')

  const spent = world.tokens.byRefresh(params.refresh_token)
  if (!spent || spent.clientId !== app.clientId) return oauthError('invalid_grant')
  entry.memberId = spent.memberId
  entry.userId = spent.userId

  const portal = portalOf(world, spent.memberId)
  const installation = liveInstallation(portal, app.clientId)
  if (spent.revoked || !installation) return oauthError('NOT_INSTALLED')
  if (installation.payment.blocked) return oauthError('PAYMENT_REQUIRED')
  if (spent.refreshed || spent.refreshExpiresAt <= clock.now()) return oauthError('invalid_grant')

  const token = world.tokens.rotate(spent, app.scope, clock)
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      client_endpoint: clientEndpoint(portal),
      // The OAuth server's own domain, not the portal's: settings/oauth/index.md "Response data"
      domain: world.oauth.host,
      expires: Math.floor(token.expiresAt / 1000),
      expires_in: ACCESS_SECONDS,
      member_id: portal.memberId,
      refresh_token: token.refreshToken,
      scope: token.scope.join(','),
      server_endpoint: serverEndpoint(world),
      status: installation.status,
      user_id: token.userId,
    },
  }
}
