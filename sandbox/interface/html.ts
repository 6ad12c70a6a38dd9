/** Markup that needs no further escaping. Only the `html` template makes it, so a string can never pass for it. */
export class Html {
  readonly #markup: string

  constructor(markup: string) {
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.toString()
  if (typeof piece === 'object') return piece.map(render).join('')
  return String(piece).replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
}

/** Tagged template: every interpolated string is escaped (attributes must be quoted), lists are joined, `false` and `null` vanish. */
export function html(literals: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(String.raw({ raw: literals }, ...pieces.map(render)))
}

/** A telephone number runs from the left in every language; nothing stays nothing. */
export function telephone(number: string | undefined): Piece {
  return number ? html`<bdi dir="ltr">${number}</bdi>` : ''
}
