import { readableCalls } from '../../../rights.ts'
import type { CallRecord } from '../../../telephony.ts'
import { page, type Answer } from '../../answer.ts'
import { frameSlot } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { appPath, widgets } from '../../placements.ts'
import { document } from '../../shell.ts'
import { fullName, type Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { callLength } from './telephony.ts'

const PLACEMENT = 'TELEPHONY_ANALYTICS_MENU'

interface Report { id: string, title: string, group: string, content: Html }

function byEmployee({ portal, t }: Visit, calls: CallRecord[]): Html {
  const groups = [...Map.groupBy(calls, call => call.PORTAL_USER_ID)].sort(([, one], [, other]) => other.length - one.length)
  const most = Math.max(1, ...groups.map(([, own]) => own.length))
  const name = (userId: string) => {
    const user = portal.users.find(({ id }) => String(id) === userId)
    return user ? fullName(user) : ''
  }

  return html`<div class="panel table-panel"><table>
    <thead><tr><th>${t('telephony.employee')}</th><th>${t('telephony.calls')}</th><th class="right">${t('telephony.duration')}</th></tr></thead>
    <tbody>${groups.map(([userId, own]) => html`<tr><td>${name(userId)}</td>
      <td><span class="report-bar" style="--part:${own.length / most}"></span> ${own.length}</td>
      <td class="right">${callLength(own.reduce((sum, call) => sum + Number(call.CALL_DURATION), 0))}</td></tr>`)}</tbody></table></div>`
}

/** Widgets stand under the group of their binding, those without one under "Applications": api-reference/widgets/telephony/analytics-menu.md */
function widgetReports(visit: Visit): Report[] {
  return widgets(visit, PLACEMENT).map(({ app, binding, title, group }) => ({
    id: `report-widget-${binding.id}`,
    title,
    group: group || visit.t('apps.title'),
    content: frameSlot({ clientId: app.clientId, placement: PLACEMENT, handler: binding.handler, mode: 'widget', title, appPath: appPath(app) }, 'on show'),
  }))
}

/** The call statistics: a menu of reports and the area that the chosen one fills. */
export function telephonyReportPage(visit: Visit): Answer {
  const { portal, user, t } = visit
  const calls = readableCalls(portal, user)
  if (!calls) return deniedPage(visit)

  const reports: Report[] = [{ id: 'report-employees', title: t('telephony.byEmployee'), group: t('telephony.reports'), content: byEmployee(visit, calls) }, ...widgetReports(visit)]
  const groups = Map.groupBy(reports, ({ group }) => group)
  const tab = ({ id, title }: Report) => html`<button type="button" role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="${id === reports[0]?.id ? 'true' : 'false'}" tabindex="${id === reports[0]?.id ? 0 : -1}">${title}</button>`

  return page(document(visit, {
    title: t('telephony.analytics'),
    content: html`<div class="report">
      <div class="panel report-menu" role="tablist" aria-orientation="vertical" aria-label="${t('telephony.reports')}">${[...groups].map(([group, members]) => html`<span class="menu-group" role="presentation">${group}</span>${members.map(tab)}`)}</div>
      <div class="report-area">${reports.map(({ id, content }, index) => html`<div role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}"${index > 0 ? html` hidden` : ''}>${content}</div>`)}</div>
    </div>`,
  }))
}
