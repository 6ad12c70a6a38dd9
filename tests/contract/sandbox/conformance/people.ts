import { ADMIN, at } from '../setup.ts'
import { exampleOf } from './example.ts'
import type { Row } from './row.ts'

export const people: Row[] = [
  { method: 'user.get', params: { ID: ADMIN } },
  { method: 'user.current', documented: { source: 'api-reference/user/user-current.md, a record of user.get', answer: { result: at(exampleOf('user.get'), 'result', 0) } } },
  { method: 'user.search', params: { FIND: 'Reid' }, except: { 'result.0.UF_PHONE_INNER': 'of api-reference/user/index.md; the people of the example have none' } },
]
