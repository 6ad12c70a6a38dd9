import type { Params } from '../http.ts'
import { ACCESS_SECONDS } from '../tokens.ts'
import type { LoggedRequest } from '../types.ts'
import { clientEndpoint, liveInstallation, portalOf, serverEndpoint, type World } from '../world.ts'
import { oauthError, type OAuthAnswer } from './server.ts'

/**
 * The refresh_token grant: a spent pair for a fresh one.
 * Source: settings/oauth/auto-renewal.md, settings/oauth/error-codes.md
 */
export function refreshToken(world: World, params: Params, entry: LoggedRequest): OAuthAnswer {
  if (params.grant_type !== 'refresh_token') return oauthError(400, 'invalid_request', 'Unsupported "grant_type" parameter')
  if (typeof params.client_id !== 'string') return oauthError(400, 'invalid_request', 'No "client_id" parameter found')
  if (typeof params.refresh_token !== 'string') return oauthError(400, 'invalid_request', 'No "refresh_token" parameter found')

  const app = world.apps.get(params.client_id)
  // An unknown client is the one error with HTTP 200 (seen in the SDKs: ApiLevelErrorHandler.php, errors/oauth.py).
  if (!app) return oauthError(200, 'wrong_client', 'Application not found')
  if (params.client_secret !== app.clientSecret) return oauthError(400, 'invalid_client', 'Invalid client credentials')

  const spent = world.tokens.byRefresh(params.refresh_token)
  if (!spent || spent.clientId !== app.clientId) return oauthError(400, 'invalid_grant', 'Invalid refresh token')
  entry.memberId = spent.memberId
  entry.userId = spent.userId

  const portal = portalOf(world, spent.memberId)
  const installation = liveInstallation(portal, app.clientId)
  if (spent.revoked || !installation) return oauthError(401, 'NOT_INSTALLED', 'Application not installed')
  if (spent.refreshed || spent.refreshExpiresAt <= world.clock.now()) return oauthError(400, 'invalid_grant', 'Invalid refresh token')

  const token = world.tokens.rotate(spent, app.scope)
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
