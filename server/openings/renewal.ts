import type { Identify } from '../bitrix24/identify.ts'
import type { OAuth } from '../bitrix24/oauth.ts'
import type { TokenKeeper } from '../bitrix24/tokens.ts'
import { Failure } from '../failure.ts'
import type { Floods } from '../floods.ts'
import type { People } from '../portals/people.ts'
import type { Portals } from '../portals/portals.ts'
import type { Sealer } from '../seal.ts'
import type { Secret } from '../secret.ts'
import { sealSession, unsealOldSession } from './session.ts'

/**
 * A page that stays open for longer than its session shows a fresh token, which it has from the portal's page, and gets a new session for
 * the same view and subject (invariant 4). Rights are asked anew: who was an administrator may not be one now.
 * @throws Failure `too-many-requests`, `session-over` for a page of another life of the application, and whatever an opening may throw.
 */
export type Renew = (session: string, tokens: { accessToken: Secret, refreshToken: Secret | null }) => Promise<string>

export function createRenew({ identify, oauth, portals, people, tokens, sealer, floods, sessionLifetime }: {
  identify: Identify
  oauth: OAuth
  portals: Portals
  people: People
  tokens: TokenKeeper
  sealer: Sealer
  floods: Floods
  /** Seconds. */
  sessionLifetime: number
}): Renew {
  return async (sealed, { accessToken, refreshToken }) => {
    const session = await unsealOldSession(sealer, sealed)
    const portal = session && await portals.get(session.portalId)
    if (!session || !portal || portal.generation !== session.generation) throw new Failure('session-over')

    floods.count('renewal', `${portal.id}:${session.userId}`)
    floods.count('token', accessToken.fingerprint())
    const { viewer, pair } = await identify(oauth.server(portal.serverEndpoint), { accessToken, refreshToken, memberId: portal.memberId })
    if (viewer.id !== session.userId) throw new Failure('token-refused')

    await Promise.all([people.remember(portal.id, viewer), tokens.store(portal.id, viewer.id, pair)])
    return sealSession(sealer, { ...session, isAdmin: viewer.isAdmin }, sessionLifetime)
  }
}
