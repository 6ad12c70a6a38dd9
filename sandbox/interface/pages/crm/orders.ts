import { mayUseCrm } from '../../../portal/rights.ts'
import type { ShopOrder } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { itemLink, itemOf } from '../../crm.ts'
import { fieldList } from '../../fields.ts'
import { moment, money } from '../../format.ts'
import { html, type Html } from '../../html.ts'
import { extensions } from '../../menu.ts'
import { personLink } from '../../people.ts'
import { widgets } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import { table, type TableColumn } from '../../table.ts'
import { tabbed, widgetTabs } from '../../tabs.ts'
import type { Visit } from '../../visit.ts'
import { absentPage, deniedPage } from '../notices.ts'
import { timelinePanel, widgetBlocks } from './timeline-panel.ts'
import { timelineEntry } from './timeline.ts'
import { crmSections, filter } from './tools.ts'

/** data-types.md "Object types" */
const ORDER = { code: 'ORDER', entityTypeId: 14 }

function orderPath(id: number): string {
  return `/shop/orders/details/${id}/`
}

function orderTitle({ t }: Visit, { accountNumber }: ShopOrder): string {
  return t('order.title', { number: accountNumber })
}

function statusName({ t }: Visit, { statusId }: ShopOrder): string {
  if (statusId === 'F') return t('order.fulfilled')
  return statusId === 'P' ? t('order.paid') : t('order.accepted')
}

/** Company, contact or deal of the order, where the person may read it. */
function related(visit: Visit, entityTypeId: number, id: number | null): Html | null {
  const known = id ? itemOf(visit, entityTypeId, id) : undefined

  return known ? itemLink(known) : null
}

function clients(visit: Visit, order: ShopOrder): (Html | null)[] {
  return [related(visit, 4, order.companyId), related(visit, 3, order.contactId)].filter(link => link !== null)
}

function columns(visit: Visit): TableColumn<ShopOrder>[] {
  const { user, t } = visit

  return [
    { label: t('field.id'), cell: order => order.id },
    { label: t('order.one'), cell: order => html`<a class="strong" href="${orderPath(order.id)}" data-slider>${orderTitle(visit, order)}</a>` },
    { label: t('field.status'), cell: order => statusName(visit, order) },
    { label: t('field.amount'), cell: order => money(order.price, order.currency, user.lang), look: 'right' },
    { label: t('field.client'), cell: order => clients(visit, order), look: 'lines' },
    { label: t('field.responsible'), cell: order => personLink(visit, order.responsibleId) },
    { label: t('field.created'), cell: order => moment(order.dateInsert, user.lang, user.timeZone), look: 'tight' },
  ]
}

/** The orders of the online shop, on portals that have one. */
export function ordersPage(visit: Visit): Answer {
  const { portal, user, url, t } = visit
  if (!portal.hasOrders) return absentPage(visit)
  if (!mayUseCrm(user)) return deniedPage(visit)

  const find = url.searchParams.get('find') ?? ''
  const rows = portal.data.orders.filter(order => orderTitle(visit, order).toLocaleLowerCase().includes(find.toLocaleLowerCase()))
  return page(document(visit, {
    title: t('order.many'),
    ownHeading: true,
    content: html`${crmSections(visit, 'order')}<div class="page-head"><h1>${t('order.many')}</h1>${filter(visit, find)}${extensions(visit, 'CRM_ORDER_LIST_TOOLBAR')}</div>
      ${rows.length === 0
        ? notice('empty', t('crm.none'))
        : html`<div class="panel table-panel" id="crm-items" data-live>${table(columns(visit), rows)}<p class="table-foot">${t('crm.total', { count: rows.length })}</p></div>`}`,
  }))
}

function general(visit: Visit, order: ShopOrder): Html {
  const { user, t } = visit
  const created = timelineEntry(visit, { at: order.dateInsert, icon: 'plus', title: t('card.created', { type: t('order.one') }) })

  return html`<div class="card-general">
    <div class="card-fields" id="card-fields" data-live><section class="panel"><h2 class="panel-title">${t('card.about', { type: t('order.one') })}</h2>${fieldList([
      [t('field.amount'), html`<strong class="amount">${money(order.price, order.currency, user.lang)}</strong>`],
      [t('field.status'), statusName(visit, order)],
      [t('field.client'), clients(visit, order)],
      [t('crm.deal'), related(visit, 2, order.dealId)],
      [t('field.responsible'), personLink(visit, order.responsibleId)],
      [t('field.comment'), order.userDescription],
    ])}</section></div>
    <div>${timelinePanel(visit, widgetBlocks(visit, ORDER, order.id))}
      <section class="timeline" aria-label="${t('card.timeline')}"><p class="timeline-label"><span>${t('card.today')}</span></p><ul>${created}</ul></section></div>
  </div>`
}

function products({ user, t }: Visit, order: ShopOrder): Html {
  const price = (amount: number) => money(amount, order.currency, user.lang, 'exact')

  return html`<div class="panel table-panel">${table([
    { label: t('card.products'), cell: ({ name }) => name },
    { label: t('order.price'), cell: item => price(item.price), look: 'right' },
    { label: t('order.quantity'), cell: ({ quantity }) => quantity, look: 'right' },
    { label: t('field.amount'), cell: item => price(item.price * item.quantity), look: 'right' },
  ], order.items)}</div>`
}

export function orderPage(visit: Visit, id: number): Answer {
  const { portal, user, t } = visit
  if (!portal.hasOrders) return absentPage(visit)
  const order = portal.data.orders.find(candidate => candidate.id === id)
  if (!order || !mayUseCrm(user)) return deniedPage(visit)

  const title = orderTitle(visit, order)
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`<article class="card">
      <header class="card-head"><p class="card-type">${t('order.one')}</p><h1>${title}</h1></header>
      ${tabbed(t('card.tabs'), [
        { id: 'general', title: t('card.general'), content: general(visit, order) },
        { id: 'products', title: t('card.products'), content: products(visit, order) },
        ...widgetTabs(widgets(visit, 'CRM_ORDER_DETAIL_TAB'), { ID: String(order.id) }),
      ])}
    </article>`,
  }))
}
