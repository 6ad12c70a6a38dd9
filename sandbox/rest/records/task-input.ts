import { isoDate } from '../../clock.ts'
import type { TaskFields } from '../../portal/tasks.ts'
import type { Portal, Task, TaskStatus } from '../../types.ts'
import type { Params } from '../../http.ts'
import { RestError } from '../error.ts'
import { flag, integer, list, text } from '../params.ts'

const STATUSES: TaskStatus[] = [2, 3, 4, 5, 6]

/** The sentences end with a line break, as Bitrix24 joins several of them: tasks-task-add.md, "Possible Error Codes" */
function refused(sentence: string): RestError {
  return new RestError('ERROR_CORE', `${sentence}<br>`)
}

/** `FIELD` → the task's own field and its value; throws what the page documents for a wrong one. */
const READERS: Record<string, (value: unknown, portal: Portal, task: Task | undefined) => TaskFields> = {
  TITLE: value => ({ title: text(value) }),
  DESCRIPTION: value => ({ description: text(value) }),
  RESPONSIBLE_ID: (value, portal) => ({ responsibleId: person(portal, integer(value)) }),
  CREATED_BY: (value, portal) => ({ createdBy: person(portal, integer(value)) }),
  PRIORITY: value => ({ priority: text(value) === '2' ? 2 : text(value) === '0' ? 0 : 1 }),
  STATUS: value => ({ status: status(value) }),
  DEADLINE: (value, portal) => ({ deadline: portalDate(value, portal) }),
  START_DATE_PLAN: (value, portal) => ({ startDatePlan: portalDate(value, portal) }),
  END_DATE_PLAN: (value, portal) => ({ endDatePlan: portalDate(value, portal) }),
  GROUP_ID: value => ({ groupId: integer(value) }),
  PARENT_ID: (value, portal, task) => ({ parentId: parent(integer(value), portal, task) }),
  ACCOMPLICES: value => ({ accomplices: list(value).map(id => integer(id)) }),
  AUDITORS: value => ({ auditors: list(value).map(id => integer(id)) }),
  TAGS: value => ({ tags: list(value).map(text) }),
  UF_CRM_TASK: value => ({ ufCrmTask: list(value).map(text).filter(Boolean) }),
  ALLOW_CHANGE_DEADLINE: value => ({ allowChangeDeadline: flag(value) }),
  TASK_CONTROL: value => ({ taskControl: flag(value) }),
}

/** What tasks.task.add makes of its `fields`. Throws ERROR_CORE. */
export function newTaskOf(portal: Portal, fields: Params): TaskFields & { title: string, responsibleId: number } {
  const changes = changesOf(portal, fields)
  const { title, responsibleId } = changes
  if (!title) throw refused('Task title not specified')
  if (!responsibleId) throw refused('Assignee not specified')

  return { ...changes, title, responsibleId }
}

/** What tasks.task.update makes of its `fields`; unknown ones are passed over. Throws ERROR_CORE. */
export function changesOf(portal: Portal, fields: Params, task?: Task): TaskFields {
  const changes: TaskFields = {}
  for (const [name, value] of Object.entries(fields)) Object.assign(changes, READERS[name.toUpperCase()]?.(value, portal, task))
  const { startDatePlan, endDatePlan } = { ...task, ...changes }
  if (startDatePlan && endDatePlan && Date.parse(endDatePlan) < Date.parse(startDatePlan)) throw refused('End date specified earlier than start date in scheduling')

  return changes
}

function person(portal: Portal, id: number): number {
  if (id === 0) return 0
  if (!portal.users.some(user => user.id === id)) throw refused('User specified in the "Assignee" field not found')

  return id
}

function status(value: unknown): TaskStatus {
  const known = STATUSES.find(candidate => candidate === integer(value))
  if (!known) throw refused('Invalid status')

  return known
}

function parent(id: number, portal: Portal, task: Task | undefined): number | null {
  if (id === 0) return null
  if (id === task?.id) throw refused('Cannot bind the node to itself')
  if (!portal.data.tasks.some(candidate => candidate.id === id)) throw refused('Task specified in the "Parent Task" field not found')
  if (task && isBelow(portal, id, task)) throw refused('Creating cyclic links in tasks is prohibited')

  return id
}

/** Is the task with this id a subtask, at any depth, of the other? */
function isBelow(portal: Portal, id: number, task: Task): boolean {
  const { parentId = null } = portal.data.tasks.find(candidate => candidate.id === id) ?? {}

  return parentId !== null && (parentId === task.id || isBelow(portal, parentId, task))
}

/** A date without a zone is meant in the portal's own. */
function portalDate(value: unknown, portal: Portal): string | null {
  const given = text(value)
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(given)
  const at = Date.parse(zoned || !given ? given : `${given.length === 10 ? `${given}T00:00:00` : given}Z`)
  if (Number.isNaN(at)) return null

  return isoDate(zoned ? at : at - portal.utcOffset * 60_000, portal.utcOffset)
}
