import { mayEditTask, mayReadTask, mayWorkOnTask, readableTasks } from '../../portal/rights.ts'
import { addTask, deleteTask, movedBy, MOVES, subStatus, updateTask, type Change, type TaskFields } from '../../portal/tasks.ts'
import type { Portal, Task } from '../../types.ts'
import { isMap, type Params } from '../../http.ts'
import { RestError } from '../error.ts'
import type { Answer, Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, list, map, text } from '../params.ts'
import { tell } from '../tell.ts'
import { matches, sortBy } from '../query.ts'
import { changesOf, newTaskOf } from '../records/task-input.ts'
import { taskFields } from '../records/task-fields.ts'
import { pickTask, taskRecord } from '../records/task-record.ts'

/** Tasks: api-reference/tasks */
export const tasks: Record<string, Method> = {
  'tasks.task.get': {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const id = taskId(call)
      const fields = selection(call)
      const task = call.portal.data.tasks.find(candidate => candidate.id === id)
      // An empty list and HTTP 200 for a task that is not there and for one that the caller may not read.
      if (!task || !mayReadTask(call.portal, call.user, task)) return { result: [] }
      return { result: { task: pickTask(taskRecord(call, task), fields, 'one') } }
    },
  },

  'tasks.task.list': {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const { portal, user, params } = call
      const fields = selection(call)
      const extras = map(params.params)
      const order = map(params.order)
      const rows = readableTasks(portal, user)
        .map(task => ({ task, row: queryRow(task, call) }))
        .filter(({ row }) => matches(row, knownOnly(row, map(params.filter))))
        .map(({ task, row }) => ({ ...row, task }))
      const sorted = sortBy(rows, Object.keys(order).length ? order : { ID: 'desc' })
      return page(sorted, params.start, rows => ({
        tasks: rows.map(({ task }) => ({ ...pickTask(taskRecord(call, task), fields, 'list'), ...'DEADLINE' in order && { lengthDeadline: task.deadline ? '1' : '2' }, ...extra(task, extras) })),
      }))
    },
  },

  'tasks.task.getfields': {
    scope: ['task'],
    rights: 'any',
    handle: () => ({ result: { fields: taskFields } }),
  },

  'tasks.task.add': {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const task = addTask(changeBy(call), newTaskOf(call.portal, fieldsOf(call)))
      return answerWith(call, task)
    },
  },

  'tasks.task.update': {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const task = reachable(call)
      const changes = changesOf(call.portal, fieldsOf(call), task)
      if (!mayEditTask(call.user, task) && !isOwnWork(call, task, changes)) throw notAllowed()
      updateTask(changeBy(call), task, changes)
      return answerWith(call, task)
    },
  },

  'tasks.task.delete': {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const task = reachable(call)
      if (!mayEditTask(call.user, task)) throw notAllowed()
      deleteTask(changeBy(call), task)
      return { result: { task: true } }
    },
  },

  ...Object.fromEntries(MOVES.map((name): [string, Method] => [`tasks.task.${name}`, {
    scope: ['task'],
    rights: 'any',
    handle(call) {
      const task = reachable(call)
      const status = movedBy(name, call.user, task)
      if (status === null) throw notAllowed()
      updateTask(changeBy(call), task, { status })
      return answerWith(call, task)
    },
  }])),
}

function changeBy(call: Call): Change {
  return { clock: call.world.clock, portal: call.portal, userId: call.user.id, tell: ({ event, data }) => tell(call, event, data) }
}

function answerWith(call: Call, task: Task): Answer {
  return { result: { task: pickTask(taskRecord(call, task), [], 'one') } }
}

/** The responsible person and the participants move the status, and the deadline where the creator allows it. */
function isOwnWork({ user }: Call, task: Task, changes: TaskFields): boolean {
  return mayWorkOnTask(user, task) && Object.keys(changes).every(field => field === 'status' || (field === 'deadline' && task.allowChangeDeadline))
}

