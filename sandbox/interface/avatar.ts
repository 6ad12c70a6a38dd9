import { initials } from './format.ts'
import { html, type Html } from './html.ts'

/** A round picture of a person or a thing: initials on a colour that stays the same for the same number. */
export function avatar(name: string, seed: number, size: 'small' | 'large' = 'small'): Html {
  return html`<span class="avatar avatar-${size} tint-${Math.abs(seed) % 8}" aria-hidden="true">${initials(name)}</span>`
}
