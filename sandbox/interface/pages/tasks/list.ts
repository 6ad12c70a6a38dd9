import { isInvolved, mayKnow, mayReadGroup, readableTasks } from '../../../portal/rights.ts'
import { isOpen } from '../../../portal/tasks.ts'
import type { PortalUser, Task } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { itemLink, itemsByCode } from '../../crm.ts'
import { html, type Html } from '../../html.ts'
import { extensions, menuButton, rowMenu, widgetEntries, type Entry } from '../../menu.ts'
import { personLink, personOf } from '../../people.ts'
import { document, notice } from '../../shell.ts'
import { table, type TableColumn } from '../../table.ts'
import { deadline, groupOf, placeContext, statusBadge, taskPath, tasksPath, urgencyOf, type TaskPlace } from '../../tasks.ts'
import { fullName, within, type Visit } from '../../visit.ts'
import { filter } from '../crm/tools.ts'
import { deniedPage } from '../notices.ts'
import { groupHead } from '../people/groups.ts'

/** The roles that a person's tasks are sorted by, in the order of Bitrix24's menu. */
const ROLES = {
  all: (user: PortalUser, task: Task) => isInvolved(user, task),
  doing: ({ id }: PortalUser, task: Task) => task.responsibleId === id,
  assisting: ({ id }: PortalUser, task: Task) => task.accomplices.includes(id),
  set: ({ id }: PortalUser, task: Task) => task.createdBy === id && task.responsibleId !== id,
  following: ({ id }: PortalUser, task: Task) => task.auditors.includes(id),
}

type Role = keyof typeof ROLES

const roles: Role[] = ['all', 'doing', 'assisting', 'set', 'following']

function roleIn(url: URL): Role {
  return roles.find(role => role === url.searchParams.get('role')) ?? 'all'
}

/** Open ones first and by their deadline; those without one after them, finished ones at the end. */
function byPressure(one: Task, other: Task): number {
  const rank = (task: Task) => isOpen(task) ? 0 : task.status === 5 ? 2 : 1

  return rank(one) - rank(other) || (one.deadline ?? '9').localeCompare(other.deadline ?? '9') || other.id - one.id
}

function tasksAt(visit: Visit, place: TaskPlace): Task[] {
  const { portal, user, url } = visit
  const wanted = (url.searchParams.get('find') ?? '').toLocaleLowerCase()
  const owner = 'userId' in place ? personOf(visit, place.userId) : undefined

  return readableTasks(portal, user)
    .filter(task => 'groupId' in place ? task.groupId === place.groupId : owner !== undefined && ROLES[roleIn(url)](owner, task))
    .filter(task => task.title.toLocaleLowerCase().includes(wanted))
    .sort(byPressure)
}

function rowEntries(visit: Visit, place: TaskPlace, task: Task): Entry[] {
  return [
    { label: visit.t('task.view'), href: taskPath(place, task.id), slider: 'full' },
    ...widgetEntries(visit, 'TASK_LIST_CONTEXT_MENU', { ID: String(task.id) }),
  ]
}

function projectLink(visit: Visit, task: Task): Html | null {
  const group = groupOf(visit, task.groupId)
  if (!group) return null

  return mayReadGroup(visit.user, group) ? html`<a href="/workgroups/group/${group.id}/" data-slider>${group.name}</a>` : html`${group.name}`
}

