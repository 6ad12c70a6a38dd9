import type { Viewer } from '../../shared/opening.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import { asFailure } from '../failure.ts'
import type { Portal } from '../portals/portals.ts'
import type { OpenedSubject, OpeningOf } from './open-subject.ts'

/**
 * What an opening's batch could not ask for yet, since only its answers have named it: with a second batch.
 * @returns null when the person may not see it, or there is none.
 * @throws Failure `missing-scope`, or what kept the portal from answering.
 */
export type LookUp = (portal: Portal, viewer: Viewer, opening: OpeningOf<OpenedSubject | null>) => Promise<OpenedSubject | null>

/** @param connect a client of the portal with the rights of one person. */
export function createLookUp({ connect }: { connect: (portal: Portal, userId: number) => Promise<PortalClient> }): LookUp {
  return async (portal, viewer, { commands, show }) => {
    const answers = Object.keys(commands).length ? await (await connect(portal, viewer.id)).batch(commands) : {}
    return unlessHidden(show({ viewer, answers }))
  }
}

/** Null for what is not available; what else fails, fails. */
export async function unlessHidden<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  }
  catch (error) {
    if (asFailure(error).code === 'not-available') return null
    throw error
  }
}
