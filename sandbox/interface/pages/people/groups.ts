import { isMember, mayReadGroup, maySeeGroup, membersOf } from '../../../portal/rights.ts'
import type { Workgroup } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { avatar } from '../../avatar.ts'
import { fieldList } from '../../fields.ts'
import { moment } from '../../format.ts'
import { html, type Html } from '../../html.ts'
import { extensions } from '../../menu.ts'
import { faces, personLink, personOf } from '../../people.ts'
import { widgets } from '../../placements.ts'
import { document, notice } from '../../shell.ts'
import { table } from '../../table.ts'
import { tabbed, widgetTabs, type Tab } from '../../tabs.ts'
import { groupOf } from '../../tasks.ts'
import { within, type Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'

export function groupPath(id: number): string {
  return `/workgroups/group/${id}/`
}

function kindOf({ t }: Visit, group: Workgroup): string {
  const privacy = group.opened ? t('group.open') : group.visible ? t('group.closed') : t('group.secret')

  return [t(group.project ? 'group.project' : 'group.workgroup'), privacy, group.extranet && t('group.extranet'), group.closed && t('group.archived')].filter(Boolean).join(' · ')
}

function roleIn({ t }: Visit, group: Workgroup, userId: number): string {
  if (group.ownerId === userId) return t('group.owner')
  if (group.moderators.includes(userId)) return t('group.moderator')

  return group.members.includes(userId) ? t('group.member') : t('group.notMember')
}

/** Name, picture, people and the sections of a group, over each of its pages. */
export function groupHead(visit: Visit, group: Workgroup, current: 'about' | 'tasks', tools?: Html | null): Html {
  const { t } = visit
  const link = (name: typeof current, path: string, label: string) => html`<li><a href="${within(visit, path)}"${name === current && html` aria-current="page"`}>${label}</a></li>`

  return html`<div class="page-head group-head">${avatar(group.name, group.id, 'large')}<div class="group-name"><h1>${group.name}</h1><p>${kindOf(visit, group)}</p></div>${faces(visit, membersOf(group))}${tools}</div>
    <nav class="sections" aria-label="${t('group.parts')}"><ul>${link('about', groupPath(group.id), t('group.about'))}${link('tasks', `${groupPath(group.id)}tasks/`, t('group.tasks'))}</ul></nav>`
}

function about(visit: Visit, group: Workgroup): Html {
  const { user, t } = visit

  return html`<section class="panel"><h2 class="panel-title">${t('group.about')}</h2>${fieldList([
    [t('group.description'), group.description],
    [t('group.privacy'), kindOf(visit, group)],
    [t('group.owner'), personLink(visit, group.ownerId)],
    [t('field.created'), moment(group.created, user.lang, user.timeZone)],
    [t('group.ends'), moment(group.projectFinish, user.lang, user.timeZone)],
    [t('group.tags'), group.keywords.map(word => html`<span class="tag">#${word}</span> `)],
  ])}</section>`
}

function members(visit: Visit, group: Workgroup): Html {
  const { t } = visit

  return html`<div class="panel table-panel">${table([
    { label: t('top.user'), cell: (id: number) => personLink(visit, id) },
    { label: t('company.position'), cell: id => personOf(visit, id)?.position },
    { label: t('company.role'), cell: id => roleIn(visit, group, id) },
  ], membersOf(group))}</div>`
}

function tabsOf(visit: Visit, group: Workgroup): Tab[] {
  const { t } = visit

  return [
    { id: 'about', title: t('card.general'), content: about(visit, group) },
    { id: 'members', title: t('group.members'), content: members(visit, group) },
    ...widgetTabs(widgets(visit, 'SONET_GROUP_DETAIL_TAB'), { GROUP_ID: String(group.id) }),
  ]
}

/** A group with its tabs; of a private one those outside see its name alone. */
export function groupPage(visit: Visit, id: number): Answer {
  const { user, t } = visit
  const group = groupOf(visit, id)
  if (!group || !maySeeGroup(user, group)) return deniedPage(visit)
  if (!mayReadGroup(user, group)) return page(document(visit, { title: group.name, content: notice('lock', t('group.closedText')) }))

  return page(document(visit, {
    title: group.name,
    ownHeading: true,
    content: html`${groupHead(visit, group, 'about', extensions(visit, 'SONET_GROUP_TOOLBAR', {}))}${tabbed(t('card.tabs'), tabsOf(visit, group))}`,
  }))
}

/** All groups that the person may know of: their own first. */
export function groupsPage(visit: Visit): Answer {
  const { portal, user, t } = visit
  const groups = portal.data.groups
    .filter(group => maySeeGroup(user, group))
    .sort((one, other) => Number(one.closed) - Number(other.closed) || Number(isMember(user, other)) - Number(isMember(user, one)) || one.name.localeCompare(other.name))

  return page(document(visit, {
    title: t('group.title'),
    content: groups.length === 0
      ? notice('empty', t('group.none'))
      : html`<div class="panel table-panel">${table([
        { label: t('group.one'), cell: (group: Workgroup) => html`<a class="with-avatar strong" href="${groupPath(group.id)}">${avatar(group.name, group.id)}<span>${group.name}</span></a>` },
        { label: t('group.privacy'), cell: group => kindOf(visit, group) },
        { label: t('group.owner'), cell: group => personLink(visit, group.ownerId) },
        { label: t('group.members'), cell: group => faces(visit, membersOf(group)) },
        { label: t('group.role'), cell: group => roleIn(visit, group, user.id) },
        { label: t('group.ends'), cell: group => moment(group.projectFinish, user.lang, user.timeZone), look: 'tight' },
      ], groups)}</div>`,
  }))
}
