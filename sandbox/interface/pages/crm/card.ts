import type { CrmItem } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { categoryIdOf, itemTitle, readableItem, stages, type CrmType, type Stage } from '../../crm.ts'
import { html, type Html } from '../../html.ts'
import { extensions, menuButton, widgetEntries } from '../../menu.ts'
import { widgets } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import { tabbed, widgetTabs, type Tab } from '../../tabs.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'
import { itemFields } from './fields.ts'
import { inkOn } from './kanban.ts'
import { ownBlocks, timelinePanel, widgetBlocks } from './timeline-panel.ts'
import { history, timeline } from './timeline.ts'

/** The chevrons under the title: those behind the current stage carry its colour, those ahead are grey; failures close the row as one. */
function stageBar({ t }: Visit, all: Stage[], stageId: unknown): Html | null {
  const current = all.find(stage => stage.id === stageId)
  if (!current) return null

  const failed = current.final === 'F'
  const row = all.filter(stage => stage.final === null || stage.id === current.id || (stage.final === 'S' && !failed))
  const reached = row.indexOf(current)
  return html`<ol class="stages" aria-label="${t('card.stages')}" style="--stage:${current.color}">${row.map((stage, index) => html`<li
    class="${index <= reached ? `stage-done ink-${inkOn(current.color)}` : ''}" style="--own:${stage.color}"${index === reached ? html` aria-current="step"` : ''} title="${stage.name}"><span>${stage.name}</span></li>`)}</ol>`
}

function tabsOf(visit: Visit, type: CrmType, item: CrmItem): Tab[] {
  const { t } = visit
  const isClient = type.entityTypeId === 3 || type.entityTypeId === 4

  return [
    { id: 'general', title: t('card.general'), content: html`<div class="card-general">
      <div class="card-fields" id="card-fields" data-live>${itemFields(visit, type, item)}</div>
      <div>${timelinePanel(visit, [...ownBlocks(visit, type, item), ...widgetBlocks(visit, type, item.id)])}
        <div id="card-timeline" data-live>${timeline(visit, type, item)}</div></div>
    </div>` },
    ...isClient ? [] : [{ id: 'products', title: t('card.products'), content: notice('empty', t('card.noProducts')) }],
    { id: 'history', title: t('card.history'), live: true, content: history(visit, type, item) },
    ...widgetTabs(widgets(visit, `CRM_${type.code}_DETAIL_TAB`), { ID: String(item.id) }),
  ]
}

/** The toolbar of quotes, invoices and smart processes names the item otherwise: api-reference/widgets/crm/detail-toolbar.md */
function toolbarContext({ entityTypeId }: CrmType, item: CrmItem): Record<string, string> {
  return entityTypeId <= 4 ? { ID: String(item.id) } : { ENTITY_ID: String(item.id) }
}

function cardTools(visit: Visit, type: CrmType, item: CrmItem): Html {
  const documents = widgetEntries(visit, `CRM_${type.code}_DOCUMENTGENERATOR_BUTTON`, { ENTITY_ID: String(item.id) })

  return html`<div class="card-tools">
    ${extensions(visit, `CRM_${type.code}_DETAIL_TOOLBAR`, toolbarContext(type, item))}
    ${menuButton({ id: 'documents', label: visit.t('card.document'), entries: documents })}
  </div>`
}

/** The card of any CRM item, with a tab for every widget bound to `CRM_<code>_DETAIL_TAB`. */
export function crmCardPage(visit: Visit, type: CrmType, id: number): Answer {
  const item = readableItem(visit, type.entityTypeId, id)
  if (!item) return deniedPage(visit)

  const title = itemTitle(item)
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`<article class="card">
      <header class="card-head" id="card-head" data-live><div class="card-title"><div><p class="card-type">${type.one}</p><h1>${title}</h1></div>${cardTools(visit, type, item)}</div>
        ${stageBar(visit, stages(visit, type, categoryIdOf(item)), item.stageId)}</header>
      ${tabbed(visit.t('card.tabs'), tabsOf(visit, type, item))}
    </article>`,
  }))
}
