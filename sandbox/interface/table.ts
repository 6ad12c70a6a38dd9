import { html, type Html, type Piece } from './html.ts'

export type Look = 'right' | 'lines' | 'tight'

/** A column over rows of one kind; without a label (the row menus) its head is empty. */
export interface TableColumn<Row> { label: string, cell: (row: Row) => Piece, look?: Look }

export function table<Row>(columns: TableColumn<Row>[], rows: Row[]): Html {
  return html`<table>
    <thead><tr>${columns.map(({ label, look }) => label ? html`<th scope="col" class="${look}">${label}</th>` : html`<td></td>`)}</tr></thead>
    <tbody>${rows.map(row => html`<tr>${columns.map(({ cell, look }) => html`<td class="${look}">${cell(row)}</td>`)}</tr>`)}</tbody>
  </table>`
}

/** A part of the most, from 0 to 1, as a bar; the figure itself stands in another cell. */
export function bar(part: number, color = 'var(--primary)'): Html {
  return html`<span class="bar"><i style="width:${Math.round(part * 100)}%;background:${color}"></i></span>`
}
