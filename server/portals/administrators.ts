import { askProfile } from '../bitrix24/profile.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import type { FailureCode } from '../../shared/failures.ts'
import { asFailure, Failure } from '../failure.ts'
import type { People } from './people.ts'
import type { Portal } from './portals.ts'

/** Somebody with whose rights background work may be done now. */
export interface Administrator { userId: number, client: PortalClient }

/**
 * Finds an administrator whose token the portal takes now, the most recently seen first: it survives that one's dismissal or demotion as long
 * as another one has opened Sidenote. The portal's `profile` is asked before any work, so that no work is begun twice.
 * @throws Failure `no-administrator` when there is none, `not-installed`, or what kept a server from answering (`portal-unreachable`,
 * `oauth-unreachable`, `storage`): that says nothing about the person, so that the others are not asked either.
 */
export type AnyAdministrator = (portal: Portal) => Promise<Administrator>

/** What is only about this one person. A bill that is not paid is among them: the portal tells no difference, and every other one is told the same. */
const personal = new Set<FailureCode>(['session-over', 'token-refused', 'no-app-access'])

/** @param connect a client of the portal with the rights of one person. */
export function createAnyAdministrator({ people, connect }: {
  people: People
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
}): AnyAdministrator {
  /** @returns why it is not this one, or what is wanted. */
  async function ask(portal: Portal, userId: number): Promise<Administrator | Failure> {
    try {
      const client = await connect(portal, userId)
      const viewer = await askProfile(client)
      if (viewer.id === userId && viewer.isAdmin) return { userId, client }
    }
    catch (error) {
      const failure = asFailure(error)
      if (!personal.has(failure.code)) throw failure
      return failure
    }
    await people.demote(portal.id, userId)
    return new Failure('not-administrator')
  }

  return async (portal) => {
    const refusals: string[] = []
    for (const userId of await people.administrators(portal.id)) {
      const answer = await ask(portal, userId)
      if (!(answer instanceof Failure)) return answer
      refusals.push(`${userId}: ${answer.code}`)
    }
    throw new Failure('no-administrator', { cause: refusals.join(', ') || 'no administrator has opened Sidenote' })
  }
}
