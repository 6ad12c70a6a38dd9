import { categoriesOf, crmTypes, defaultCategoryId, type CrmType } from '../crm.ts'
import { html, type Html } from '../html.ts'
import { icon } from '../icons.ts'
import { extensions } from '../menu.ts'
import type { Visit } from '../visit.ts'

export type CrmView = 'list' | 'kanban'

export function viewPath(type: CrmType, view: CrmView, categoryId: number): string {
  return `/crm/${type.path}/${view}/category/${categoryId}/`
}

/** Where the menus lead: the board of a type with stages, else its list. */
export function startPath(visit: Visit, type: CrmType): string {
  return viewPath(type, type.hasStages ? 'kanban' : 'list', defaultCategoryId(visit, type))
}

/** The types of CRM items as links above the heading, as Bitrix24 shows them. */
export function crmSections(visit: Visit, current: CrmType): Html {
  const link = (type: CrmType) =>
    html`<li><a href="${startPath(visit, type)}"${type.path === current.path ? html` aria-current="page"` : ''}>${type.many}</a></li>`
  return html`<nav class="sections" aria-label="${visit.t('crm.sections')}"><ul>${crmTypes(visit).map(link)}</ul></nav>`
}

/** Heading, filter, pipeline and view switch of a list or board. */
export function crmHead(visit: Visit, type: CrmType, { view, categoryId, find }: { view: CrmView, categoryId: number, find: string }): Html {
  const { t } = visit
  const categories = categoriesOf(visit, type)
  const viewLink = (target: CrmView) => html`<a href="${viewPath(type, target, categoryId)}"${target === view ? html` aria-current="true"` : ''}>${t(`crm.${target}`)}</a>`

  return html`<div class="page-head">
    <h1>${type.many}</h1>
    ${categories.length > 1 && html`<label class="pipeline"><span class="unseen">${t('crm.pipeline')}</span>
      <select data-goes>${categories.map(category => html`<option value="${viewPath(type, view, category.id)}"${category.id === categoryId ? html` selected` : ''}>${category.name}</option>`)}</select>
    </label>`}
    <form class="filter" role="search">${icon('search')}<input type="search" name="find" value="${find}" aria-label="${t('crm.filter')}" placeholder="${t('crm.filter')}"></form>
    ${extensions(visit, `CRM_${type.code}_LIST_TOOLBAR`)}
    ${type.hasStages && html`<nav class="views" aria-label="${t('crm.view')}">${viewLink('kanban')}${viewLink('list')}</nav>`}
  </div>`
}
