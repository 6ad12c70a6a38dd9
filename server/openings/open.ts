import type { FailedOpening, Opening, PendingOpening, Viewer } from '../../shared/opening.ts'
import type { Source } from '../../shared/thread.ts'
import type { Callback } from '../bitrix24/callback.ts'
import { isBuilt, ownPage, pathOf, placementOf, type Placement, type View } from '../bitrix24/manifest.ts'
import type { OAuth } from '../bitrix24/oauth.ts'
import { profileCommand, readProfile } from '../bitrix24/profile.ts'
import type { Command, PortalAccess, PortalClient } from '../bitrix24/rest.ts'
import type { TokenKeeper } from '../bitrix24/tokens.ts'
import { isRefusal, type Verify } from '../bitrix24/verify.ts'
import { asFailure, Failure } from '../failure.ts'
import { nobodys, type Floods } from '../floods.ts'
import type { Introduce } from '../portals/introduction.ts'
import type { LifeCycle } from '../portals/life-cycle.ts'
import type { People } from '../portals/people.ts'
import { knowsApplicationToken, type Portal, type Portals } from '../portals/portals.ts'
import type { Sealer } from '../seal.ts'
import type { Secret } from '../secret.ts'
import type { Subject } from '../subjects/subject.ts'
import { sealSession } from './session.ts'
import type { ViewPage, Visit } from './view.ts'

export interface Collaborators {
  verify: Verify
  oauth: OAuth
  connect: (access: PortalAccess) => PortalClient
  portals: Portals
  introduce: Introduce
  lifeCycle: LifeCycle
  people: People
  tokens: TokenKeeper
  views: Partial<Record<View, ViewPage>>
  sealer: Sealer
  floods: Floods
  /** By which links name this application. */
  appCode: string
  /** Seconds. */
  sessionLifetime: number
  clock: () => number
}

export interface Opened {
  opening: Exclude<Opening, FailedOpening | PendingOpening>
  /** Of the verified portal: it alone may frame the page. */
  portalOrigin: string
}

/** Opens the page of a path for a callback. @throws Failure with what the person is to be told. */
export type Open = (callback: Callback, path: string) => Promise<Opened>

