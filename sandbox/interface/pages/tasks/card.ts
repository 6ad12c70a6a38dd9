import { mayReadGroup } from '../../../portal/rights.ts'
import { movedBy, MOVES } from '../../../portal/tasks.ts'
import type { Task } from '../../../types.ts'
import { page, type Answer } from '../../answer.ts'
import { itemLink, itemsByCode } from '../../crm.ts'
import { fieldList } from '../../fields.ts'
import { moment } from '../../format.ts'
import { frameSlot, type FrameRequest } from '../../frame-slot.ts'
import { html, type Html } from '../../html.ts'
import { icon, type IconName } from '../../icons.ts'
import { entryButton } from '../../menu.ts'
import { personLink } from '../../people.ts'
import { widgetRequest, type Widget } from '../../placements.ts'
import { richText } from '../../rich-text.ts'
import { document } from '../../shell.ts'
import { tabbed, widgetTabs } from '../../tabs.ts'
import { deadline, groupOf, readableTask, statusBadge, taskPath, taskWidgets, type TaskPlace } from '../../tasks.ts'
import type { Visit } from '../../visit.ts'
import { deniedPage } from '../notices.ts'

/** In this order they stand in the block of the current card; each has a place of its own in the earlier one. */
const PLACEMENTS = ['TASK_VIEW_TAB', 'TASK_VIEW_SIDEBAR', 'TASK_VIEW_TOP_PANEL'] as const

function requestFor(widget: Widget, task: Task, mode: FrameRequest['mode']): FrameRequest {
  return widgetRequest(widget, { options: { taskId: String(task.id) }, mode })
}

/** What the person can do with the task now; the first is what usually comes next. */
function actions({ user, url, t }: Visit, task: Task): Html {
  const possible = MOVES.filter(name => movedBy(name, user, task) !== null)
  if (!possible.length) return html`<p class="task-actions"></p>`

  return html`<form class="task-actions" method="post" action="/sandbox/tasks/${task.id}" aria-label="${t('task.toolbar')}">
    <input type="hidden" name="back" value="${url.pathname + url.search}">
    ${possible.map((name, index) => html`<button class="button ${index === 0 ? 'button-primary' : 'button-quiet'}" name="move" value="${name}">${moveName(t, name)}</button>`)}
  </form>`
}

function moveName(t: Visit['t'], name: string): string {
  switch (name) {
    case 'start': return t('task.action.start')
    case 'pause': return t('task.action.pause')
    case 'complete': return t('task.action.complete')
    case 'defer': return t('task.action.defer')
    case 'renew': return t('task.action.renew')
    case 'approve': return t('task.action.approve')
    default: return t('task.action.disapprove')
  }
}

/** BB codes are the only markup of descriptions; links of applications open there as in chats. */
function description({ portal, t }: Visit, task: Task): Html {
  if (!task.description) return html`<p class="hint">${t('task.noDescription')}</p>`

  return html`<p class="message-text">${richText(task.description, { portal })}</p>`
}

function checklist({ t }: Visit, task: Task): Html | null {
  if (!task.checklist.length) return null
  const done = task.checklist.filter(step => step.done).length

  return html`<section class="panel"><h2 class="panel-title">${t('task.checklist')} · ${t('task.checklistDone', { done, count: task.checklist.length })}</h2>
    <ul class="checklist">${task.checklist.map(step => html`<li class="check"><input type="checkbox"${step.done && html` checked`} disabled aria-label="${step.title}"><span class="${step.done && 'task-done'}">${step.title}</span></li>`)}</ul></section>`
}

function subtasks(visit: Visit, place: TaskPlace, task: Task): Html | null {
  const own = visit.portal.data.tasks.filter(candidate => candidate.parentId === task.id && readableTask(visit, candidate.id))
  if (!own.length) return null

  return html`<section class="panel"><h2 class="panel-title">${visit.t('task.subtasks')}</h2>
    <ul class="task-links">${own.map(child => html`<li><a class="${child.status === 5 && 'task-done'}" href="${taskPath(place, child.id)}" data-slider>${child.title}</a> ${statusBadge(visit, child)}</li>`)}</ul></section>`
}

