import { appOf, liveInstallation, type World } from '../world.ts'
import type { Portal } from '../types.ts'

/** A code that stands for one person's consent. */
export interface AuthorizationCode { memberId: string, userId: number, clientId: string, expiresAt: number }

/** "The code lives 30 seconds": settings/oauth/index.md */
const CODE_LIFETIME = 30_000

/**
 * Where the portal sends a person who has come to /oauth/authorize/: back to the application, with a code. `null` when the application
 * is not on the portal; then the person reads an error page and the application hears nothing. Source: settings/oauth/index.md
 */
export function authorizationRedirect(world: World, portal: Portal, { clientId, userId, state }: { clientId: string, userId: number, state: string }): string | null {
  if (!world.apps.has(clientId) || !liveInstallation(portal, clientId)) return null

  const app = appOf(world, clientId)
  const code = world.random()
  world.codes.set(code, { memberId: portal.memberId, userId, clientId, expiresAt: world.clock.now() + CODE_LIFETIME })
  const back = new URL(app.url)
  const answer = { code, state, domain: portal.host, member_id: portal.memberId, scope: app.scope.join(','), server_domain: world.oauth.host }
  for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value)

  return back.href
}
