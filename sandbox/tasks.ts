import { isoDate } from './clock.ts'
import { fire } from './events.ts'
import type { Portal, Task, TaskStatus } from './types.ts'
import type { World } from './world.ts'

const SOON = 24 * 3600 * 1000

/** Who changes what, for the fields that follow from it and for the event. */
interface Change { world: World, portal: Portal, userId: number }

/** Work on it has ended, or waits for somebody's word. */
export function isOpen({ status }: Task): boolean {
  return status === 2 || status === 3
}

/** The status, or what is more pressing: -1 overdue, -3 almost. api-reference/tasks/tasks-task-list.md, "STATUS" */
export function subStatus(task: Task, now: number): TaskStatus | -1 | -3 {
  const left = task.deadline === null || !isOpen(task) ? Infinity : Date.parse(task.deadline) - now
  if (left < 0) return -1

  return left < SOON ? -3 : task.status
}

export type TaskFields = Partial<Omit<Task, 'id'>>

/** Adds a task in the name of that person and fires ONTASKADD. */
export function addTask({ world, portal, userId }: Change, fields: TaskFields & { title: string, responsibleId: number }): Task {
  const now = isoDate(world.clock.now(), portal.utcOffset)
  const task: Task = {
    id: Math.max(0, ...portal.data.tasks.map(({ id }) => id)) + 1,
    description: '', status: 2, priority: 1, createdBy: userId, accomplices: [], auditors: [], groupId: 0, parentId: null,
    createdDate: now, changedDate: now, changedBy: userId, statusChangedDate: now, statusChangedBy: null, closedDate: null, closedBy: null,
    deadline: null, startDatePlan: null, endDatePlan: null, allowChangeDeadline: false, taskControl: false,
    ufCrmTask: [], tags: [], checklist: [], chatId: null,
    ...fields,
  }
  portal.data.tasks.push(task)
  // The values are those of api-reference/tasks/events-tasks/on-task-add.md, "undefined" among them.
  tell({ world, portal, userId }, 'ONTASKADD', { FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: task.id }, IS_ACCESSIBLE_BEFORE: 'N', IS_ACCESSIBLE_AFTER: 'undefined' })

  return task
}

/** Changes a task in the name of that person, with the dates that follow, and fires ONTASKUPDATE. */
export function updateTask(change: Change, task: Task, fields: TaskFields): void {
  const { world, portal, userId } = change
  const now = isoDate(world.clock.now(), portal.utcOffset)
  const moved = fields.status !== undefined && fields.status !== task.status
  Object.assign(task, fields, { changedDate: now, changedBy: userId })
  if (moved) Object.assign(task, { statusChangedDate: now, statusChangedBy: userId, ...task.status === 5 ? { closedDate: now, closedBy: userId } : { closedDate: null, closedBy: null } })
  tell(change, 'ONTASKUPDATE', { FIELDS_BEFORE: { ID: task.id }, FIELDS_AFTER: { ID: task.id }, IS_ACCESSIBLE_BEFORE: 'undefined', IS_ACCESSIBLE_AFTER: 'undefined' })
}

/** Removes a task and fires ONTASKDELETE. */
export function deleteTask(change: Change, task: Task): void {
  const { tasks } = change.portal.data
  tasks.splice(tasks.indexOf(task), 1)
  tell(change, 'ONTASKDELETE', { FIELDS_BEFORE: { ID: task.id }, FIELDS_AFTER: 'undefined', IS_ACCESSIBLE_BEFORE: 'undefined', IS_ACCESSIBLE_AFTER: 'N' })
}

function tell({ world, portal, userId }: Change, event: string, data: Record<string, unknown>): void {
  for (const installation of portal.installations.values()) fire(world, portal, installation, { event, data, userId })
}
