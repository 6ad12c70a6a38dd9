import type { InstallProgress, InstallStep } from '../../shared/opening.ts'
import type { Verdict } from '../bitrix24/oauth.ts'
import { reconcile, type Outcome, type Progress } from '../bitrix24/reconciler.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import { asFailure, Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import type { AnyAdministrator } from './administrators.ts'
import type { Portal, Portals } from './portals.ts'
import type { Settings } from './settings.ts'
import { titlesOf } from './titles.ts'

export interface Installer {
  /**
   * Registers everything on the portal with the administrator's rights, telling each step. It never throws: a failure is its last line, and
   * the whole can be run again. Only after `finished` may the page call `installFinish`.
   */
  run(portal: Portal, userId: number, requestId: string): AsyncGenerator<InstallProgress>
  /**
   * The same without a page, with the rights of any administrator who has been here: after an update, for a repair, or where the portal
   * calls the installation finished and no page of ours has run. What it finds to mend is recorded for the administrator.
   * @throws Failure `no-administrator`, and what kept the portal from answering.
   */
  repair(portal: Portal): Promise<void>
}

/**
 * @param connect a client with the rights of one person.
 * @param verdictOn what the OAuth server says now of that person's token.
 * @param clock milliseconds since the epoch.
 */
export function createInstaller({ connect, verdictOn, anyAdministrator, portals, settings, appUrl, clock, log }: {
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  verdictOn: (portal: Portal, userId: number) => Promise<Verdict>
  anyAdministrator: AnyAdministrator
  portals: Portals
  settings: Settings
  appUrl: string
  clock: () => number
  log: Log
}): Installer {
  /** The steps of the reconciler and, when it is through, the installation as finished. */
  async function* register(portal: Portal, userId: number, mayFinish: (isInstalled: boolean) => boolean): AsyncGenerator<Progress> {
    const client = await connect(portal, userId)
    const { installed } = await verdictOn(portal, userId)
    for await (const progress of reconcile({ client, appUrl, titlesOf })) {
      if ('outcome' in progress) await keep(portal, progress.outcome, installed, mayFinish(installed))
      yield progress
    }
  }

  async function keep(portal: Portal, outcome: Outcome, isInstalled: boolean, mayFinish: boolean) {
    if (outcome.skipped.length) log.warn({ portalId: portal.id, skipped: outcome.skipped }, 'registrations were refused')
    await settings.setRegistrations(portal.id, { ...outcome, at: clock() })
    await portals.reconciled(portal.id)
    if (mayFinish && !await portals.finishInstallation(portal, !isInstalled)) throw new Failure('session-over')
  }

  return {
    async* run(portal, userId, requestId) {
      let step: InstallStep = 'portal'
      try {
        for await (const progress of register(portal, userId, () => true)) {
          if ('step' in progress) {
            step = progress.step
            yield progress
            continue
          }
          const { bound, skipped } = progress.outcome
          log.info({ requestId, portalId: portal.id, bound: bound.length, skipped: skipped.length }, 'the installation is finished')
          yield { state: 'finished', widgets: bound.length, skipped: skipped.length }
        }
      }
      catch (error) {
        const failure = asFailure(error)
        log.error({ requestId, portalId: portal.id, step, err: failure }, 'the installation stopped')
        yield { state: 'failed', step, code: failure.code, requestId }
      }
    },

    async repair(portal) {
      const { userId } = await anyAdministrator(portal)
      await Array.fromAsync(register(portal, userId, isInstalled => isInstalled && portal.state === 'pending'))
    },
  }
}
