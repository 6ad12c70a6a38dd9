import type { FrameRequest } from './frame-slot.ts'
import { html, type Html, type Piece } from './html.ts'
import { icon } from './icons.ts'
import { widgetRequest, widgets } from './placements.ts'
import type { Visit } from './visit.ts'

/** What an entry of a menu, or a button, does: lead to a page (in a slider of that width) or open a widget. */
export type Entry = { label: string, group?: string, icon?: string } & ({ href: string, slider?: number | 'full' } | { widget: FrameRequest })

/** The widgets of a placement as entries, in the person's language and under the group names of their bindings. */
export function widgetEntries(visit: Visit, placement: string, options?: Record<string, unknown>): Entry[] {
  return widgets(visit, placement).map(widget => ({
    label: widget.title,
    ...widget.group && { group: widget.group },
    ...widget.icon && { icon: widget.icon },
    widget: widgetRequest(widget, { options, mode: 'slider' }),
  }))
}

function entryElement(entry: Entry, attributes: Html): Html {
  const face = html`${entry.icon && html`<img class="entry-icon" src="${entry.icon}" alt="">`}${entry.label}`
  if ('widget' in entry) return html`<button type="button" ${attributes} data-widget="${JSON.stringify(entry.widget)}">${face}</button>`

  return html`<a ${attributes} href="${entry.href}"${entry.slider ? html` data-slider="${entry.slider === 'full' ? '' : entry.slider}"` : ''}>${face}</a>`
}

/** One entry as a button of a toolbar. */
export function entryButton(entry: Entry): Html {
  return entryElement(entry, html`class="button button-quiet"`)
}

/** Entries under their group names; those without a group come first. */
function grouped(entries: Entry[]): [group: string, entries: Entry[]][] {
  const groups = [...new Set(entries.map(({ group = '' }) => group))].sort((one, other) => Number(one !== '') - Number(other !== ''))

  return groups.map(group => [group, entries.filter(entry => (entry.group ?? '') === group)])
}

/**
 * A button with a menu that lies over everything else; nothing when there are no entries. `id` is unique on the page.
 * https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/
 */
export function menuButton({ id, label, face, entries, look = 'button button-quiet' }: {
  id: string
  /** Read out, and shown unless the button has another face. */
  label: string
  face?: Piece
  entries: Entry[]
  look?: string
}): Html | null {
  if (entries.length === 0) return null

  return html`<span class="menu-button"><button type="button" class="${look}" popovertarget="menu-${id}" aria-haspopup="menu"${face ? html` aria-label="${label}" title="${label}"` : ''}>${face ?? label}</button><span
    class="menu-list" id="menu-${id}" role="menu" aria-label="${label}" popover>${grouped(entries).map(([group, members]) => html`
    ${group && html`<span class="menu-group" role="presentation">${group}</span>`}${members.map(entry => entryElement(entry, html`role="menuitem" tabindex="-1"`))}`)}</span></span>`
}

/** The three lines at the start of a row, with everything that can be done with it. */
export function rowMenu({ t }: Visit, id: string, entries: Entry[]): Html | null {
  return menuButton({ id, label: t('menu.actions'), face: icon('menu'), entries, look: 'row-menu' })
}

/** The widgets of a toolbar behind one button, as Bitrix24 gathers them. */
export function extensions(visit: Visit, placement: string, options?: Record<string, unknown>): Html | null {
  return menuButton({ id: placement.toLowerCase(), label: visit.t('menu.extensions'), entries: widgetEntries(visit, placement, options) })
}
