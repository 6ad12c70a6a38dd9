import { reconcile } from '../server/bitrix24/reconciler.ts'
import { connectPortal } from '../server/bitrix24/rest.ts'
import { titlesOf } from '../server/portals/titles.ts'
import { Secret } from '../server/secret.ts'
import { call, open } from './app.ts'
import type { Stage } from './stage.ts'

export interface Installation {
  widgets: number
  /** Registrations that the portal refused. */
  skipped: number
  /** REST requests to the portal. */
  requests: number
  seconds: number
}

/** What this version shows, installed as people do: the install page opened, its button pressed, `installFinish`. */
export async function install(stage: Stage): Promise<Installation> {
  const [form] = await stage.sandbox('forms', { placement: 'DEFAULT', count: 1 })
  if (!form) throw new Error('no form')
  const { session } = await open(form)

  const measured = await measure(stage, async () => {
    const lines = (await call(stage, session, 'POST', '/api/install')).trim().split('\n')
    const last: { state: string, widgets: number, skipped: number } = JSON.parse(lines.at(-1) ?? '{}')
    if (last.state !== 'finished') throw new Error(`the installation ended with ${lines.at(-1)}`)
    return last
  })
  await stage.sandbox('finishInstallation')
  await stage.settled()
  return measured
}

/**
 * Every placement of the manifest that is to be bound one day, whether or not its view is built: no version of the app does this yet, so the
 * reconciler is called here, in the bench's own process, for an application of its own.
 */
export async function installWholeManifest(stage: Stage): Promise<Installation> {
  const accessToken = new Secret(await stage.sandbox('token', { of: 'whole manifest' }))
  const client = connectPortal({ clientEndpoint: `${stage.portalUrl}/rest/`, accessToken })

  return measure(stage, async () => {
    for await (const progress of reconcile({ client, appUrl: stage.appUrl, titlesOf, wants: row => row.unbound === null })) {
      if ('outcome' in progress) return { widgets: progress.outcome.bound.length, skipped: progress.outcome.skipped.length }
    }
    throw new Error('the reconciler ended without an outcome')
  })
}

async function measure({ sandbox }: Stage, work: () => Promise<{ widgets: number, skipped: number }>): Promise<Installation> {
  await sandbox('takeRequests')
  const started = performance.now()
  const { widgets, skipped } = await work()
  const seconds = (performance.now() - started) / 1000

  const requests = await sandbox('takeRequests')
  return { widgets, skipped, requests: requests.filter(({ server }) => server === 'portal').length, seconds }
}
