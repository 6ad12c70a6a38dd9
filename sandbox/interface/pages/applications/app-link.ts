import type { IncomingMessage } from 'node:http'
import { parsePhp } from '../../../http.ts'
import { map } from '../../../rest/params.ts'
import type { Portal } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { appTitle, widgetRequest, widgets } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { findApp } from './application.ts'

/** The page that the link stood on, as the browser names it; nothing when the address was opened directly. */
function pageOfLink({ url: origin }: Portal, { headers }: IncomingMessage): string | undefined {
  const referer = URL.parse(headers.referer ?? '')
  if (referer?.origin !== new URL(origin).origin) return undefined
  for (const own of ['IFRAME', 'IFRAME_TYPE']) referer.searchParams.delete(own)

  return referer.pathname + referer.search
}

/**
 * `/marketplace/view/<application>/?params[key]=value`, the link that applications send: the widget of REST_APP_URI with `params` as its
 * context, in whatever depth; other keys of the address are not passed on. Source: api-reference/widgets/universal/app-url.md
 */
export function appLinkPage(visit: Visit, idOrClientId: string, request: IncomingMessage): Answer {
  const { portal, user, url, t } = visit
  const app = findApp(visit, idOrClientId)
  const widget = widgets(visit, 'REST_APP_URI').find(candidate => candidate.app === app)
  const title = widget?.title ?? (app ? appTitle(app, user.lang) : t('absent.title'))
  if (!widget) return page(document(visit, { title, content: notice('empty', app ? t('link.unbound') : t('app.absent')) }), 404)

  return page(document(visit, {
    title,
    content: frameSlot(widgetRequest(widget, {
      options: map(parsePhp(url.search.slice(1)).params),
      mode: visit.inSlider ? 'slider' : 'page',
      uri: pageOfLink(portal, request),
    })),
  }))
}
