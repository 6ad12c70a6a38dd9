import { mayRead, readableItems } from '../../rights.ts'
import type { CrmItem } from '../../types.ts'
import { crmType } from '../../crm-types.ts'
import { RestError, systemError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, list, map, text } from '../params.ts'
import { checkFields, matches, sortBy } from '../query.ts'

/** Items of every CRM type through one door: api-reference/crm/universal/index.md */
export const crmItems: Record<string, Method> = {
  'crm.item.get': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { portal, user, params } = call
      const entityTypeId = supportedType(call)
      const id = integer(params.id)
      const item = portal.data.items.find(item => item.id === id && item.entityTypeId === entityTypeId)
      if (!item) throw new RestError('NOT_FOUND', 'Item not found')
      if (!mayRead(user, item)) throw new RestError('ACCESS_DENIED', 'You do not have permission to view this item')
      return { result: { item: published(item) } }
    },
  },

  'crm.item.list': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const { portal, user, params } = call
      const entityTypeId = supportedType(call)
      const filter = map(params.filter)
      const order = map(params.order)
      checkFields(filter, order, fieldsOf(call, entityTypeId))
      const rows = readableItems(portal, user, entityTypeId).filter(item => matches(item, filter))
      const fields = list(params.select).map(text)
      return page(sortBy(rows, order), params.start, rows => ({ items: rows.map(item => pick(published(item), fields)) }))
    },
  },

  'crm.item.fields': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const fields = [...fieldsOf(call, supportedType(call))].map(name => [name, describe(name)])
      return { result: { fields: Object.fromEntries(fields) } }
    },
  },
}

/** The errors that all crm.item.* share, in the order of their pages. */
function supportedType({ portal, user, params }: Call): number {
  if (user.role === 'extranet') throw systemError('allowed_only_intranet_user')
  const entityTypeId = integer(params.entityTypeId)
  const type = crmType(portal, entityTypeId)
  if (!type) throw new RestError('NOT_FOUND', 'SPA not found')
  if (!type.universal) throw new RestError('ENTITY_TYPE_NOT_SUPPORTED', `Entity type \`${type.name}\` is not supported`)

  return entityTypeId
}

/** Taken from the stored items, which carry every field of their type. */
function fieldsOf({ portal }: Call, entityTypeId: number): Set<string> {
  const sample = portal.data.items.find(item => item.entityTypeId === entityTypeId)

  return new Set(Object.keys(sample ? published(sample) : { id: 0, title: '', assignedById: 0 }).filter(name => !NEVER_CHOSEN.includes(name)))
}

const NEVER_CHOSEN = ['entityTypeId', 'fm']

const CONTACT = 3

/** Contacts have a name but no title: api-reference/crm/universal/index.md */
function published(item: CrmItem): Record<string, unknown> {
  if (item.entityTypeId !== CONTACT) return item
  const { title: _, ...answer } = item

  return answer
}

/** `id` comes along whatever is selected; `fm` and `entityTypeId` only with everything: object-fields.md "Fields in select" */
function pick(item: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  if (!fields.length || fields.includes('*')) return item

  return Object.fromEntries(['id', ...fields].filter(field => field in item && !NEVER_CHOSEN.includes(field)).map(field => [field, item[field]]))
}

function describe(name: string) {
  const upperName = name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()

  return { type: 'string', isRequired: false, isReadOnly: name === 'id', isImmutable: false, isMultiple: false, isDynamic: false, title: name, upperName }
}
