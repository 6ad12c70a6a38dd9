import { emptyInstallation } from '../apps/lifecycle.ts'
import { liveInstallation, userOf, type World } from '../world.ts'
import type { Portal } from '../types.ts'
import { systemError } from './error.ts'
import type { Caller } from './method.ts'

/** The caller behind an access token, or the documented refusal. Source: _includes/system-errors.md */
export function authorize(world: World, portal: Portal, accessToken: unknown): Caller {
  if (typeof accessToken !== 'string' || !accessToken) throw systemError('NO_AUTH_FOUND')

  const token = world.tokens.byAccess(accessToken)
  if (!token || token.memberId !== portal.memberId) throw systemError('invalid_token')
  const installation = liveInstallation(portal, token.clientId)
  if (token.revoked || !installation) throw systemError('ERROR_OAUTH')
  if (token.expiresAt <= world.clock.now()) throw systemError('expired_token')

  if (installation.payment.blocked) throw systemError('PAYMENT_REQUIRED')

  const user = userOf(portal, token.userId)
  // The tokens of a dismissed employee stop working: settings/system-user.md
  if (!user.active) throw systemError('authorization_error')
  if (!user.appAccess) throw systemError('user_access_error')

  return { user, token, installation, webhook: false }
}

/** The caller behind `/rest/<user>/<code>/`: settings/how-to-call-rest-api/authorization.md */
export function authorizeWebhook(portal: Portal, userId: number, code: string): Caller {
  const webhook = portal.webhooks.find(known => known.userId === userId && known.code === code)
  const user = portal.users.find(({ id }) => id === userId)
  if (!webhook || !user?.active) throw systemError('INVALID_CREDENTIALS')
  const clientId = `webhook ${code}`
  const never = Number.POSITIVE_INFINITY

  return {
    user,
    webhook: true,
    token: {
      accessToken: '', refreshToken: '', clientId, memberId: portal.memberId, userId, scope: webhook.scope,
      expiresAt: never, refreshed: false, refreshExpiresAt: never, revoked: false,
    },
    installation: emptyInstallation(clientId),
  }
}
