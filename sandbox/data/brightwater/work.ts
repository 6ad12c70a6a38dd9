import type { Department } from '../../types.ts'
import type { GroupRow, TaskRow } from '../tasks.ts'

export const departments: Department[] = [
  { id: 1, name: 'Brightwater Studio', sort: 100, parent: null, head: 1 },
  { id: 2, name: 'Clients and design', sort: 200, parent: 1, head: 3 },
]

/** Group 10 and task 286 exist on the other portal too: the same id must never mean the same object. */
export const groups: GroupRow[] = [
  { id: 10, name: 'Vento spring launch', text: 'Film, site and dealers\' kit.', owner: 4, members: [1, 3], age: 30, ends: 60 },
]

export const tasks: TaskRow[] = [
  { id: 286, title: 'Storyboard for the launch film', by: 3, to: 4, age: 6, due: 5, status: 3, since: 2, group: 10, crm: ['D_3473'] },
  { id: 287, title: 'Label proofs to the printer', by: 1, to: 3, age: 3, due: -1, crm: ['D_41'] },
]
