import { frameSlot } from './frame-slot.ts'
import { html, type Html } from './html.ts'
import { widgets } from './placements.ts'
import { appPath } from './shell.ts'
import type { Visit } from './visit.ts'

/** `live`: made of data, shown anew when that changes. */
export interface Tab { id: string, title: string, content: Html, live?: boolean }

/** The widgets of a placement as tabs; each opens when its tab is chosen first. */
export function widgetTabs(visit: Visit, placement: string, options: Record<string, string>): Tab[] {
  return widgets(visit, placement).map(({ app, binding, title }) => ({
    id: `widget-${binding.id}`,
    title,
    content: frameSlot({ clientId: app.clientId, placement, handler: binding.handler, options, mode: 'widget', title, appPath: appPath(app) }, 'on show'),
  }))
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function tabbed(label: string, tabs: Tab[]): Html {
  return html`<div class="tabs" role="tablist" aria-label="${label}">${tabs.map((tab, index) => html`<button type="button" role="tab" id="tab-${tab.id}" aria-controls="panel-${tab.id}" aria-selected="${index === 0 ? 'true' : 'false'}" tabindex="${index === 0 ? 0 : -1}">${tab.title}</button>`)}</div>
    ${tabs.map((tab, index) => html`<div role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}"${index > 0 ? html` hidden` : ''}${tab.live ? html` data-live` : ''}>${tab.content}</div>`)}`
}
