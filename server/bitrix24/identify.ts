import type { Viewer } from '../../shared/opening.ts'
import { Failure } from '../failure.ts'
import { askProfile } from './profile.ts'
import type { PortalAccess, PortalClient } from './rest.ts'
import type { Credentials, Verified, Verify } from './verify.ts'

/**
 * Who is it? The verdict of the OAuth server, and the `profile` of the portal that it names, which has to be of the same person.
 * @param server origin of the OAuth server to ask.
 * @throws Failure `token-refused`, and what kept either of them from answering.
 */
export type Identify = (server: string, credentials: Credentials, when?: 'lately' | 'anew') => Promise<Verified & { viewer: Viewer }>

export function createIdentify({ verify, connect }: { verify: Verify, connect: (access: PortalAccess) => PortalClient }): Identify {
  return async (server, credentials, when) => {
    const verified = await verify(server, credentials, when)
    const { verdict, accessToken, pair } = verified
    return verify.following(server, { ...pair, memberId: credentials.memberId }, verdict.clientEndpoint, async (clientEndpoint) => {
      const viewer = await askProfile(connect({ clientEndpoint, accessToken }))
      if (viewer.id !== verdict.userId) throw new Failure('token-refused')
      return { ...verified, verdict: { ...verdict, clientEndpoint }, viewer }
    })
  }
}
