import type { CrmItem } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { categoryIdOf, clientsOf, contactValues, detailsPath, itemLink, itemsOf, itemTitle, stages, type CrmType, type Stage } from '../../crm.ts'
import { moment, money } from '../../format.ts'
import { html, telephone, type Html } from '../../html.ts'
import { rowMenu, widgetEntries, type Entry } from '../../menu.ts'
import { personLink } from '../../people.ts'
import { document, notice } from '../../shell.ts'
import { table, type TableColumn } from '../../table.ts'
import type { Visit } from '../../visit.ts'
import { crmHead, crmSections } from './tools.ts'

/** The items of one pipeline (all, for a type without pipelines) that the person may read and whose title contains `find`. */
export function itemsOfPipeline(visit: Visit, type: CrmType, { categoryId, find }: { categoryId: number, find: string }): CrmItem[] {
  const wanted = find.toLocaleLowerCase()
  return itemsOf(visit, type)
    .filter(item => !type.hasCategories || categoryIdOf(item) === categoryId)
    .filter(item => itemTitle(item).toLocaleLowerCase().includes(wanted))
}

export function responsible(visit: Visit, item: CrmItem): Html | null {
  return personLink(visit, item.assignedById)
}

export function clientLinks(visit: Visit, item: CrmItem): Html[] {
  return clientsOf(visit, item).map(itemLink)
}

function stageBar(all: Stage[], stageId: unknown): Html | null {
  const reached = all.findIndex(stage => stage.id === stageId)
  const stage = all[reached]
  if (!stage) return null

  const steps = all.filter(candidate => candidate.final !== 'F' || candidate.id === stage.id)
  return html`<div class="stage-cell"><span class="stage-steps" aria-hidden="true">${steps.map((step, index) =>
    html`<i style="${index <= steps.indexOf(stage) ? `background:${stage.color}` : ''}"></i>`)}</span>${stage.name}</div>`
}

type Column = TableColumn<CrmItem>

function rowEntries(visit: Visit, type: CrmType, item: CrmItem): Entry[] {
  return [
    { label: visit.t('crm.show'), href: detailsPath(type, item.id), slider: 'full' },
    ...widgetEntries(visit, `CRM_${type.code}_LIST_MENU`, { ID: item.id }),
  ]
}

function columns(visit: Visit, type: CrmType, categoryId: number): Column[] {
  const { user, t } = visit
  const all = stages(visit, type, categoryId)
  const title: Column = {
    label: type.one,
    cell: item => html`<a class="strong" href="${detailsPath(type, item.id)}" data-slider>${itemTitle(item)}</a>`,
  }
  const actions: Column = { label: '', cell: item => rowMenu(visit, String(item.id), rowEntries(visit, type, item)) }
  const id: Column = { label: t('field.id'), cell: item => item.id }
  const owner: Column = { label: t('field.responsible'), cell: item => responsible(visit, item) }
  const created: Column = { label: t('field.created'), cell: item => moment(item.createdTime, user.lang, user.timeZone), look: 'tight' }
  const client: Column = { label: t(type.entityTypeId === 3 ? 'crm.company' : 'field.client'), cell: item => clientLinks(visit, item), look: 'lines' }
  if (!type.hasStages) {
    const phone: Column = { label: t('field.phone'), cell: item => telephone(contactValues(item, 'PHONE')), look: 'tight' }
    const email: Column = { label: t('field.email'), cell: item => contactValues(item, 'EMAIL') }
    return [actions, id, title, ...type.entityTypeId === 4 ? [] : [client], phone, email, owner, created]
  }

  return [
    actions,
    id,
    title,
    { label: t('field.stage'), cell: item => stageBar(all, item.stageId) },
    { label: t('field.amount'), cell: item => money(item.opportunity, item.currencyId, user.lang), look: 'right' },
    client,
    owner,
    created,
  ]
}

export function crmListPage(visit: Visit, type: CrmType, categoryId: number): Answer {
  const { url, t } = visit
  const find = url.searchParams.get('find') ?? ''
  const items = itemsOfPipeline(visit, type, { categoryId, find })
  const shown = columns(visit, type, categoryId)

  return page(document(visit, {
    title: type.many,
    ownHeading: true,
    content: html`${crmSections(visit, type.path)}${crmHead(visit, type, { view: 'list', categoryId, find })}
      ${items.length === 0
        ? notice('empty', t('crm.none'))
        : html`<div class="panel table-panel" id="crm-items" data-live>${table(shown, items)}<p class="table-foot">${t('crm.total', { count: items.length })}</p></div>`}`,
  }))
}