/** The one path from a callback to what its page shows (invariants 2 to 5). */
export function createOpen(services: Collaborators): Open {
  const { verify, oauth, connect, portals, introduce, lifeCycle, people, tokens, views, sealer, floods, appCode, sessionLifetime, clock } = services

  /**
   * Who is it, and what do they see? With a known APPLICATION_TOKEN both questions are asked at once, else the verdict comes first. The
   * data is given out only when the verdict is good and the portal's `profile` names the same person.
   */
  async function ask<Name extends string>(portal: Portal, callback: Callback, commands: Record<Name, Command>) {
    const batch = (clientEndpoint: string, accessToken: Secret) =>
      connect({ clientEndpoint, accessToken }).batch({ ...commands, profile: profileCommand })
    const isKnownToken = isKnown(portal, callback)
    const mayAskEarly = isKnownToken && !verify.isRefused(callback) && !floods.isFull('refusal', portal.memberId)
    const early = mayAskEarly ? batch(portal.clientEndpoint, callback.accessToken) : null
    // Awaited below, unless the verdict is a refusal: that one is what counts then.
    early?.catch(() => {})

    const server = oauth.server(portal.serverEndpoint)
    const { verdict, accessToken, pair } = await verify(server, callback)
    const isRenewed = !accessToken.equals(callback.accessToken)
    const { answers, clientEndpoint } = await verify.following(server, { ...pair, memberId: portal.memberId }, verdict.clientEndpoint, async clientEndpoint => ({
      clientEndpoint,
      answers: await (early && clientEndpoint === portal.clientEndpoint && !isRenewed ? early : batch(clientEndpoint, accessToken)),
    }))
    const isMoved = clientEndpoint !== portal.clientEndpoint

    const viewer = readProfile(answers.profile)
    if (viewer.id !== verdict.userId) throw new Failure('token-refused')

    const newToken = viewer.isAdmin && !isKnownToken ? callback.applicationToken : null
    if (isMoved || newToken) {
      await portals.update(portal.id, {
        ...(isMoved ? { clientEndpoint } : {}),
        ...(newToken ? { applicationToken: newToken } : {}),
      })
    }
    await Promise.all([people.remember(portal.id, viewer), tokens.store(portal.id, viewer.id, pair)])
    if (viewer.isAdmin) await lifeCycle.administratorCame(portal, newToken !== null)
    return { viewer, answers, portalOrigin: new URL(clientEndpoint).origin }
  }

  /** What every opened page has. */
  async function frame({ portal, callback: { lang }, placement }: Visit, { viewer, portalOrigin }: { viewer: Viewer, portalOrigin: string }, view: View, subject: Subject | null = null, source: Source | null = null) {
    const session = await sealSession(sealer, {
      portalId: portal.id, generation: portal.generation, userId: viewer.id, isAdmin: viewer.isAdmin, view, subject, source,
    }, sessionLifetime)
    return { lang, session, viewer, shape: placement.shape, now: new Date(clock()).toISOString(), links: `${portalOrigin}/marketplace/view/${appCode}/` }
  }

  async function openView(page: ViewPage, visit: Visit): Promise<Opened> {
    const { commands, show } = await page(visit)
    const { viewer, answers, portalOrigin } = await ask(visit.portal, visit.callback, commands)
    const { content, subject, source } = await show({ viewer, answers })
    return { portalOrigin, opening: { ...await frame(visit, { viewer, portalOrigin }, content.view, subject, source), ...content } }
  }

  /** The installation page, or the application's own page while there is no finished installation: for administrators only. */
  async function openInstall(callback: Callback, placement: Placement): Promise<Opened> {
    const { portal, viewer } = await introduce(callback)
    const { host, origin } = new URL(portal.clientEndpoint)
    return {
      portalOrigin: origin,
      opening: { ...await frame({ portal, callback, placement }, { viewer, portalOrigin: origin }, 'install'), view: 'install', portal: host, again: portal.installedAt !== null },
    }
  }

  function isKnown(portal: Portal | null, { applicationToken }: Callback) {
    return portal !== null && knowsApplicationToken(portal, applicationToken, clock())
  }

  function openPage(portal: Portal | null, callback: Callback, path: string): Promise<Opened> | Opened {
    if (path === '/install') return openInstall(callback, ownPage)

    const placement = placementOf(callback.placement)
    const page = placement?.view && views[placement.view]
    if (!placement?.view || !page || !isBuilt(placement) || pathOf(placement.view) !== path) throw new Failure('not-built')
    if (portal?.state !== 'installed') {
      if (placement.view === 'home') return openInstall(callback, placement)
      throw new Failure('not-installed')
    }
    return openView(page, { portal, callback, placement })
  }

  /**
   * Slows down who posts tokens without end. An opening without the portal's APPLICATION_TOKEN counts while it is under way and, when its own
   * token is refused, until the minute is over; one that brings it is never turned away for what others do.
   */
  return async (callback, path) => {
    floods.count('token', callback.accessToken.fingerprint())
    const portal = await portals.find(callback.memberId)
    const [flood, key] = isKnown(portal, callback) ? ['refusal', callback.memberId] as const : ['stranger', portal ? callback.memberId : nobodys] as const
    if (flood === 'stranger') floods.count(flood, key)

    let isRefused = false
    try {
      return await openPage(portal, callback, path)
    }
    catch (error) {
      isRefused = isRefusal(asFailure(error))
      throw error
    }
    finally {
      if (flood === 'stranger' && !isRefused) floods.forgive(flood, key)
      if (flood === 'refusal' && isRefused && !floods.isFull(flood, key)) floods.count(flood, key)
    }
  }
}
