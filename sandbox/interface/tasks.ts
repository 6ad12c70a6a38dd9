import { mayReadTask } from '../portal/rights.ts'
import { subStatus } from '../portal/tasks.ts'
import type { Task, Workgroup } from '../types.ts'
import { moment } from './format.ts'
import { html, type Html } from './html.ts'
import { widgets, type Widget } from './placements.ts'
import type { Visit } from './visit.ts'

/** Whose tasks a page shows: those of a person, or those of a project. */
export type TaskPlace = { userId: number } | { groupId: number }

/** `/company/personal/user/1/` or `/workgroups/group/10/`. */
export function homeOf(place: TaskPlace): string {
  return 'userId' in place ? `/company/personal/user/${place.userId}/` : `/workgroups/group/${place.groupId}/`
}

export function tasksPath(place: TaskPlace): string {
  return `${homeOf(place)}tasks/`
}

export function taskPath(place: TaskPlace, id: number): string {
  return `${tasksPath(place)}task/view/${id}/`
}

/** What tells a task widget where it is. */
export function placeContext(place: TaskPlace): Record<string, string> {
  return 'userId' in place ? { USER_ID: String(place.userId) } : { GROUP_ID: String(place.groupId) }
}

export function groupOf({ portal }: Visit, id: number): Workgroup | undefined {
  return portal.data.groups.find(group => group.id === id)
}

/** The task, or undefined alike for one that is absent and one that the person may not read. */
export function readableTask({ portal, user }: Visit, id: number): Task | undefined {
  const task = portal.data.tasks.find(candidate => candidate.id === id)

  return task && mayReadTask(portal, user, task) ? task : undefined
}

/**
 * The widgets of the card of this task. OPTIONS groupId keeps one to the tasks of some projects, so that a task without a project has
 * none of these: api-reference/widgets/task/view-tab.md
 */
export function taskWidgets(visit: Visit, placement: string, task: Task): Widget[] {
  return widgets(visit, placement).filter(({ binding }) => {
    const groups = (binding.options.groupId ?? '').split(',').map(part => part.trim()).filter(Boolean)
    return groups.length === 0 || groups.includes(String(task.groupId))
  })
}

export type Urgency = 'over' | 'soon' | 'calm' | 'none'

export function urgencyOf({ sandbox }: Visit, task: Task): Urgency {
  const status = subStatus(task, sandbox.clock.now())
  if (status === -1) return 'over'
  if (status === -3) return 'soon'

  return task.deadline ? 'calm' : 'none'
}

/** The deadline in the person's zone, coloured when it presses. */
export function deadline(visit: Visit, task: Task): Html {
  const { user, t } = visit
  const urgency = urgencyOf(visit, task)

  return html`<span class="deadline deadline-${urgency}">${task.deadline ? moment(task.deadline, user.lang, user.timeZone, 'date and time') : t('task.noDeadline')}</span>${urgency === 'over' && html`<span class="unseen">, ${t('task.overdue')}</span>`}`
}

export function statusBadge({ t }: Visit, task: Task): Html {
  return html`<span class="badge status-${task.status}">${t(`task.status.${task.status}`)}</span>`
}
