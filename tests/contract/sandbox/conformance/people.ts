import { ADMIN } from '../setup.ts'
import type { Family } from './row.ts'

export const people: Family = {
  rows: [
    { method: 'user.get', params: { ID: ADMIN } },
    { method: 'user.search', params: { FIND: 'Reid' }, except: { 'result.0.UF_PHONE_INNER': 'of api-reference/user/index.md; the people of the example have none' } },
  ],
  notYet: [],
}
