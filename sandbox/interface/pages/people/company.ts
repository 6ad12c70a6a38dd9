import { mayKnow } from '../../../portal/rights.ts'
import type { PortalUser } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { avatar } from '../../avatar.ts'
import { fieldList } from '../../fields.ts'
import { html, telephone, type Html } from '../../html.ts'
import { extensions } from '../../menu.ts'
import { personLink, personOf } from '../../people.ts'
import { document, notice } from '../../shell.ts'
import { table } from '../../table.ts'
import { fullName, type Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'

function departmentsOf({ portal }: Visit, user: PortalUser): string {
  return portal.data.departments.filter(({ id }) => user.departments?.includes(id)).map(({ name }) => name).join(', ')
}

function roleOf({ t }: Visit, user: PortalUser): Html {
  return html`${t(`role.${user.role}`)}${!user.appAccess && html`, ${t('company.noApps')}`}`
}

function people(visit: Visit, dismissed: boolean): PortalUser[] {
  const { portal, user } = visit

  return portal.users.filter(other => other.active !== dismissed && mayKnow(portal, user, other))
}

/** The people whom the person knows; those who have left by themselves. */
export function companyPage(visit: Visit): Answer {
  const { url, t } = visit
  const dismissed = url.searchParams.get('show') === 'dismissed'
  const shown = people(visit, dismissed)
  const view = (path: string, label: string, current: boolean) => html`<a href="${path}"${current && html` aria-current="true"`}>${label}</a>`

  return page(document(visit, {
    title: t('company.title'),
    tools: html`<nav class="views" aria-label="${t('company.views')}">${view('/company/', t('company.employed'), !dismissed)}${view('/company/?show=dismissed', t('company.dismissed'), dismissed)}</nav>`,
    content: shown.length === 0
      ? notice('empty', t('company.noneDismissed'))
      : html`<div class="panel table-panel">${table([
        { label: t('top.user'), cell: (user: PortalUser) => personLink(visit, user.id) },
        { label: t('company.position'), cell: user => user.position },
        { label: t('company.department'), cell: user => departmentsOf(visit, user) },
        { label: t('field.email'), cell: user => user.email },
        { label: t('company.phone'), cell: user => telephone(user.workPhone ?? user.mobile), look: 'tight' },
        { label: t('company.role'), cell: user => roleOf(visit, user) },
        { label: t('company.zone'), cell: user => user.timeZone },
      ], shown)}</div>`,
  }))
}

/** The card of a person. Extranet users find only those they share a project with. */
export function profilePage(visit: Visit, id: number): Answer {
  const { portal, user: me, t } = visit
  const user = personOf(visit, id)
  if (!user || !mayKnow(portal, me, user)) return deniedPage(visit)

  const state = !user.active ? t('company.dismissed') : user.role === 'extranet' ? t('company.extranet') : ''
  return page(document(visit, {
    title: fullName(user),
    tools: html`${state && html`<span class="badge badge-added">${state}</span>`}
      <a class="button button-quiet" href="/company/personal/user/${user.id}/tasks/" data-slider>${t('task.title')}</a>
      ${extensions(visit, 'USER_PROFILE_TOOLBAR', { USER_ID: String(user.id) })}`,
    content: html`<section class="panel profile">${avatar(fullName(user), user.id, 'large')}${fieldList([
      [t('company.position'), user.position],
      [t('company.department'), departmentsOf(visit, user)],
      [t('field.email'), user.email],
      [t('company.phone'), telephone(user.workPhone)],
      [t('company.innerPhone'), user.innerPhone],
      [t('company.mobile'), telephone(user.mobile)],
      [t('company.zone'), user.timeZone],
      [t('company.role'), t(`role.${user.role}`)],
    ])}</section>`,
  }))
}
