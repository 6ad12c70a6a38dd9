import { ADMIN } from '../setup.ts'
import type { Family } from './row.ts'

export const people: Family = {
  rows: [
    { method: 'user.get', params: { ID: ADMIN } },
    { method: 'user.search', params: { FIND: 'Reid' } },
  ],
  notYet: [],
}
