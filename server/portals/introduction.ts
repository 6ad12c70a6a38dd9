import type { Viewer } from '../../shared/opening.ts'
import type { Identify } from '../bitrix24/identify.ts'
import type { OAuth } from '../bitrix24/oauth.ts'
import type { TokenKeeper } from '../bitrix24/tokens.ts'
import type { Credentials } from '../bitrix24/verify.ts'
import { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'
import type { People } from './people.ts'
import type { Portal, Portals } from './portals.ts'

/** What an installation page, ONAPPINSTALL or ONAPPUPDATE brings; nothing of it is believed before it is verified. */
export interface Introduction extends Credentials {
  /** As posted; only its origin is used, and only if it is on the allow-list. */
  serverEndpoint: string | null
  applicationToken: Secret | null
}

/**
 * The only way in which a portal becomes known, or learns another application_token: an access token whose verdict names an administrator of
 * it (invariant 10). Asked anew each time: a verdict of a minute ago may be of before the application was removed.
 * @throws Failure `token-refused`, `not-administrator`, and what kept the OAuth server or the portal from answering.
 */
export type Introduce = (introduction: Introduction) => Promise<{ portal: Portal, viewer: Viewer, isFinished: boolean }>

export function createIntroduce({ identify, oauth, portals, people, tokens }: {
  identify: Identify
  oauth: OAuth
  portals: Portals
  people: People
  tokens: TokenKeeper
}): Introduce {
  return async (introduction) => {
    const known = await portals.find(introduction.memberId)
    const server = oauth.server(known?.serverEndpoint ?? introduction.serverEndpoint)
    const { verdict, viewer, pair } = await identify(server, introduction, 'anew')
    if (!viewer.isAdmin) throw new Failure('not-administrator')

    const portal = await portals.introduce(verdict, `${server}/rest/`, introduction.applicationToken)
    await Promise.all([people.remember(portal.id, viewer), tokens.store(portal.id, viewer.id, pair)])
    return { portal, viewer, isFinished: verdict.installed }
  }
}
