import { isoDate } from '../clock.ts'
import type { FiredEvent } from '../apps/events.ts'
import { mayEditTask, mayWorkOnTask } from './rights.ts'
import type { Clock, Portal, PortalUser } from '../types.ts'

/** 2 waiting, 3 in progress, 4 awaiting control, 5 completed, 6 deferred: api-reference/tasks/tasks-task-get.md */
export type TaskStatus = 2 | 3 | 4 | 5 | 6

/** A task; `tasks.task.get` writes its numbers as strings. Dates are ISO 8601 with the portal's offset. */
export interface Task {
  id: number
  title: string
  description: string
  status: TaskStatus
  /** 0 low, 1 normal, 2 high. */
  priority: 0 | 1 | 2
  createdBy: number
  responsibleId: number
  accomplices: number[]
  auditors: number[]
  /** 0: in no project. */
  groupId: number
  parentId: number | null
  createdDate: string
  changedDate: string
  changedBy: number
  statusChangedDate: string
  statusChangedBy: number | null
  closedDate: string | null
  closedBy: number | null
  deadline: string | null
  startDatePlan: string | null
  endDatePlan: string | null
  /** May the responsible person move the deadline? */
  allowChangeDeadline: boolean
  /** Is the result checked by its creator (status 4)? */
  taskControl: boolean
  /** CRM items by their short codes: D_3473, L_, C_, CO_, T<hex of the type>_. */
  ufCrmTask: string[]
  tags: string[]
  checklist: { title: string, done: boolean }[]
  chatId: number | null
}

const SOON = 24 * 3600 * 1000

/** Who changes something and when, and who is told of it. */
export interface Change { clock: Clock, portal: Portal, userId: number, tell: (fired: FiredEvent) => void }

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

interface Move { to: TaskStatus, from: TaskStatus[], who: typeof mayWorkOnTask }

/** How a task gets to another status, and from which: api-reference/tasks/tasks-task-start.md and its neighbours */
const moves: Record<string, Move> = {
  start: { to: 3, from: [2, 6], who: mayWorkOnTask },
  pause: { to: 2, from: [3], who: mayWorkOnTask },
  complete: { to: 5, from: [2, 3, 6], who: mayWorkOnTask },
  defer: { to: 6, from: [2, 3], who: mayWorkOnTask },
  renew: { to: 2, from: [4, 5], who: mayWorkOnTask },
  approve: { to: 5, from: [4], who: mayEditTask },
  disapprove: { to: 2, from: [4], who: mayEditTask },
}

export const MOVES = Object.keys(moves)

/** The status that this move leads to, or null when this person may not make it now. */
export function movedBy(name: string, user: PortalUser, task: Task): TaskStatus | null {
  const move = moves[name]
  if (!move?.from.includes(task.status) || !move.who(user, task)) return null
  // Under control, what somebody else completes waits for its creator's word.
  if (name === 'complete' && task.taskControl && task.createdBy !== user.id) return 4

  return move.to
}

export type TaskFields = Partial<Omit<Task, 'id'>>

/** Adds a task in the name of that person and fires ONTASKADD. */
export function addTask(change: Change, fields: TaskFields & { title: string, responsibleId: number }): Task {
  const { clock, portal, userId } = change
  const now = isoDate(clock.now(), portal.utcOffset)
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
  tell(change, 'ONTASKADD', { FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: task.id }, IS_ACCESSIBLE_BEFORE: 'N', IS_ACCESSIBLE_AFTER: 'undefined' })

  return task
}

/** Changes a task in the name of that person, with the dates that follow, and fires ONTASKUPDATE. */
export function updateTask(change: Change, task: Task, fields: TaskFields): void {
  const { clock, portal, userId } = change
  const now = isoDate(clock.now(), portal.utcOffset)
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

function tell({ userId, ...change }: Change, event: string, data: Record<string, unknown>): void {
  change.tell({ event, data, userId })
}
