import type { CrmItem } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { detailsPath, itemTitle, stages, type CrmType, type Stage } from '../../crm.ts'
import { moment, money } from '../../format.ts'
import { html, type Html } from '../../html.ts'
import { document } from '../../shell.ts'
import type { Visit } from '../../visit.ts'
import { clientLinks, itemsOfPipeline, responsible } from './list.ts'
import { crmHead, crmSections } from './tools.ts'

function card(visit: Visit, type: CrmType, item: CrmItem): Html {
  const { user } = visit
  return html`<li class="kanban-card">
    <a class="strong" href="${detailsPath(type, item.id)}" data-slider>${itemTitle(item)}</a>
    <p class="kanban-amount">${money(item.opportunity, item.currencyId, user.lang)}</p>
    <p class="kanban-client">${clientLinks(visit, item)}</p>
    <footer>${responsible(visit, item)}<time>${moment(item.createdTime, user.lang, user.timeZone)}</time></footer>
  </li>`
}

/** Luminance at which white and the portal's dark ink (#202b35) stand out equally: sqrt(1.05 * 0.073) - 0.05. */
const EVEN_LUMINANCE = 0.227

/** White or dark text, whichever reads better on the stage's colour. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function inkOn(color: string): 'dark' | 'light' {
  const channel = (from: number) => {
    const value = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return channel(1) * 0.2126 + channel(3) * 0.7152 + channel(5) * 0.0722 > EVEN_LUMINANCE ? 'dark' : 'light'
}

/** Sums are never added across currencies. */
export function sums({ user }: Visit, items: CrmItem[]): string {
  const byCurrency = Map.groupBy(items, item => item.currencyId)
  const texts = [...byCurrency].map(([currency, group]) => money(group.reduce((sum, item) => sum + Number(item.opportunity ?? 0), 0), currency, user.lang))
  return texts.join(' + ') || '–'
}

function column(visit: Visit, type: CrmType, stage: Stage, items: CrmItem[]): Html {
  const own = items.filter(item => item.stageId === stage.id)

  return html`<section aria-label="${stage.name}" style="--stage:${stage.color}">
    <h2 class="kanban-stage ink-${inkOn(stage.color)}">${stage.name} <span>(${own.length})</span></h2>
    <p class="kanban-sum">${sums(visit, own)}</p>
    <ul>${own.map(item => card(visit, type, item))}</ul>
  </section>`
}

export function crmKanbanPage(visit: Visit, type: CrmType, categoryId: number): Answer {
  const find = visit.url.searchParams.get('find') ?? ''
  const items = itemsOfPipeline(visit, type, { categoryId, find })

  return page(document(visit, {
    title: type.many,
    ownHeading: true,
    content: html`${crmSections(visit, type.path)}${crmHead(visit, type, { view: 'kanban', categoryId, find })}
      <div class="kanban" id="crm-items" data-live tabindex="0" role="region" aria-label="${type.many}">${stages(visit, type, categoryId).map(stage => column(visit, type, stage, items))}</div>`,
  }))
}
