import { readableCalls } from '../../../portal/rights.ts'
import type { CallRecord } from '../../../portal/telephony.ts'
import { page, type Answer } from '../../answer.ts'
import { html, type Html } from '../../html.ts'
import { personLink } from '../../people.ts'
import { widgets } from '../../placements.ts'
import { document } from '../../shell.ts'
import { bar, table } from '../../table.ts'
import { tabList, tabPanels, widgetTabs, type Tab } from '../../tabs.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { callLength } from './telephony.ts'

const PLACEMENT = 'TELEPHONY_ANALYTICS_MENU'

function byEmployee(visit: Visit, calls: CallRecord[]): Html {
  const { t } = visit
  const groups = [...Map.groupBy(calls, call => Number(call.PORTAL_USER_ID))].sort(([, one], [, other]) => other.length - one.length)
  const most = Math.max(1, ...groups.map(([, own]) => own.length))

  return html`<div class="panel table-panel">${table([
    { label: t('telephony.employee'), cell: ([userId]) => personLink(visit, userId) },
    { label: t('telephony.calls'), cell: ([, own]) => own.length, look: 'right' },
    { label: t('analytics.share'), cell: ([, own]) => bar(own.length / most) },
    { label: t('telephony.duration'), cell: ([, own]) => callLength(own.reduce((sum, call) => sum + Number(call.CALL_DURATION), 0)), look: 'right' },
  ], groups)}</div>`
}

/** Widgets stand under the group of their binding, those without one under "Applications": api-reference/widgets/telephony/analytics-menu.md */
function widgetReports(visit: Visit): Tab[] {
  return widgets(visit, PLACEMENT).flatMap(widget => widgetTabs([widget]).map(tab => ({ ...tab, group: widget.group || visit.t('apps.title') })))
}

/** The call statistics: a menu of reports and the area that the chosen one fills. */
export function telephonyReportPage(visit: Visit): Answer {
  const { portal, user, t } = visit
  const calls = readableCalls(portal, user)
  if (!calls) return deniedPage(visit)

  const reports: Tab[] = [{ id: 'report-employees', title: t('telephony.byEmployee'), group: t('telephony.reports'), content: byEmployee(visit, calls) }, ...widgetReports(visit)]

  return page(document(visit, {
    title: t('telephony.analytics'),
    content: html`<div class="section-layout">${tabList(t('telephony.reports'), reports, { name: 'panel section-menu', vertical: true })}<div class="section-body">${tabPanels(reports)}</div></div>`,
  }))
}
