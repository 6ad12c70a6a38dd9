import { mayEdit } from '../../../portal/rights.ts'
import type { CrmItem } from '../../../types.ts'
import { itemPath, type CrmType } from '../../crm.ts'
import { html, type Html, type Piece } from '../../html.ts'
import { widgetRequest, widgets, type Widget } from '../../placements.ts'
import type { Visit } from '../../visit.ts'

/** One of the client block's two fields, where applications stay out of sight and answer with what they found: own clients while typing, applications at a click once the query is long enough. */
function clientField(visit: Visit, entityTypeName: 'COMPANY' | 'CONTACT', action: string): Html {
  const { t } = visit
  const label = entityTypeName === 'COMPANY' ? t('crm.company') : t('crm.contact')
  const sources = widgets(visit, 'CRM_DETAIL_SEARCH')

  return html`<form class="entity-search" method="post" action="${action}" data-entity-search>
    <input type="hidden" name="entityTypeName" value="${entityTypeName}">
    <label>${label}<input type="search" autocomplete="off" placeholder="${t('search.client')}"></label>
    <div class="found" data-choices="/sandbox/choices/crm?types=${entityTypeName.toLowerCase()}" aria-live="polite"></div>
    <div class="sources" data-sources hidden>${sources.map(widget =>
      html`<button type="button" data-source="${JSON.stringify(widgetRequest(widget, { options: { entityTypeName } }))}">${t('search.at', { source: widget.title })}</button>`)}</div>
    <div data-asked hidden></div>
  </form>`
}

/** Which clients an item can have: a contact only its company, a company none. */
function clientFields({ entityTypeId }: CrmType): ('COMPANY' | 'CONTACT')[] {
  if (entityTypeId === 4) return []
  return entityTypeId === 3 ? ['COMPANY'] : ['COMPANY', 'CONTACT']
}

/** The client block of a card: who it is, and for those who may change it the search for another. */
export function clientBlock(visit: Visit, type: CrmType, item: CrmItem, links: Html[]): Piece {
  const fields = clientFields(type)
  if (fields.length === 0 || !mayEdit(visit.user, item)) return links

  return html`<div data-blocks>${links}
    <button type="button" class="text-button" aria-expanded="false" aria-controls="client-search">${visit.t('search.change')}</button>
    <div id="client-search" class="client-search" hidden>${fields.map(field => clientField(visit, field, itemPath(visit, type, item, 'client')))}</div>
  </div>`
}

/** A field that asks an application by itself; which one, the person chooses when there are several. Nothing without applications. */
export function autocomplete(visit: Visit, label: string, sources: Widget[]): Html | null {
  if (sources.length === 0) return null

  return html`<div class="entity-search" data-entity-search>
    <label>${label}<input type="search" autocomplete="off"></label>
    <label class="${sources.length > 1 ? '' : 'unseen'}">${visit.t('search.source')}<select>${sources.map(widget =>
      html`<option value="${JSON.stringify(widgetRequest(widget))}">${widget.title}</option>`)}</select></label>
    <div data-asked hidden></div>
  </div>`
}
