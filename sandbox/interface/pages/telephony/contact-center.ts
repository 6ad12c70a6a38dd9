import { page, type Answer } from '../../answer.ts'
import { html, type Html } from '../../html.ts'
import { icon, type IconName } from '../../icons.ts'
import { widgetRequest, widgets, type Widget } from '../../placements.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'

const PLACEMENT = 'CONTACT_CENTER'

function linkTile(href: string, iconName: IconName, title: string, tint: number): Html {
  return html`<li><a class="tile" href="${href}"><span class="app-icon tint-${tint}" aria-hidden="true">${icon(iconName)}</span><span>${title}</span></a></li>`
}

/** The widget is told the number of its registration: api-reference/widgets/contact-center.md */
function widgetTile(widget: Widget): Html {
  const { app, binding, title } = widget
  const request = widgetRequest(widget, { options: { ID: String(binding.id) }, mode: 'slider' })

  return html`<li><button type="button" class="tile" data-widget="${JSON.stringify(request)}"><span class="app-icon tint-${app.id % 8}" aria-hidden="true">${icon('app')}</span><span>${title}</span></button></li>`
}

export function contactCenterPage(visit: Visit): Answer {
  const { user, t } = visit
  if (user.role === 'extranet') return deniedPage(visit)

  return page(document(visit, {
    title: t('menu.contactCenter'),
    content: html`<ul class="tiles">
      ${linkTile('/telephony/', 'phone', t('menu.telephony'), 5)}
      ${linkTile('/online/', 'messenger', t('menu.messenger'), 0)}
      ${widgets(visit, PLACEMENT).map(widgetTile)}
      ${linkTile('/marketplace/', 'plus', t('contactCenter.more'), 6)}
    </ul>`,
  }))
}