function notAllowed(): RestError {
  return new RestError('0', 'Action on the task is not allowed (internal error)')
}

function taskId({ params }: Call): number {
  const given = params.taskId
  if (given === undefined) throw new RestError('100', 'CTaskItem All parameters in the constructor must have real class type (internal error)')
  const id = text(given)
  if (!/^\d+$/.test(id) || id === '0') throw new RestError('0', 'wrong task id')

  return Number(id)
}

/** A task that is to be changed: one that the caller cannot read is refused like one that he may not change. */
function reachable(call: Call): Task {
  const id = taskId(call)
  const task = call.portal.data.tasks.find(candidate => candidate.id === id)
  if (!task || !mayReadTask(call.portal, call.user, task)) throw notAllowed()

  return task
}

function selection({ params }: Call): string[] {
  const { select } = params
  if (select === undefined) return []
  if (!isMap(select) && !Array.isArray(select)) {
    throw new RestError('100', `Invalid value {${text(select)}} to match with parameter {select}. Should be value of type array. (internal error)`)
  }

  return list(select).map(text)
}

function fieldsOf({ params }: Call): Params {
  const fields = map(params.fields)
  if (!Object.keys(fields).length) throw new RestError('100', 'Could not find value for parameter {fields} (internal error)')

  return fields
}

/** The names that filters and orders know: tasks-task-list.md */
function queryRow(task: Task, { portal, world }: Call): Record<string, unknown> {
  return {
    ID: task.id, PARENT_ID: task.parentId ?? 0, GROUP_ID: task.groupId, CREATED_BY: task.createdBy, STATUS_CHANGED_BY: task.statusChangedBy ?? 0,
    PRIORITY: task.priority, FORUM_TOPIC_ID: 0, RESPONSIBLE_ID: task.responsibleId, TITLE: task.title, TAG: task.tags,
    REAL_STATUS: task.status, STATUS: subStatus(task, world.clock.now()), STATUS_COMPLETE: task.status === 5 ? 2 : 1, MARK: '', SITE_ID: 's1', ADD_IN_REPORT: 'N',
    DATE_START: null, DEADLINE: task.deadline, CREATED_DATE: task.createdDate, CLOSED_DATE: task.closedDate, CHANGED_DATE: task.changedDate, ACTIVITY_DATE: task.changedDate,
    START_DATE_PLAN: task.startDatePlan, END_DATE_PLAN: task.endDatePlan, ACCOMPLICE: task.accomplices, AUDITOR: task.auditors,
    STAGE_ID: 0, SPRINT_ID: 0, BACKLOG_ID: 0, UF_CRM_TASK: task.ufCrmTask, FAVORITE: 'N',
    CREATED_BY_LAST_NAME: lastName(portal, task.createdBy), RESPONSIBLE_LAST_NAME: lastName(portal, task.responsibleId),
  }
}

function lastName(portal: Portal, id: number): string {
  return portal.users.find(user => user.id === id)?.lastName ?? ''
}

/** Unknown names filter nothing; a title may hold `%`, and favourites are asked for by a filter within the filter. */
function knownOnly(row: Record<string, unknown>, filter: Params): Params {
  const entries = Object.entries({ ...filter, ...map(filter['::SUBFILTER-PARAMS']) })
    .filter(([key]) => key.replace(/^[!<>=%@]+/, '') in row)
    .map(([key, value]) => [key === 'TITLE' && text(value).includes('%') ? '=%TITLE' : key, value])

  return Object.fromEntries(entries)
}

/** What `params` asks for beyond the fields. */
function extra(task: Task, params: Params) {
  return {
    ...flag(params.WITH_RESULT_INFO) && { taskRequireResult: 'N', taskHasOpenResult: 'N', taskHasResult: 'N' },
    ...flag(params.WITH_TIMER_INFO) && { timeElapsed: null, timerIsRunningForCurrentUser: 'N' },
    ...flag(params.WITH_PARSED_DESCRIPTION) && { parsedDescription: task.description },
  }
}
