import { html, type Html, type Piece } from '../../html.ts'
import type { Visit } from '../../visit.ts'

/** One part of the page: what it is for, its switches, its table. */
export function part(id: string, { title, hint, content, wide }: { title: string, hint?: string, content: Piece, wide?: boolean }): Html {
  return html`<section class="panel control-part${wide ? ' control-wide' : ''}" id="${id}" aria-labelledby="${id}-title">
    <h2 class="panel-title" id="${id}-title">${title}</h2>
    ${hint && html`<p class="hint">${hint}</p>`}
    ${content}
  </section>`
}

/** A switch: a plain form that posts its fields to /sandbox/control/<action>. */
export function control(action: string, content: Piece, look = ''): Html {
  return html`<form class="control-form ${look}" method="post" action="/sandbox/control/${action}">${content}</form>`
}

export function hidden(name: string, value: string | number): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

export function button(label: string, { look = 'button-quiet', name, value, accessibleName }: { look?: string, name?: string, value?: string, accessibleName?: string } = {}): Html {
  return html`<button class="button ${look}"${name ? html` name="${name}" value="${value}"` : ''}${accessibleName ? html` aria-label="${accessibleName}"` : ''}>${label}</button>`
}

export interface Option { value: string, text: string, selected?: boolean }

export function select(label: string, name: string, options: Option[]): Html {
  return html`<label>${label}<select name="${name}">${options.map(({ value, text, selected }) => html`<option value="${value}"${selected ? html` selected` : ''}>${text}</option>`)}</select></label>`
}

export function field(label: string, name: string, { value = '', placeholder = '', type = 'text', list, min }: { value?: string, placeholder?: string, type?: 'text' | 'number', list?: string, min?: number } = {}): Html {
  return html`<label>${label}<input name="${name}" type="${type}" value="${value}" placeholder="${placeholder}"${type === 'number' ? html` step="any"` : ''}${min === undefined ? '' : html` min="${min}"`}${list ? html` list="${list}"` : ''}></label>`
}

export function check(label: string, name: string, { checked = false, value = 'Y' } = {}): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${checked ? html` checked` : ''}> ${label}</label>`
}

/** A time of the sandbox's clock, with seconds, for people who read logs. */
export function clockTime({ user }: Visit, milliseconds: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: user.timeZone }).format(milliseconds)
}
