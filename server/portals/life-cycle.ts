import { lt } from 'drizzle-orm'
import { z } from 'zod'
import { write, type Database } from '../../db/database.ts'
import { redeemedCallbacks } from '../../db/schema.ts'
import { OAuthRefusal, type Verdict } from '../bitrix24/oauth.ts'
import { applicationEvents } from '../bitrix24/reconciler.ts'
import type { TokenKeeper } from '../bitrix24/tokens.ts'
import type { Verify } from '../bitrix24/verify.ts'
import { asFailure, Failure } from '../failure.ts'
import type { Job, Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import type { Sealer } from '../seal.ts'
import { Secret } from '../secret.ts'
import type { Installer } from './install.ts'
import type { Introduce } from './introduction.ts'
import type { People } from './people.ts'
import type { Portal, Portals } from './portals.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour

/** How long what people wrote is kept after a removal: when its administrator asked for erasure, and when not. */
export const retention = { clean: 7 * day, kept: 180 * day }
/** An installation that was begun and never finished is forgotten. */
const unfinished = 30 * day
/** Idle pairs that one sweep renews; they have 90 days' time. */
const renewedADay = 200
/** Registrations are compared again when an administrator comes by after that. */
const comparedEvery = day

const reported = z.object({
  event: z.enum(applicationEvents),
  memberId: z.string(),
  generation: z.number().nullable(),
  clean: z.boolean(),
  sealed: z.string().nullable(),
})

const secret = z.string().transform(value => new Secret(value))
const sealedAuth = z.object({
  accessToken: secret,
  refreshToken: secret.nullable(),
  applicationToken: secret.nullable(),
  serverEndpoint: z.string().nullable(),
})

export interface LifeCycle {
  /**
   * A verified administrator is here: once a day what is registered on the portal is compared with what should be.
   * @param isChanged the application_token is another one: the application was updated, or put on the portal anew, and we were not told.
   */
  administratorCame(portal: Portal, isChanged: boolean): Promise<void>
  /** Begins the daily sweep; called at each start, and no reason to end it: where the database is busy for long just then, the next one does. */
  begin(): Promise<void>
}

/**
 * What becomes of an event of the application's life. None is believed for what it says (invariant 10): an installation and an update need an
 * access token whose verdict names an administrator, a removal is believed when the tokens that we hold are refused as not installed.
 * @param verdictOn what the OAuth server says now of the token that we keep for a person.
 * @param clock milliseconds since the epoch.
 * @see https://apidocs.bitrix24.com/api-reference/common/events/index.html
 */
export function createLifeCycle({ database, portals, people, tokens, introduce, installer, verify, verdictOn, jobs, sealer, clock, log }: {
  database: Database
  portals: Portals
  people: People
  tokens: TokenKeeper
  introduce: Introduce
  installer: Installer
  verify: Verify
  verdictOn: (portal: Portal, userId: number) => Promise<Verdict>
  jobs: Jobs
  sealer: Sealer
  clock: () => number
  log: Log
}): LifeCycle {
  async function lookInto({ payload }: Job) {
    const said = reported.parse(payload)
    if (said.event === 'ONAPPINSTALL' || said.event === 'ONAPPUPDATE') return present(said)

    const portal = await portals.find(said.memberId)
    // The order of events is not Bitrix24's: one of an older life says nothing about this one.
    if (!portal || portal.state === 'uninstalled' || portal.generation !== said.generation) return
    if (said.event === 'ONAPPUNINSTALL') return removed(portal, said.clean)
    await paid(portal)
  }

  /** ONAPPINSTALL and ONAPPUPDATE bring an administrator's token, and with it the present application_token. */
  async function present({ memberId, sealed }: z.infer<typeof reported>) {
    const auth = sealedAuth.safeParse(sealed && await sealer.unseal('event', sealed))
    if (!auth.success) return
    const { portal } = await introduce({ memberId, ...auth.data }).catch((error: unknown) => {
      // Somebody else's word, or a token that is over by now: the next administrator who opens Sidenote brings the same.
      const failure = asFailure(error)
      if (failure.status >= 500) throw failure
      log.warn({ memberId, code: failure.code }, 'an event was not believed')
      return { portal: null }
    })
    if (portal) await compare(portal)
  }

  async function removed(portal: Portal, clean: boolean) {
    if (!await isRemoved(portal)) {
      log.warn({ portalId: portal.id }, 'a removal was reported, and the application is still there')
      return
    }
    const eraseAt = clock() + (clean ? retention.clean : retention.kept)
    const isDone = await portals.uninstall(portal, eraseAt, transaction => jobs.add(transaction, { kind: 'erase', key: String(portal.id), portalId: portal.id, runAt: eraseAt }))
    verify.forget(portal.memberId)
    if (isDone) log.info({ portalId: portal.id, eraseAt: new Date(eraseAt).toISOString() }, 'the application was removed')
  }

  /** Does the OAuth server refuse the tokens that we hold because the application is not there? A token that died says nothing. */
  async function isRemoved(portal: Portal): Promise<boolean> {
    for (const userId of await people.ids(portal.id)) {
      try {
        await verdictOn(portal, userId)
        return false
      }
      catch (error) {
        if (error instanceof OAuthRefusal && error.kind === 'installation') return true
        if (asFailure(error).status >= 500) throw error
      }
    }
    return false
  }

  /** The subscription of the portal changed: what the OAuth server says of it is for the administrator to see. */
  async function paid(portal: Portal) {
    const [userId] = await people.ids(portal.id)
    if (userId === undefined) return
    const code = await verdictOn(portal, userId).then(() => null, error => asFailure(error).code)
    if (code === 'oauth-unreachable') throw new Failure(code)
    verify.forget(portal.memberId)
    log.info({ portalId: portal.id, code }, 'the subscription was looked into')
  }

  function compare({ id }: Portal) {
    return jobs.enqueue({ kind: 'reconcile', key: String(id), portalId: id })
  }

  async function reconcile({ portalId }: Job) {
    const portal = portalId === null ? null : await portals.get(portalId)
    if (portal && portal.state !== 'uninstalled') await installer.repair(portal)
  }

  async function erase({ portalId }: Job) {
    const counts = portalId === null ? null : await portals.erase(portalId)
    if (counts) log.info({ portalId, counts }, 'a portal was erased')
    // Whatever the answer: this may be the second attempt, whose first one ended between the two.
    await jobs.enqueue({ kind: 'clean-index', key: 'all' })
  }

  /** A pair that nobody uses lives for 180 days; one that has not been renewed for half of that is renewed once. */
  async function renewIdle() {
    for (const owner of (await tokens.dueForRenewal(clock())).slice(0, renewedADay)) {
      await tokens.accessToken(owner).catch((error: unknown) => log.info({ portalId: owner.portalId, code: asFailure(error).code }, 'an idle token could not be renewed'))
    }
  }

  async function sweep() {
    await jobs.enqueue({ kind: 'sweep', key: 'daily', runAt: clock() + day })
    await renewIdle()
    const forgotten = await portals.sweep(clock() - unfinished)
    await write(database, transaction => transaction.delete(redeemedCallbacks).where(lt(redeemedCallbacks.expiresAt, clock())).run())
    if (forgotten) log.info({ forgotten }, 'unfinished installations were forgotten')
  }

  jobs.handle('event', lookInto)
  jobs.handle('reconcile', reconcile)
  jobs.handle('erase', erase)
  jobs.handle('sweep', sweep)

  return {
    async administratorCame(portal, isChanged) {
      if (isChanged || (portal.reconciledAt ?? 0) + comparedEvery <= clock()) await compare(portal)
    },
    async begin() {
      await jobs.enqueue({ kind: 'sweep', key: 'daily' }).catch(error => log.error({ err: error }, 'the daily sweep could not be begun'))
    },
  }
}
