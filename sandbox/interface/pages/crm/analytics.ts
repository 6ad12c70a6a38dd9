import { mayConfigureCrm } from '../../../portal/rights.ts'
import { page, type Answer } from '../../answer.ts'
import { categoryIdOf, crmTypes, defaultCategoryId, itemsOf, stages, type CrmType } from '../../crm.ts'
import { frameSlot } from '../../frame-slot.ts'
import { html, type Html, type Piece } from '../../html.ts'
import { extensions } from '../../menu.ts'
import { personLink } from '../../people.ts'
import { widgetRequest, widgets, type Widget } from '../../placements.ts'
import { document } from '../../shell.ts'
import { bar, table } from '../../table.ts'
import { within, type Visit } from '../../visit.ts'
import { absentPage } from '../notices.ts'
import { sums } from './kanban.ts'
import { crmSections, pipelineChoice } from './tools.ts'

const SECTION = '/report/analytics/'

/** Public reports of these services open in a tab of their own: api-reference/widgets/crm/bi-analytics-menu.md */
const BI_SERVICES = /^(app\.powerbi\.com|lookerstudio\.google\.com|datastudio\.google\.com)$/

interface Entry { key: string, name: string, href: string, newTab?: boolean }

/** Only people who may work with BI analytics see its entries. */
function biWidgets(visit: Visit): Widget[] {
  return mayConfigureCrm(visit.user) ? widgets(visit, 'BI_ANALYTICS_MENU') : []
}

function biEntry(visit: Visit, { binding, title }: Widget): Entry {
  const report = BI_SERVICES.test(URL.parse(binding.handler)?.hostname ?? '')
  return { key: `bi-${binding.id}`, name: title, href: report ? binding.handler : within(visit, `/biconnector/placement.php?id=${binding.id}`), newTab: report }
}

function menuGroups(visit: Visit): [name: string, entries: Entry[]][] {
  const { t } = visit
  const own = [
    { key: 'pipeline', name: t('analytics.pipeline'), href: within(visit, SECTION) },
    { key: 'employees', name: t('analytics.employees'), href: within(visit, `${SECTION}?report=employees`) },
  ]
  const added = widgets(visit, 'CRM_ANALYTICS_MENU').map(({ binding, title }) =>
    ({ key: `widget-${binding.id}`, name: title, href: within(visit, `${SECTION}?widget=${binding.id}`) }))
  const bi = biWidgets(visit).map(widget => biEntry(visit, widget))
  const groups: [string, Entry[]][] = [[t('analytics.reports'), [...own, ...added]], [t('analytics.bi'), bi]]
  return groups.filter(([, entries]) => entries.length > 0)
}

/** A page of the section: its menu on the left, the report beside it. */
function sectionPage(visit: Visit, { key, title, tools, report }: { key: string, title: string, tools?: Piece, report: Html }): Answer {
  const link = ({ key: own, name, href, newTab }: Entry) => html`<li><a href="${href}"${own === key ? html` aria-current="page"` : ''}${newTab ? html` target="_blank" rel="noopener"` : ''}>${name}</a></li>`

  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`${!visit.inSlider && crmSections(visit, 'analytics')}<div class="page-head"><h1>${title}</h1>${tools}</div>
      <div class="section-layout"><nav class="panel section-menu" aria-label="${visit.t('crm.analytics')}">${menuGroups(visit).map(([name, entries]) =>
        html`<h2>${name}</h2><ul>${entries.map(link)}</ul>`)}</nav>
      <div class="section-body">${report}</div></div>`,
  }))
}

function pipelineReport(visit: Visit, type: CrmType, categoryId: number): Html {
  const { t } = visit
  const items = itemsOf(visit, type).filter(item => categoryIdOf(item) === categoryId)
  const rows = stages(visit, type, categoryId).map(stage => ({ stage, own: items.filter(item => item.stageId === stage.id) }))
  const most = Math.max(1, ...rows.map(({ own }) => own.length))

  return html`<div class="panel table-panel">${table([
    { label: t('field.stage'), cell: ({ stage }) => stage.name },
    { label: t('analytics.count'), cell: ({ own }) => own.length, look: 'right' },
    { label: t('analytics.share'), cell: ({ stage, own }) => bar(own.length / most, stage.color) },
    { label: t('field.amount'), cell: ({ own }) => sums(visit, own), look: 'right' },
  ], rows)}</div>`
}

function employeesReport(visit: Visit, type: CrmType): Html {
  const { portal, t } = visit
  const items = itemsOf(visit, type)
  const rows = portal.users
    .map(user => ({ user, own: items.filter(item => item.assignedById === user.id) }))
    .filter(({ own }) => own.length > 0)
    .sort((one, other) => other.own.length - one.own.length)

  return html`<div class="panel table-panel">${table([
    { label: t('field.responsible'), cell: ({ user }) => personLink(visit, user.id) },
    { label: t('analytics.count'), cell: ({ own }) => own.length, look: 'right' },
    { label: t('analytics.won'), cell: ({ own }) => own.filter(item => item.isWon === 'Y').length, look: 'right' },
    { label: t('analytics.wonAmount'), cell: ({ own }) => sums(visit, own.filter(item => item.isWon === 'Y')), look: 'right' },
  ], rows)}</div>`
}

/** A widget of CRM_ANALYTICS_MENU in the working area; to the application it was opened from the section itself. */
function widgetReport(visit: Visit, widget: Widget): Html {
  return frameSlot(widgetRequest(widget, { uri: within(visit, SECTION) }))
}

/** CRM analytics: figures about deals that the person may read, and the reports of applications. */
export function analyticsPage(visit: Visit): Answer {
  const { url, t } = visit
  const deals = crmTypes(visit).find(({ entityTypeId }) => entityTypeId === 2)
  if (!deals) return absentPage(visit)

  const id = url.searchParams.get('widget')
  const widget = widgets(visit, 'CRM_ANALYTICS_MENU').find(({ binding }) => String(binding.id) === id)
  if (id && !widget) return absentPage(visit)
  if (widget) return sectionPage(visit, { key: `widget-${id}`, title: widget.title, report: widgetReport(visit, widget) })

  const toolbar = extensions(visit, 'CRM_ANALYTICS_TOOLBAR')
  if (url.searchParams.get('report') === 'employees') {
    return sectionPage(visit, { key: 'employees', title: t('analytics.employees'), tools: toolbar, report: employeesReport(visit, deals) })
  }
  const categoryId = Number(url.searchParams.get('category') ?? defaultCategoryId(visit, deals))
  const choice = pipelineChoice(visit, deals, categoryId, category => within(visit, `${SECTION}?category=${category}`))
  return sectionPage(visit, { key: 'pipeline', title: t('analytics.pipeline'), tools: html`${choice}${toolbar}`, report: pipelineReport(visit, deals, categoryId) })
}

/** A BI report of an application: a plain GET without a word about person or portal. api-reference/widgets/crm/bi-analytics-menu.md */
export function biPlacementPage(visit: Visit): Answer {
  const id = visit.url.searchParams.get('id')
  const widget = biWidgets(visit).find(({ binding }) => String(binding.id) === id)
  if (!widget) return absentPage(visit)

  const { binding, title } = widget
  return sectionPage(visit, {
    key: `bi-${binding.id}`,
    title,
    report: html`<div class="frame-slot frame-widget"><iframe src="${binding.handler}" title="${title}" referrerpolicy="no-referrer"></iframe></div>`,
  })
}
