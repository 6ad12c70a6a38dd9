import { mayConfigureCrm } from '../../../portal/rights.ts'
import { categoriesOf, crmTypes, defaultCategoryId, hasAutomation, type CrmType } from '../../crm.ts'
import { html, type Html } from '../../html.ts'
import { icon } from '../../icons.ts'
import { extensions, menuButton } from '../../menu.ts'
import type { Visit } from '../../visit.ts'

export type CrmView = 'list' | 'kanban'

export function viewPath(type: CrmType, view: CrmView, categoryId: number): string {
  return `/crm/${type.path}/${view}/category/${categoryId}/`
}

export function automationPath(type: CrmType, categoryId: number): string {
  return `/crm/${type.path}/automation/${categoryId}/`
}

/** Deals have had this page longer than other types have had pipelines. */
export function pipelinesPath(type: CrmType): string {
  return type.entityTypeId === 2 ? '/crm/tunnels/' : `/crm/${type.path}/categories/`
}

/** Where the menus lead: the board of a type with stages, else its list. */
export function startPath(visit: Visit, type: CrmType): string {
  return viewPath(type, type.hasStages ? 'kanban' : 'list', defaultCategoryId(visit, type))
}

/** The sections of the CRM as links above the heading, as Bitrix24 shows them. `current` is the path of a type, or of the section. */
export function crmSections(visit: Visit, current: string): Html {
  const { portal, t } = visit
  const sections = [
    ...crmTypes(visit).map(type => ({ path: type.path, href: startPath(visit, type), name: type.many })),
    ...portal.hasOrders ? [{ path: 'order', href: '/shop/orders/list/', name: t('order.many') }] : [],
    { path: 'activity', href: '/crm/activity/', name: t('crm.activities') },
    { path: 'analytics', href: '/report/analytics/', name: t('crm.analytics') },
  ]
  const link = ({ path, href, name }: typeof sections[number]) =>
    html`<li><a href="${href}"${path === current ? html` aria-current="page"` : ''}>${name}</a></li>`

  return html`<nav class="sections" aria-label="${t('crm.sections')}"><ul>${sections.map(link)}</ul></nav>`
}

/** What administrators set up for the type that is shown; in sliders over it. */
function settings({ user, t }: Visit, type: CrmType, categoryId: number): Html | null {
  if (!mayConfigureCrm(user) || !hasAutomation(type)) return null

  return menuButton({
    id: 'crm-settings',
    label: t('crm.settings'),
    face: icon('settings'),
    look: 'button button-quiet button-round',
    entries: [
      { label: t('crm.automation'), href: automationPath(type, categoryId), slider: 'full' },
      ...type.hasCategories ? [{ label: t('crm.pipelines'), href: pipelinesPath(type), slider: 'full' as const }] : [],
    ],
  })
}

/** The choice among several pipelines; each leads to its own page. */
export function pipelineChoice(visit: Visit, type: CrmType, categoryId: number, pathOf: (categoryId: number) => string): Html | null {
  const categories = categoriesOf(visit, type)
  if (categories.length < 2) return null

  return html`<label class="pipeline"><span class="unseen">${visit.t('crm.pipeline')}</span>
    <select data-goes>${categories.map(category => html`<option value="${pathOf(category.id)}"${category.id === categoryId ? html` selected` : ''}>${category.name}</option>`)}</select>
  </label>`
}

/** Heading, filter, pipeline and view switch of a list or board. */
export function crmHead(visit: Visit, type: CrmType, { view, categoryId, find }: { view: CrmView, categoryId: number, find: string }): Html {
  const { t } = visit
  const viewLink = (target: CrmView) => html`<a href="${viewPath(type, target, categoryId)}"${target === view ? html` aria-current="true"` : ''}>${t(`crm.${target}`)}</a>`

  return html`<div class="page-head">
    <h1>${type.many}</h1>
    ${pipelineChoice(visit, type, categoryId, id => viewPath(type, view, id))}
    ${filter(visit, find)}
    ${extensions(visit, `CRM_${type.code}_LIST_TOOLBAR`)}
    ${settings(visit, type, categoryId)}
    ${type.hasStages && html`<nav class="views" aria-label="${t('crm.view')}">${viewLink('kanban')}${viewLink('list')}</nav>`}
  </div>`
}

/** The search field over a list. What else the address says, of the view or the slider it is in, stays. */
export function filter({ url, t }: Visit, find: string): Html {
  const kept = [...url.searchParams].filter(([name]) => name !== 'find')

  return html`<form class="filter" role="search" aria-label="${t('crm.filterLabel')}">${icon('search')}<input type="search" name="find" value="${find}" aria-label="${t('crm.filter')}" placeholder="${t('crm.filter')}">${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}</form>`
}