function details(visit: Visit, place: TaskPlace, task: Task): Html {
  const { user, t } = visit
  const group = groupOf(visit, task.groupId)
  const parent = task.parentId === null ? undefined : readableTask(visit, task.parentId)

  return html`<section class="panel" id="task-details" data-live><h2 class="panel-title">${t('task.details')}</h2>${fieldList([
    [t('task.status'), statusBadge(visit, task)],
    [t('task.deadline'), deadline(visit, task)],
    [t('task.responsible'), personLink(visit, task.responsibleId)],
    [t('task.creator'), personLink(visit, task.createdBy)],
    [t('task.accomplices'), task.accomplices.map(id => personLink(visit, id))],
    [t('task.auditors'), task.auditors.map(id => personLink(visit, id))],
    [t('task.project'), group && (mayReadGroup(user, group) ? html`<a href="/workgroups/group/${group.id}/" data-slider>${group.name}</a>` : group.name)],
    [t('task.crm'), itemsByCode(visit, task.ufCrmTask).map(itemLink)],
    [t('task.parent'), parent && html`<a href="${taskPath(place, parent.id)}" data-slider>${parent.title}</a>`],
    [t('task.tags'), task.tags.map(tag => html`<span class="tag">#${tag}</span> `)],
    [t('field.created'), moment(task.createdDate, user.lang, user.timeZone, 'date and time')],
  ])}</section>`
}

function history(visit: Visit, task: Task): Html {
  const { user, t } = visit
  const happened: { at: string | null, who: number | null, what: string, icon: IconName }[] = [
    { at: task.closedDate, who: task.closedBy, what: t('task.happened.closed'), icon: 'check' },
    { at: task.statusChangedBy === null || task.closedDate ? null : task.statusChangedDate, who: task.statusChangedBy, what: t('task.happened.moved'), icon: 'flag' },
    { at: task.createdDate, who: task.createdBy, what: t('task.happened.created'), icon: 'plus' },
  ]

  return html`<section class="timeline" aria-label="${t('task.happenings')}"><p class="timeline-label"><span>${t('task.happenings')}</span></p>
    <ul>${happened.filter(({ at }) => at !== null).map(({ at, who, what, icon: name }) => html`<li class="event"><span class="event-icon">${icon(name)}</span>
      <div class="event-body"><p><strong>${what}</strong></p><p class="with-avatar">${who !== null && personLink(visit, who)}</p> <time class="hint">${moment(at, user.lang, user.timeZone, 'date and time')}</time></div></li>`)}</ul></section>`
}

/** In the card of tasks 25.700 and later every widget, whatever its placement, is a row of one block that opens it. */
function applications(visit: Visit, task: Task): Html | null {
  const rows = PLACEMENTS.flatMap(placement => taskWidgets(visit, placement, task))
  if (!rows.length) return null

  return html`<section class="panel"><h2 class="panel-title">${visit.t('task.applications')}</h2>
    <ul class="app-rows">${rows.map(widget => html`<li><button type="button" data-widget="${JSON.stringify(requestFor(widget, task, 'slider'))}"><span class="app-rows-icon tint-${widget.app.id % 8}">${icon('app')}</span><span>${widget.title}</span></button></li>`)}</ul></section>`
}

function currentLayout(visit: Visit, place: TaskPlace, task: Task): Html {
  return html`<div class="task-body">
    <div class="card-fields"><section class="panel task-text">${description(visit, task)}</section>${checklist(visit, task)}${subtasks(visit, place, task)}${applications(visit, task)}${history(visit, task)}</div>
    <aside class="card-fields" aria-label="${visit.t('task.details')}">${details(visit, place, task)}</aside>
  </div>`
}

/** The card as it was: tabs under the text, frames in the sidebar, buttons over it all. */
function classicLayout(visit: Visit, place: TaskPlace, task: Task): Html {
  const { t } = visit
  const tabs = [
    { id: 'history', title: t('task.happenings'), content: history(visit, task) },
    ...widgetTabs(taskWidgets(visit, 'TASK_VIEW_TAB', task), { taskId: String(task.id) }),
  ]

  return html`<div class="task-body">
    <div><div class="card-fields"><section class="panel task-text">${description(visit, task)}</section>${checklist(visit, task)}${subtasks(visit, place, task)}</div>
      ${tabbed(t('task.tabs'), tabs)}</div>
    <aside class="card-fields" aria-label="${t('task.details')}">${details(visit, place, task)}
      ${taskWidgets(visit, 'TASK_VIEW_SIDEBAR', task).map(widget => html`<section class="panel side-block"><h2 class="panel-title">${widget.title}</h2>${frameSlot(requestFor(widget, task, 'widget'))}</section>`)}</aside>
  </div>`
}

function topPanel(visit: Visit, task: Task): Html | null {
  const found = taskWidgets(visit, 'TASK_VIEW_TOP_PANEL', task)
  if (!found.length) return null

  return html`<div class="card-tools">${found.map(widget => entryButton({ label: widget.title, widget: requestFor(widget, task, 'slider') }))}</div>`
}

/** Both shapes can be tried: the portal's own setting, or `?card=classic` for one page. */
function isClassic({ portal, url }: Visit): boolean {
  return (url.searchParams.get('card') ?? portal.taskCard) === 'classic'
}

function layoutChoice(visit: Visit, classic: boolean): Html {
  const { url, t } = visit
  const option = (value: string, label: string, selected: boolean) => html`<option value="${value}"${selected && html` selected`}>${label}</option>`

  return html`<form class="task-layout" method="post" action="/sandbox/task-card"><input type="hidden" name="back" value="${url.pathname + url.search}">
    <label><span class="hint">${t('task.layout')}</span> <select name="layout" data-submits>${option('current', t('task.layout.current'), !classic)}${option('classic', t('task.layout.classic'), classic)}</select></label></form>`
}

/** The card of a task within the tasks of a person or of a project. */
export function taskCardPage(visit: Visit, place: TaskPlace, id: number): Answer {
  const { t } = visit
  const task = readableTask(visit, id)
  if (!task || ('groupId' in place && task.groupId !== place.groupId)) return deniedPage(visit)

  const classic = isClassic(visit)
  return page(document(visit, {
    title: task.title,
    ownHeading: true,
    content: html`<article class="card task-card">
      <header class="card-head" id="card-head" data-live><div class="card-title"><div><p class="card-type">${t('task.number', { id: task.id })}</p><h1>${task.title}</h1></div>
        ${classic && topPanel(visit, task)}</div>
        <p class="task-state">${statusBadge(visit, task)} ${task.priority === 2 && html`<span class="badge badge-high">${t('task.high')}</span>`} ${deadline(visit, task)}</p>${actions(visit, task)}</header>
      ${classic ? classicLayout(visit, place, task) : currentLayout(visit, place, task)}
      ${layoutChoice(visit, classic)}
    </article>`,
  }))
}
