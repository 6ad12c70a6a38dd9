import type { Department } from '../../types.ts'
import type { Method } from '../method.ts'
import { page } from '../page.ts'
import { text, upperKeys } from '../params.ts'
import { matches, sortBy } from '../query.ts'

const FIELDS = ['ID', 'NAME', 'SORT', 'PARENT', 'UF_HEAD']

/** The company's structure: api-reference/departments */
export const departments: Record<string, Method> = {
  'department.get': {
    scope: ['department'],
    rights: 'any',
    handle({ portal, params }) {
      // `sort` names a field and `SORT` filters by one: the only pair that differs in case alone.
      const { sort, order, START, start, ...rest } = params
      const given = upperKeys(rest)
      const filter = Object.fromEntries(FIELDS.filter(field => field in given).map(field => [field, given[field]]))
      const rows = portal.data.departments.map(department => ({ row: record(department), query: { ...record(department), UF_HEAD: department.head } }))
        .filter(({ query }) => matches(query, filter))
        .map(({ row, query }) => ({ ...query, row }))
      return page(sortBy(rows, { [text(sort).toUpperCase() || 'SORT']: order }), START ?? start, rows => rows.map(({ row }) => row))
    },
  },
}

/** The company itself, at the top, has no PARENT. */
function record({ id, name, sort, parent }: Department) {
  return { ID: String(id), NAME: name, SORT: sort, ...parent !== null && { PARENT: String(parent) } }
}
