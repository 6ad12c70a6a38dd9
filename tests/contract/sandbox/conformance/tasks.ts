import type { Family } from './row.ts'

export const tasks: Family = {
  rows: [],
  notYet: [
    'department.get',
    'socialnetwork.api.workgroup.get',
    'socialnetwork.api.workgroup.list',
    'sonet_group.get',
    'sonet_group.user.get',
    'tasks.task.add',
    'tasks.task.get',
    'tasks.task.list',
  ],
}
