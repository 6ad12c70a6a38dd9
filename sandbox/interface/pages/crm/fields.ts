import type { CrmItem } from '../../../types.ts'
import { categoriesOf, categoryIdOf, contactValues, stages, type CrmType } from '../../crm.ts'
import { fieldList } from '../../fields.ts'
import { moment, money } from '../../format.ts'
import { html, telephone, type Html } from '../../html.ts'
import type { Visit } from '../../visit.ts'
import { clientLinks, responsible } from './list.ts'
import { requisitesPanel } from './requisites.ts'
import { clientBlock } from './search.ts'

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function sourceName({ portal }: Visit, item: CrmItem): string {
  return portal.data.statuses.find(status => status.ENTITY_ID === 'SOURCE' && status.STATUS_ID === item.sourceId)?.NAME ?? ''
}

/** The left half of a card: what is known about the item, empty fields left out as in Bitrix24's view mode. */
export function itemFields(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { user, t } = visit
  const date = (value: unknown) => moment(value, user.lang, user.timeZone)
  const stage = stages(visit, type, categoryIdOf(item)).find(candidate => candidate.id === item.stageId)
  const category = categoriesOf(visit, type).find(candidate => candidate.id === categoryIdOf(item))

  return html`<section class="panel"><h2 class="panel-title">${t('card.about', { type: type.one })}</h2>${fieldList([
    [t('field.amount'), Number(item.opportunity) ? html`<strong class="amount">${money(item.opportunity, item.currencyId, user.lang)}</strong>` : ''],
    [t('field.stage'), stage?.name ?? ''],
    [t('field.client'), clientBlock(visit, type, item, clientLinks(visit, item))],
    [t('field.post'), text(item.post)],
    [t('field.phone'), telephone(contactValues(item, 'PHONE'))],
    [t('field.email'), contactValues(item, 'EMAIL')],
    [t('field.start'), date(item.begindate ?? item.begindateTime)],
    [t('field.end'), date(item.closedate ?? item.closedateTime)],
  ])}</section>
  <section class="panel"><h2 class="panel-title">${t('card.more')}</h2>${fieldList([
    [t('field.responsible'), responsible(visit, item)],
    [t('field.pipeline'), category?.name ?? ''],
    [t('field.source'), sourceName(visit, item)],
    [t('field.created'), moment(item.createdTime, user.lang, user.timeZone, 'date and time')],
    [t('field.comment'), text(item.comments)],
  ])}</section>
  ${requisitesPanel(visit, type, item)}`
}