function list(visit: Visit, place: TaskPlace, tasks: Task[]): Html {
  const { t } = visit
  const columns: TableColumn<Task>[] = [
    { label: '', cell: task => rowMenu(visit, String(task.id), rowEntries(visit, place, task)) },
    { label: t('task.one'), cell: task => html`<div class="task-title"><a class="strong${task.status === 5 && ' task-done'}" href="${taskPath(place, task.id)}" data-slider>${task.title}</a>${task.priority === 2 && html` <span class="flame" title="${t('task.high')}" role="img" aria-label="${t('task.high')}"></span>`}</div>` },
    { label: t('task.status'), cell: task => statusBadge(visit, task), look: 'tight' },
    { label: t('task.deadline'), cell: task => deadline(visit, task), look: 'tight' },
    { label: t('task.creator'), cell: task => personLink(visit, task.createdBy) },
    { label: t('task.responsible'), cell: task => personLink(visit, task.responsibleId) },
    ...'userId' in place ? [{ label: t('task.project'), cell: (task: Task) => projectLink(visit, task) }] : [],
    { label: t('task.crm'), cell: task => itemsByCode(visit, task.ufCrmTask).map(itemLink), look: 'lines' },
  ]

  return html`<div class="panel table-panel" id="task-list" data-live>${table(columns, tasks)}<p class="table-foot">${t('crm.total', { count: tasks.length })}</p></div>`
}

const DAY = 24 * 3600 * 1000
const dues = ['over', 'today', 'week', 'later', 'none'] as const

type Due = typeof dues[number]

/** The column of the deadline board, by the person's own calendar day. */
function dueOf(visit: Visit, task: Task): Due {
  if (!task.deadline) return 'none'
  if (urgencyOf(visit, task) === 'over') return 'over'
  const { sandbox, user } = visit
  const dayOf = (at: number) => new Intl.DateTimeFormat('sv', { timeZone: user.timeZone }).format(at)
  const now = sandbox.clock.now()
  const due = Date.parse(task.deadline)
  if (dayOf(due) === dayOf(now)) return 'today'

  return due - now < 7 * DAY ? 'week' : 'later'
}

const DUE_COLORS: Record<Due, string> = { over: '#ff5752', today: '#ffa900', week: '#55d0e0', later: '#7bd500', none: '#a8adb4' }

function board(visit: Visit, place: TaskPlace, tasks: Task[]): Html {
  const { t } = visit
  const open = tasks.filter(isOpen)
  const column = (due: Due) => {
    const own = open.filter(task => dueOf(visit, task) === due)
    return html`<section aria-labelledby="due-${due}" style="--stage:${DUE_COLORS[due]}">
      <h2 class="kanban-stage ink-dark" id="due-${due}">${t(`task.boardDue.${due}`)} <span>(${own.length})</span></h2>
      <div class="kanban-gap"></div>
      ${own.map(task => html`<article class="kanban-card"><a class="strong" href="${taskPath(place, task.id)}" data-slider>${task.title}</a>
        <p class="kanban-client">${deadline(visit, task)}</p>
        <footer>${personLink(visit, task.responsibleId)}${rowMenu(visit, String(task.id), rowEntries(visit, place, task))}</footer></article>`)}
    </section>`
  }

  return html`<div class="kanban" tabindex="0" role="region" aria-label="${t('task.board')}">${dues.map(column)}</div>`
}

function isBoard(url: URL): boolean {
  return url.searchParams.get('view') === 'deadline'
}

function tools(visit: Visit, place: TaskPlace): Html {
  const { url, t } = visit
  const role = url.searchParams.get('role') ?? undefined
  const view = (name: string | undefined, label: string, current: boolean) => html`<a href="${within(visit, tasksPath(place), { view: name, role })}"${current && html` aria-current="true"`}>${label}</a>`

  return html`${filter(visit, url.searchParams.get('find') ?? '')}${toolbar(visit, place)}
    <a class="button button-quiet" href="${tasksPath(place)}automation/" data-slider>${t('task.automation')}</a>
    <nav class="views" aria-label="${t('task.views')}">${view(undefined, t('task.list'), !isBoard(url))}${view('deadline', t('task.board'), isBoard(url))}</nav>`
}

