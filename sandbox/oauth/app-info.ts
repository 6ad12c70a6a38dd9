import { isoDate } from '../clock.ts'
import type { Params } from '../http.ts'
import { startTime } from '../time.ts'
import { clientEndpoint, liveInstallation, portalOf, type World } from '../world.ts'
import type { LoggedRequest } from '../types.ts'
import { oauthError, type OAuthAnswer } from './server.ts'

/**
 * `/rest/app.info` of the authorization server: whose token is this, of which application, in which portal?
 * It answers for whatever client the token belongs to; to compare client_id is the caller's duty.
 * Source: settings/oauth/simple-way.md, api-reference/events/safe-event-handlers.md
 */
export function appInfo(world: World, params: Params, entry: LoggedRequest): OAuthAnswer {
  const finish = startTime(world.clock, 0)
  if (typeof params.auth !== 'string' || !params.auth) return oauthError(401, 'NO_AUTH_FOUND', 'Wrong authorization data')

  const token = world.tokens.byAccess(params.auth)
  if (!token) return oauthError(401, 'NO_AUTH_FOUND', 'Wrong authorization data')
  entry.memberId = token.memberId
  entry.userId = token.userId

  const portal = portalOf(world, token.memberId)
  const installation = liveInstallation(portal, token.clientId)
  if (token.revoked || !installation) return oauthError(401, 'NOT_INSTALLED', 'Application not installed')
  if (token.expiresAt <= world.clock.now()) return oauthError(401, 'expired_token', 'The access token provided has expired.')

  const scope = token.scope.join(',')
  return {
    status: 200,
    body: {
      result: {
        client_id: token.clientId,
        scope,
        expires: isoDate(token.expiresAt, 0),
        install: {
          installed: installation.state === 'installed',
          version: String(installation.version),
          status: installation.status,
          scope,
          domain: portal.host,
          uri: portal.url,
          client_endpoint: clientEndpoint(portal),
          member_id: portal.memberId,
          // Present in the SDKs' schema; its values are documented nowhere.
          member_type: '',
        },
        user_id: token.userId,
      },
      time: finish(),
    },
  }
}
