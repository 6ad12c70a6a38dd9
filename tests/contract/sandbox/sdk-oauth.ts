import { B24OAuth, EnumAppStatus, ParamsFactory } from '@bitrix24/b24jssdk'
import type { Stage } from './setup.ts'

/** The real SDK as an application's server uses it, with a fresh token of that person. It tries nothing again by itself. */
export function sdkOf({ sandbox, portal, app }: Stage, userId: number): B24OAuth {
  const token = sandbox.issueToken({ memberId: portal.memberId, userId, clientId: app.clientId })

  return new B24OAuth({
    applicationToken: '', userId, memberId: portal.memberId, accessToken: token.accessToken, refreshToken: token.refreshToken,
    expires: Math.floor(token.expiresAt / 1000), expiresIn: 3600, scope: app.scope.join(','), domain: portal.host,
    clientEndpoint: `${portal.url}/rest/`, serverEndpoint: `${sandbox.oauth.url}/rest/`, status: EnumAppStatus.Local,
  }, { clientId: app.clientId, clientSecret: app.clientSecret }, { restrictionParams: { ...ParamsFactory.getRealtime(), maxRetries: 1, retryOnNetworkError: false } })
}
