import type { RegisteredApp } from '../../../types.ts'
import { InterfaceError, page, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { html } from '../../html.ts'
import { appPath, appTitle } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { absentPage } from '../notices.ts'

export function findApp({ sandbox }: Visit, idOrClientId: string): RegisteredApp | undefined {
  return [...sandbox.apps.values()].find(app => app.clientId === idOrClientId || String(app.id) === idOrClientId)
}

/** Parameters of openApplication, which the slider's address carries as one JSON object. */
function openingParameters(url: URL): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(url.searchParams.get('params') ?? '{}')
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  }
  catch {
    throw new InterfaceError(400, 'The parameters of the application are not JSON.')
  }
}

/** Why this person sees a sentence instead of the application, or null. */
function obstacle({ portal, user, t }: Visit, app: RegisteredApp): string | null {
  const state = portal.installations.get(app.clientId)?.state
  if (state === undefined || state === 'uninstalled') return t('app.absent')
  if (state === 'added' && user.role !== 'admin') return t('app.unfinished')
  if (!user.appAccess) return t('app.noAccess')
  return null
}

/** The application's own page (PLACEMENT=DEFAULT), or its installer while that is due; in a slider what openApplication opened. */
export function applicationPage(visit: Visit, idOrClientId: string): Answer {
  const { url, user, inSlider, t } = visit
  const app = findApp(visit, idOrClientId)
  if (!app) return absentPage(visit)

  const title = url.searchParams.get('title') ?? appTitle(app, user.lang)
  const refusal = obstacle(visit, app)
  if (refusal) return page(document(visit, { title, content: notice('lock', refusal) }), 403)

  const finished = url.searchParams.get('install_finished')
  return page(document(visit, {
    title,
    content: html`
      ${finished && html`<p class="toast" role="status">${finished === 'Y' ? t('app.finished') : t('app.unfinishedFailed')}</p>`}
      ${frameSlot({
        clientId: app.clientId,
        placement: 'DEFAULT',
        options: openingParameters(url),
        mode: inSlider ? 'slider' : 'page',
        title,
        appPath: appPath(app),
      })}`,
  }))
}
