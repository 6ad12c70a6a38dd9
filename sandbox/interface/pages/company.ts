import type { PortalUser } from '../../types.ts'
import { page, type Answer } from '../answer.ts'
import { html, type Html } from '../html.ts'
import { avatar, document } from '../shell.ts'
import { fullName, type Visit } from '../visit.ts'
import { absentPage } from './notices.ts'

function profilePath(user: PortalUser): string {
  return `/company/personal/user/${user.id}/`
}

function row({ t }: Visit, user: PortalUser): Html {
  return html`<tr>
    <td><a class="with-avatar" href="${profilePath(user)}" data-slider="900">${avatar(fullName(user), user.id)}<span>${fullName(user)}</span></a></td>
    <td>${user.position}</td>
    <td>${user.email}</td>
    <td>${t(`role.${user.role}`)}${!user.appAccess && html`, ${t('company.noApps')}`}</td>
    <td>${user.timeZone}</td>
  </tr>`
}

export function companyPage(visit: Visit): Answer {
  const { portal, t } = visit

  return page(document(visit, {
    title: t('company.title'),
    content: html`<div class="panel table-panel"><table>
      <thead><tr><th>${t('top.user')}</th><th>${t('company.position')}</th><th>${t('field.email')}</th><th>${t('company.role')}</th><th>${t('company.zone')}</th></tr></thead>
      <tbody>${portal.users.filter(user => user.active).map(user => row(visit, user))}</tbody>
    </table></div>`,
  }))
}

export function profilePage(visit: Visit, id: number): Answer {
  const { portal, t } = visit
  const user = portal.users.find(candidate => candidate.id === id)
  if (!user) return absentPage(visit)

  return page(document(visit, {
    title: fullName(user),
    content: html`<section class="panel profile">${avatar(fullName(user), user.id, 'large')}<dl class="fields">
      <div><dt>${t('company.position')}</dt><dd>${user.position}</dd></div>
      <div><dt>${t('field.email')}</dt><dd>${user.email}</dd></div>
      <div><dt>${t('company.zone')}</dt><dd>${user.timeZone}</dd></div>
    </dl></section>`,
  }))
}
