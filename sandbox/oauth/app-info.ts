import { isoDate } from '../clock.ts'
import { startTime } from '../time.ts'
import { clientEndpoint, liveInstallation, portalOf, type World } from '../world.ts'
import { oauthError } from './errors.ts'
import type { OAuthAnswer, OAuthRequest } from './server.ts'

/**
 * `/rest/app.info` of the authorization server: whose token is this, of which application, in which portal?
 * It answers for whatever client the token belongs to; to compare client_id is the caller's duty.
 * Source: settings/oauth/simple-way.md, api-reference/events/safe-event-handlers.md
 */
export function appInfo(world: World, { params, entry, clock }: OAuthRequest): OAuthAnswer {
  const finish = startTime(clock, 0)
  if (typeof params.auth !== 'string' || !params.auth) return oauthError('NO_AUTH_FOUND')

  const token = world.tokens.byAccess(params.auth)
  if (!token) return oauthError('NO_AUTH_FOUND')
  entry.memberId = token.memberId
  entry.userId = token.userId

  const portal = portalOf(world, token.memberId)
  const installation = liveInstallation(portal, token.clientId)
  if (token.revoked || !installation) return oauthError('NOT_INSTALLED')
  if (token.expiresAt <= clock.now()) return oauthError('expired_token')

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
