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

export function createInstaller({ connect, portals, settings, appUrl, log }: {
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
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
        for await (const progress of reconcile({ client, appUrl, titlesOf })) {
          if ('step' in progress) {
            step = progress.step
            yield progress
            continue
          }
          const { bound, skipped } = progress.outcome
          if (skipped.length) log.warn({ requestId, portalId: portal.id, skipped }, 'registrations were refused')
          await settings.setPlaces(portal.id, bound)
          if (!await portals.finishInstallation(portal.id, portal.generation)) throw new Failure('session-over')
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
