import type { CrmItem } from '../../types.ts'
import { page, type Answer } from '../answer.ts'
import { categoryIdOf, itemTitle, readableItem, stages, type CrmType, type Stage } from '../crm.ts'
import { frameSlot } from '../frame-slot.ts'
import { html, type Html } from '../html.ts'
import { extensions, menuButton, widgetEntries } from '../menu.ts'
import { widgets } from '../placements.ts'
import { appPath, document, notice } from '../shell.ts'
import type { Visit } from '../visit.ts'
import { itemFields } from './crm-fields.ts'
import { inkOn } from './crm-kanban.ts'
import { history, timeline } from './crm-timeline.ts'
import { timelinePanel } from './crm-timeline-panel.ts'
import { deniedPage } from './notices.ts'

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

interface Tab { id: string, title: string, content: Html, live?: boolean }

function tabsOf(visit: Visit, type: CrmType, item: CrmItem): Tab[] {
  const { t } = visit
  const placement = `CRM_${type.code}_DETAIL_TAB`

  return [
    { id: 'general', title: t('card.general'), content: html`<div class="card-general">
      <div class="card-fields" id="card-fields" data-live>${itemFields(visit, type, item)}</div>
      <div>${timelinePanel(visit, type, item)}<div id="card-timeline" data-live>${timeline(visit, type, item)}</div></div>
    </div>` },
    { id: 'products', title: t('card.products'), content: notice('empty', t('card.noProducts')) },
    { id: 'history', title: t('card.history'), live: true, content: history(visit, type, item) },
    ...widgets(visit, placement).map(({ app, binding, title }) => ({
      id: `widget-${binding.id}`,
      title,
      content: frameSlot({
        clientId: app.clientId,
        placement,
        handler: binding.handler,
        options: { ID: String(item.id) },
        mode: 'widget',
        title,
        appPath: appPath(app),
      }, 'on show'),
    })),
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
  const tabs = tabsOf(visit, type, item)
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`<article class="card" data-card>
      <header class="card-head" id="card-head" data-live><div class="card-title"><div><p class="card-type">${type.one}</p><h1>${title}</h1></div>${cardTools(visit, type, item)}</div>
        ${stageBar(visit, stages(visit, type, categoryIdOf(item)), item.stageId)}</header>
      <div class="tabs" role="tablist" aria-label="${visit.t('card.tabs')}">${tabs.map((tab, index) => html`<button type="button" role="tab" id="tab-${tab.id}" aria-controls="panel-${tab.id}" aria-selected="${index === 0 ? 'true' : 'false'}" tabindex="${index === 0 ? 0 : -1}">${tab.title}</button>`)}</div>
      ${tabs.map((tab, index) => html`<div role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}"${index > 0 ? html` hidden` : ''}${tab.live ? html` data-live` : ''}>${tab.content}</div>`)}
    </article>`,
  }))
}
