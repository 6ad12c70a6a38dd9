import { mayEditTask, mayWorkOnTask, membersOf } from '../../portal/rights.ts'
import { movedBy, subStatus } from '../../portal/tasks.ts'
import type { Portal, PortalUser, Task, Workgroup } from '../../types.ts'
import type { Call } from '../method.ts'
import { phpMap } from '../params.ts'

type Fields = Record<string, unknown>

const NO_PICTURE = '/bitrix/images/tasks/default_avatar.png'

/** Fields that come only when they are asked for by name: tasks-task-get.md, "select" */
const USER_FIELDS = ['ufCrmTask', 'ufTaskWebdavFiles', 'ufMailMessage']
const ON_REQUEST = [...USER_FIELDS, 'chatId', 'tags', 'counter', 'subStatus']

/** Not stored with the task but worked out for the caller: lists leave them out unless asked. */
const WORKED_OUT = ['action', 'checklist', 'checkListTree', 'checkListCanAdd', 'newCommentsCount', 'favorite']

/** What comes along with a chosen field. */
const COMPANIONS: Record<string, string[]> = {
  description: ['descriptionInBbcode'],
  createdBy: ['creator'],
  responsibleId: ['responsible'],
  accomplices: ['accomplicesData'],
  auditors: ['auditorsData'],
  ufCrmTask: USER_FIELDS,
  ufTaskWebdavFiles: USER_FIELDS,
}

/**
 * A task as tasks.task.get answers it: camelCase keys, numbers and flags as strings, dates with the portal's offset.
 * Source: api-reference/tasks/fields.md, the examples of tasks-task-add.md, -get.md, -list.md, -update.md
 */
export function taskRecord({ portal, user, world }: Call, task: Task): Fields {
  const now = world.clock.now()

  return {
    id: String(task.id),
    parentId: numeral(task.parentId),
    title: task.title,
    description: task.description,
    mark: null,
    priority: String(task.priority),
    multitask: 'N',
    notViewed: 'N',
    replicate: 'N',
    stageId: '0',
    sprintId: null,
    backlogId: null,
    createdBy: String(task.createdBy),
    createdDate: task.createdDate,
    responsibleId: String(task.responsibleId),
    changedBy: String(task.changedBy),
    changedDate: task.changedDate,
    statusChangedBy: numeral(task.statusChangedBy),
    closedBy: numeral(task.closedBy),
    closedDate: task.closedDate,
    activityDate: task.changedDate,
    dateStart: task.status === 3 ? task.statusChangedDate : null,
    deadline: task.deadline,
    startDatePlan: task.startDatePlan,
    endDatePlan: task.endDatePlan,
    guid: `{00000000-0000-4000-8000-${task.id.toString(16).padStart(12, '0')}}`,
    xmlId: null,
    commentsCount: null,
    serviceCommentsCount: null,
    allowChangeDeadline: flagOf(task.allowChangeDeadline),
    allowTimeTracking: 'N',
    taskControl: flagOf(task.taskControl),
    addInReport: 'N',
    forkedByTemplateId: null,
    timeEstimate: '0',
    timeSpentInLogs: null,
    matchWorkTime: 'N',
    forumTopicId: null,
    forumId: null,
    siteId: 's1',
    subordinate: 'N',
    exchangeModified: null,
    exchangeId: null,
    outlookVersion: '1',
    viewedDate: null,
    sorting: null,
    durationFact: null,
    isMuted: 'N',
    isPinned: 'N',
    isPinnedInGroup: 'N',
    flowId: null,
    descriptionInBbcode: 'Y',
    status: String(task.status),
    statusChangedDate: task.statusChangedDate,
    durationPlan: null,
    durationType: 'days',
    favorite: 'N',
    groupId: String(task.groupId),
    auditors: task.auditors.map(String),
    accomplices: task.accomplices.map(String),
    checklist: phpMap(checklist(task, user)),
    group: groupOf(portal, task),
    creator: personOf(portal, task.createdBy),
    responsible: personOf(portal, task.responsibleId),
    accomplicesData: people(portal, task.accomplices),
    auditorsData: people(portal, task.auditors),
    newCommentsCount: 0,
    action: actions(user, task),
    checkListTree: checkListTree(task, user),
    checkListCanAdd: mayWorkOnTask(user, task),
    ufCrmTask: task.ufCrmTask,
    ufTaskWebdavFiles: [],
    ufMailMessage: null,
    chatId: numeral(task.chatId),
    tags: phpMap(Object.fromEntries(task.tags.map((title, index) => [task.id * 10 + index, { id: task.id * 10 + index, title }]))),
    counter: counter(task, now),
    subStatus: String(subStatus(task, now)),
  }
}

/** The chosen fields (`TITLE` or `title`) with their companions; everything but user fields when none is chosen. */
export function pickTask(record: Fields, fields: string[], kind: 'one' | 'list'): Fields {
  const chosen = fields.map(camel)
  if (chosen.includes('*')) return record
  if (!chosen.length) return without(record, kind === 'list' ? [...ON_REQUEST, ...WORKED_OUT] : ON_REQUEST)
  const along = kind === 'one' ? ['group', 'action', 'favorite'] : ['group']
  const wanted = new Set(['id', ...chosen, ...chosen.flatMap(field => COMPANIONS[field] ?? []), ...along])

  return Object.fromEntries(Object.entries(record).filter(([key]) => wanted.has(key)))
}

