import type { Verdict } from '../bitrix24/oauth.ts'
import { reconcile } from '../bitrix24/reconciler.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import type { InstallProgress, InstallStep } from '../../shared/opening.ts'
import { asFailure, Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import type { Portal, Portals } from './portals.ts'
import type { Settings } from './settings.ts'
import { titlesOf } from './titles.ts'

export interface Installer {
  /**
   * Registers everything on the portal with the administrator's rights, telling each step. It never throws: a failure is its last line, and
   * the whole can be run again. Only after `finished` may the page call `installFinish`.
   */
  run(portal: Portal, userId: number, requestId: string): AsyncGenerator<InstallProgress>
}

/**
 * @param connect a client with the rights of one person.
 * @param verdictOn what the OAuth server says now of that person's token.
 */
export function createInstaller({ connect, verdictOn, portals, settings, appUrl, log }: {
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
  verdictOn: (portal: Portal, userId: number) => Promise<Verdict>
  portals: Portals
  settings: Settings
  appUrl: string
  log: Log
}): Installer {
  return {
    async* run(portal, userId, requestId) {
      let step: InstallStep = 'portal'
      try {
        const client = await connect(portal, userId)
        const isAnew = portal.state === 'installed' && !(await verdictOn(portal, userId)).installed
        for await (const progress of reconcile({ client, appUrl, titlesOf })) {
          if ('step' in progress) {
            step = progress.step
            yield progress
            continue
          }
          const { bound, skipped } = progress.outcome
          if (skipped.length) log.warn({ requestId, portalId: portal.id, skipped }, 'registrations were refused')
          await settings.setPlaces(portal.id, bound)
          if (!await portals.finishInstallation(portal, isAnew)) throw new Failure('session-over')
          yield { state: 'finished', widgets: bound.length, skipped: skipped.length }
        }
      }
      catch (error) {
        const failure = asFailure(error)
        log.error({ requestId, portalId: portal.id, step, err: failure }, 'the installation stopped')
        yield { state: 'failed', step, code: failure.code, requestId }
      }
    },
  }
}