/** A project's task list has the widgets of the list and those of the group behind one button. */
function toolbar(visit: Visit, place: TaskPlace): Html | null {
  if ('userId' in place) return extensions(visit, 'TASK_USER_LIST_TOOLBAR', placeContext(place))

  return menuButton({
    id: 'task-toolbar',
    label: visit.t('menu.extensions'),
    entries: [...widgetEntries(visit, 'TASK_GROUP_LIST_TOOLBAR', placeContext(place)), ...widgetEntries(visit, 'SONET_GROUP_TOOLBAR', {})],
  })
}

function roleSections(visit: Visit, place: TaskPlace): Html {
  const { url, t } = visit
  const current = roleIn(url)
  const view = url.searchParams.get('view') ?? undefined

  return html`<nav class="sections" aria-label="${t('task.roles')}"><ul>${roles.map(role => html`<li><a href="${within(visit, tasksPath(place), { view, role: role === 'all' ? undefined : role })}"${role === current && html` aria-current="page"`}>${t(`task.role.${role}`)}</a></li>`)}</ul></nav>`
}

function content(visit: Visit, place: TaskPlace): Html {
  const tasks = tasksAt(visit, place)
  if (tasks.length === 0) return notice('empty', visit.t('task.none'))

  return isBoard(visit.url) ? board(visit, place, tasks) : list(visit, place, tasks)
}

/** The tasks of a person: one's own, or what one may read of somebody else's. */
export function userTasksPage(visit: Visit, userId: number): Answer {
  const { portal, user, t } = visit
  const owner = personOf(visit, userId)
  if (!owner || !mayKnow(portal, user, owner)) return deniedPage(visit)

  const place = { userId }
  const title = owner.id === user.id ? t('task.title') : t('task.titleOf', { name: fullName(owner) })
  return page(document(visit, {
    title,
    ownHeading: true,
    content: html`${roleSections(visit, place)}<div class="page-head"><h1>${title}</h1>${tools(visit, place)}</div>${content(visit, place)}`,
  }))
}

export function groupTasksPage(visit: Visit, groupId: number): Answer {
  const group = groupOf(visit, groupId)
  if (!group || !mayReadGroup(visit.user, group)) return deniedPage(visit)

  const place = { groupId }
  return page(document(visit, {
    title: `${group.name}: ${visit.t('task.title')}`,
    ownHeading: true,
    content: html`${groupHead(visit, group, 'tasks')}<div class="page-head">${tools(visit, place)}</div>${content(visit, place)}`,
  }))
}

/** The designer of automation rules for the tasks of a person or a project; a page of settings without settings. */
export function taskAutomationPage(visit: Visit, place: TaskPlace): Answer {
  const { t } = visit
  const group = 'groupId' in place ? groupOf(visit, place.groupId) : undefined
  if ('groupId' in place && (!group || !mayReadGroup(visit.user, group))) return deniedPage(visit)

  const context = placeContext(place)
  // The designer lies over the list, which is the page that its widgets are told.
  const uri = tasksPath(place)
  const entries = [
    ...widgetEntries(visit, 'TASK_ROBOT_DESIGNER_TOOLBAR', context),
    ...group ? widgetEntries(visit, 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', context) : [],
  ].map(entry => 'widget' in entry ? { ...entry, widget: { ...entry.widget, uri } } : entry)

  return page(document(visit, {
    title: group ? t('automation.title', { name: group.name }) : t('task.automation'),
    tools: html`${!visit.inSlider && html`<a class="button button-quiet" href="${uri}">${t('task.title')}</a>`}${menuButton({ id: 'designer', label: t('menu.extensions'), entries })}`,
    content: html`<div class="kanban" tabindex="0" role="region" aria-label="${t('task.automation')}">${([2, 3, 4, 5] as const).map(status => html`<section style="--stage:${STATUS_COLORS[status]}">
      <h2 class="kanban-stage ink-dark">${t(`task.status.${status}`)}</h2><p class="rules-none">${t('task.automationNone')}</p></section>`)}</div>`,
  }))
}

const STATUS_COLORS = { 2: '#a8adb4', 3: '#2fc6f6', 4: '#ffa900', 5: '#7bd500' }
