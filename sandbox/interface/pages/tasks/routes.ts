import { chooseTaskCard, moveTask } from '../../actions/tasks.ts'
import { get, post, type Route } from '../../routes.ts'
import { taskCardPage } from './card.ts'
import { groupTasksPage, taskAutomationPage, userTasksPage } from './list.ts'

/** The tasks of a person or of a project, their cards and their automation. */
export const tasksRoutes: Route[] = [
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/$/, (visit, { user }) => userTasksPage(visit, Number(user))),
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/automation\/$/, (visit, { user }) => taskAutomationPage(visit, { userId: Number(user) })),
  get(/^\/company\/personal\/user\/(?<user>\d+)\/tasks\/task\/view\/(?<id>\d+)\/$/, (visit, { user, id }) => taskCardPage(visit, { userId: Number(user) }, Number(id))),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/$/, (visit, { group }) => groupTasksPage(visit, Number(group))),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/automation\/$/, (visit, { group }) => taskAutomationPage(visit, { groupId: Number(group) })),
  get(/^\/workgroups\/group\/(?<group>\d+)\/tasks\/task\/view\/(?<id>\d+)\/$/, (visit, { group, id }) => taskCardPage(visit, { groupId: Number(group) }, Number(id))),
  post(/^\/sandbox\/tasks\/(?<id>\d+)$/, (visit, { id }, request) => moveTask(visit, request, Number(id))),
  post(/^\/sandbox\/task-card$/, (visit, _, request) => chooseTaskCard(visit, request)),
]
