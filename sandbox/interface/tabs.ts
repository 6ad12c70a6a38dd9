import { frameSlot } from './frame-slot.ts'
import { html, type Html } from './html.ts'
import { widgetRequest, type Widget } from './placements.ts'

/** `live`: made of data, shown anew when that changes; `group`: a heading over the tabs that have it in common. */
export interface Tab { id: string, title: string, content: Html, live?: boolean, group?: string, icon?: Html }

/** Widgets as tabs; each opens when its tab is chosen first. */
export function widgetTabs(widgets: Widget[], options?: Record<string, unknown>, uri?: string): Tab[] {
  return widgets.map(widget => ({
    id: `widget-${widget.binding.id}`,
    title: widget.title,
    content: frameSlot(widgetRequest(widget, { options, uri }), 'on show'),
  }))
}

interface TabLook { name: string, vertical?: boolean }

function tabButton({ id, title, icon }: Tab, first: boolean): Html {
  return html`<button type="button" role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="${first ? 'true' : 'false'}" tabindex="${first ? 0 : -1}">${icon}<span>${title}</span></button>`
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function tabList(label: string, tabs: Tab[], { name, vertical = false }: TabLook = { name: 'tabs' }): Html {
  const groups = [...Map.groupBy(tabs, ({ group = '' }) => group)]

  return html`<div class="${name}" role="tablist" aria-label="${label}"${vertical && html` aria-orientation="vertical"`}>${groups.map(([group, members]) => html`${group && html`<span class="menu-group" role="presentation">${group}</span>`}${members.map(tab => tabButton(tab, tab === tabs[0]))}`)}</div>`
}

export function tabPanels(tabs: Tab[], look = ''): Html {
  return html`${tabs.map((tab, index) => html`<div role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}"${look && html` class="${look}"`}${index > 0 && html` hidden`}${tab.live && html` data-live`}>${tab.content}</div>`)}`
}

/** The tabs of a card over their panels. */
export function tabbed(label: string, tabs: Tab[]): Html {
  return html`${tabList(label, tabs)}${tabPanels(tabs)}`
}
