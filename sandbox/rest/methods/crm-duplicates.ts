import { readableItems } from '../../portal/rights.ts'
import type { CrmItem } from '../../types.ts'
import { RestError } from '../error.ts'
import type { Method } from '../method.ts'
import { list, map, phpMap, text } from '../params.ts'

const LIMIT = 20
const TYPES = { LEAD: 1, CONTACT: 3, COMPANY: 4 }

/** Who has this number or address? api-reference/crm/duplicates/crm-duplicate-find-by-comm.md */
export const crmDuplicates: Record<string, Method> = {
  'crm.duplicate.findbycomm': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      if (user.role === 'extranet') throw refusal('Access denied', 'Access denied.', 403)
      const type = text(params.type).toUpperCase()
      if (!type) throw refusal('Communication type is not defined', 'Parameter \'type\' is required.')
      if (type !== 'PHONE' && type !== 'EMAIL') throw refusal(`Communication type '${type}' is not supported in current context`)
      const values = list(params.values).slice(0, LIMIT).map(value => normal(type, value))
      if (!values.length) throw refusal('Communication values is not defined')

      const found: Record<string, number[]> = {}
      for (const [name, entityTypeId] of Object.entries(TYPES)) {
        if (text(params.entity_type) && text(params.entity_type).toUpperCase() !== name) continue
        const ids = readableItems(portal, user, entityTypeId).filter(item => has(item, type, values)).map(({ id }) => id)
        if (ids.length) found[name] = ids.slice(0, LIMIT)
        // With twenty of one type the others are not looked for.
        if (ids.length >= LIMIT) break
      }
      return { result: phpMap(found) }
    },
  },
}

/** The code is a sentence here. */
function refusal(code: string, description = code, status = 400): RestError {
  return new RestError(code, description, { status })
}

function has({ fm }: CrmItem, type: string, values: string[]): boolean {
  return list(fm).map(map).some(({ typeId, value }) => typeId === type && values.includes(normal(type, value)))
}

function normal(type: string, value: unknown): string {
  return type === 'PHONE' ? text(value).replace(/\D/g, '') : text(value).trim().toLowerCase()
}
