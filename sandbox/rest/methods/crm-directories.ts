import { crmType } from '../../portal/crm-types.ts'
import { RestError, systemError } from '../error.ts'
import type { Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, map } from '../params.ts'
import { checkFields, matches, sortBy } from '../query.ts'

/** Types with pipelines; all smart processes have them too. api-reference/crm/universal/category */
const WITH_PIPELINES = [2, 31]

/** What only crm.type.get tells of a smart process; ours hang on deals, contacts and companies. crm-type-get.md */
const TYPE_LINKS = {
  relations: {
    parent: [
      { entityTypeId: 3, isChildrenListEnabled: 'Y', isPredefined: 'Y' },
      { entityTypeId: 4, isChildrenListEnabled: 'Y', isPredefined: 'Y' },
      { entityTypeId: 2, isChildrenListEnabled: 'Y', isPredefined: 'N' },
    ],
    child: [],
  },
  linkedUserFields: { 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'Y', 'TASKS_TASK|UF_CRM_TASK': 'Y', 'TASKS_TASK_TEMPLATE|UF_CRM_TASK': 'N' },
  customSections: [],
}

/** What CRM items refer to: stages, pipelines, smart processes, currencies. */
export const crmDirectories: Record<string, Method> = {
  'crm.status.list': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, params }) {
      const filter = map(params.filter ?? params.FILTER)
      const order = map(params.order ?? params.ORDER)
      const rows = sortBy(portal.data.statuses.filter(status => matches(status, filter)), order)
      return { result: rows, total: rows.length }
    },
  },

  'crm.category.list': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, params }) {
      const entityTypeId = integer(params.entityTypeId)
      const type = crmType(portal, entityTypeId)
      if (!type) throw new RestError('NOT_FOUND', 'SPA not found')
      if (!WITH_PIPELINES.includes(entityTypeId) && entityTypeId < 128) {
        throw new RestError('ENTITY_TYPE_NOT_SUPPORTED', `Entity type \`${type.name}\` is not supported`)
      }
      const categories = portal.data.categories.filter(category => category.entityTypeId === entityTypeId)
      return {
        result: { categories: categories.map(category => ({ ...category, ...category.isDefault === 'N' && { originId: '', originatorId: '' } })) },
        total: categories.length,
      }
    },
  },

  // Only for CRM administrators, and its refusal has status 400: crm-type-list.md
  'crm.type.list': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      if (user.role === 'extranet') throw systemError('allowed_only_intranet_user')
      if (user.role !== 'admin') throw new RestError('ACCESS_DENIED', 'Access denied')
      const filter = map(params.filter)
      const order = map(params.order)
      checkFields(filter, order, new Set(portal.data.types.flatMap(type => Object.keys(type))))
      const rows = sortBy(portal.data.types.filter(type => matches(type, filter)), order)
      return page(rows, params.start, rows => ({ types: rows }))
    },
  },

  'crm.type.get': {
    scope: ['crm'],
    rights: 'any',
    handle({ portal, user, params }) {
      if (user.role === 'extranet') throw systemError('allowed_only_intranet_user')
      const type = portal.data.types.find(({ id }) => id === integer(params.id))
      if (!type) throw new RestError('0', 'SPA not found')
      return { result: { type: { ...type, ...TYPE_LINKS } } }
    },
  },

  'crm.currency.list': {
    scope: ['crm'],
    rights: 'any',
    // `total` is 0 whatever comes: crm-currency-list.md
    handle: ({ portal }) => ({ result: portal.data.currencies, total: 0 }),
  },
}