/** `UF_CRM_TASK` → `ufCrmTask`; `COUNTERS` is answered as `counter`. */
function camel(field: string): string {
  const name = /[a-z]/.test(field) ? field : field.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

  return name === 'counters' ? 'counter' : name
}

function without(record: Fields, fields: string[]): Fields {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !fields.includes(key)))
}

function numeral(value: number | null): string | null {
  return value === null ? null : String(value)
}

function flagOf(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N'
}

function personOf(portal: Portal, id: number) {
  const user = portal.users.find(candidate => candidate.id === id)

  return user ? { id: String(id), name: `${user.name} ${user.lastName}`, link: `/company/personal/user/${id}/`, icon: NO_PICTURE, workPosition: user.position } : []
}

function people(portal: Portal, ids: number[]) {
  return phpMap(Object.fromEntries(ids.map(id => [id, personOf(portal, id)])))
}

function groupOf(portal: Portal, task: Task) {
  const group = portal.data.groups.find(({ id }) => id === task.groupId)

  return group ? summary(group) : []
}

function summary(group: Workgroup) {
  return {
    id: String(group.id),
    name: group.name,
    opened: group.opened,
    membersCount: membersOf(group).length,
    image: '/bitrix/images/socialnetwork/workgroup/folder.png',
    additionalData: [],
  }
}

/** What this person may do with the task now. */
function actions(user: PortalUser, task: Task) {
  const edits = mayEditTask(user, task)
  const works = mayWorkOnTask(user, task)
  const may = (move: string) => movedBy(move, user, task) !== null

  return {
    'accept': false,
    'decline': false,
    'complete': may('complete'),
    'approve': may('approve'),
    'disapprove': may('disapprove'),
    'start': may('start'),
    'pause': may('pause'),
    'delegate': works && task.status !== 5,
    'remove': edits,
    'edit': edits,
    'defer': may('defer'),
    'renew': may('renew'),
    'create': true,
    'changeDeadline': edits || (works && task.allowChangeDeadline),
    'checklistAddItems': works,
    'addFavorite': true,
    'deleteFavorite': false,
    'rate': edits,
    'take': false,
    'edit.originator': false,
    'checklist.reorder': works,
    'elapsedtime.add': works,
    'dayplan.timer.toggle': false,
    'edit.plan': edits,
    'checklist.add': works,
    'favorite.add': true,
    'favorite.delete': false,
  }
}

const LIST_NAME = 'Checklist 1'

/** A task has no checklist, or one; its items follow its id. */
function checklistItems(task: Task) {
  if (!task.checklist.length) return []
  const listId = task.id * 100
  const done = task.checklist.filter(step => step.done).length

  return [
    { id: listId, parentId: 0, title: LIST_NAME, sortIndex: 0, displaySortIndex: '', done: done === task.checklist.length, completedCount: done },
    ...task.checklist.map((step, index) => ({
      id: listId + index + 1, parentId: listId, title: step.title, sortIndex: index, displaySortIndex: String(index + 1), done: step.done, completedCount: 0,
    })),
  ]
}

function itemActions(user: PortalUser, task: Task) {
  const works = mayWorkOnTask(user, task)

  return { modify: works, remove: works, toggle: works, add: works, addAccomplice: works }
}

function checklist(task: Task, user: PortalUser) {
  return Object.fromEntries(checklistItems(task).map(item => [item.id, {
    id: String(item.id),
    taskId: String(task.id),
    createdBy: String(task.createdBy),
    parentId: item.parentId === 0 ? 0 : String(item.parentId),
    title: item.title,
    sortIndex: String(item.sortIndex),
    isComplete: flagOf(item.done),
    isImportant: 'N',
    toggledBy: null,
    toggledDate: null,
    ufChecklistFiles: false,
    members: [],
    attachments: [],
    entityId: String(task.id),
    action: itemActions(user, task),
  }]))
}

function checkListTree(task: Task, user: PortalUser) {
  const [root, ...steps] = checklistItems(task).map((item, index) => ({
    nodeId: index + 1,
    fields: {
      ...nodeFields(user), id: item.id, entityId: task.id, createdBy: task.createdBy, parentId: item.parentId, title: item.title, sortIndex: item.sortIndex,
      displaySortIndex: item.displaySortIndex, isComplete: item.done, completedCount: item.completedCount,
    },
    action: itemActions(user, task),
  }))

  return {
    nodeId: 0,
    fields: nodeFields(user),
    action: [],
    descendants: root ? [{ ...root, descendants: steps.map(step => ({ ...step, descendants: [] })) }] : [],
  }
}

function nodeFields(user: PortalUser) {
  return {
    id: null, copiedId: null, entityId: null, userId: user.id, createdBy: null, parentId: null, title: '', sortIndex: null, displaySortIndex: '',
    isComplete: false, isImportant: false, completedCount: 0, members: [], attachments: [], nodeId: null,
  }
}

function counter(task: Task, now: number) {
  const expired = subStatus(task, now) === -1 ? 1 : 0

  return {
    counters: { expired, newComments: 0, projectExpired: 0, projectNewComments: 0, mutedExpired: 0, mutedNewComments: 0 },
    color: expired ? 'danger' : 'gray',
    value: expired,
  }
}
