import type { Department } from '../../types.ts'

export const departments: Department[] = [
  { id: 1, name: 'Alder & Oak', sort: 100, parent: null, head: 1 },
  { id: 3, name: 'Sales', sort: 200, parent: 1, head: 3 },
  { id: 4, name: 'Workshop and delivery', sort: 300, parent: 1, head: 9 },
  { id: 5, name: 'Accounts', sort: 400, parent: 1, head: null },
]
