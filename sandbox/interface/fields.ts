import { html, type Html, type Piece } from './html.ts'

/** Labels and values; what is empty is left out. */
export function fieldList(fields: [label: string, value: Piece][]): Html {
  const isEmpty = (value: Piece) => value === '' || value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0)

  return html`<dl class="fields">${fields.filter(([, value]) => !isEmpty(value)).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}
