import { mayKnow } from '../portal/rights.ts'
import type { PortalUser } from '../types.ts'
import { avatar } from './avatar.ts'
import { html, type Html } from './html.ts'
import { fullName, type Visit } from './visit.ts'

export function profilePath(id: number): string {
  return `/company/personal/user/${id}/`
}

export function personOf({ portal }: Visit, id: number): PortalUser | undefined {
  return portal.users.find(user => user.id === id)
}

/** Empty for somebody whom the portal does not have. */
export function personName(visit: Visit, id: unknown): string {
  const user = personOf(visit, Number(id))

  return user ? fullName(user) : ''
}

/** Picture and name; a link to the profile for whom the person knows. */
export function personLink(visit: Visit, id: number): Html | null {
  const user = personOf(visit, id)
  if (!user) return null

  const face = html`${avatar(fullName(user), user.id)}<span>${fullName(user)}</span>`
  return mayKnow(visit.portal, visit.user, user)
    ? html`<a class="with-avatar" href="${profilePath(id)}" data-slider="900">${face}</a>`
    : html`<span class="with-avatar">${face}</span>`
}

/** Several people as overlapping pictures, the rest as a number; read out by name. */
export function faces(visit: Visit, ids: number[], most = 5): Html {
  const people = ids.flatMap(id => personOf(visit, id) ?? [])
  const names = people.map(fullName).join(', ')

  return html`<span class="faces" title="${names}">${people.slice(0, most).map(user => avatar(fullName(user), user.id))}${people.length > most && html`<span class="avatar avatar-small faces-more" aria-hidden="true">+${people.length - most}</span>`}<span class="unseen">${names}</span></span>`
}
