import { mayEdit, mayRead, readableItems } from '../../portal/rights.ts'
import type { CrmItem } from '../../types.ts'
import { crmType } from '../../portal/crm-types.ts'
import { ownUserFields, restName } from '../../portal/user-fields.ts'
import { fieldNames, fieldsOf, NEVER_CHOSEN } from '../records/crm-fields.ts'
import { addItem, deleteItem, updateItem } from '../records/crm-item-write.ts'
import { RestError, systemError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { flag, integer, list, map, text } from '../params.ts'
import { checkFields, matches, sortBy } from '../query.ts'

/** Items of every CRM type through one door: api-reference/crm/universal/index.md */
export const crmItems: Record<string, Method> = {
  'crm.item.get': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const item = existing(call, supportedType(call))
      if (!mayRead(call.user, item)) throw new RestError('ACCESS_DENIED', 'You do not have permission to view this item')
      return { result: { item: published(call, item) } }
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
      checkFields(filter, order, fieldNames(portal, entityTypeId, flag(params.useOriginalUfNames)))
      const rows = readableItems(portal, user, entityTypeId).map(publisher(call, entityTypeId)).filter(item => matches(item, filter))
      const fields = list(params.select).map(text)
      return page(sortBy(rows, order), params.start, rows => ({ items: rows.map(item => pick(item, fields)) }))
    },
  },

  'crm.item.add': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const entityTypeId = supportedType(call)
      return { result: { item: published(call, addItem(call, entityTypeId)) } }
    },
  },

  'crm.item.update': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const item = changeable(call, supportedType(call))
      updateItem(call, item)
      return { result: { item: published(call, item) } }
    },
  },

  'crm.item.delete': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      deleteItem(call, changeable(call, supportedType(call)))
      return { result: [] }
    },
  },

  'crm.item.fields': {
    scope: ['crm'],
    rights: 'any',
    handle(call) {
      const fields = fieldsOf(call.portal, supportedType(call), flag(call.params.useOriginalUfNames))
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

function existing({ portal, params }: Call, entityTypeId: number): CrmItem {
  const id = integer(params.id)
  const item = portal.data.items.find(item => item.id === id && item.entityTypeId === entityTypeId)
  if (!item) throw new RestError('NOT_FOUND', 'Item not found')

  return item
}

function changeable(call: Call, entityTypeId: number): CrmItem {
  const item = existing(call, entityTypeId)
  if (!mayEdit(call.user, item)) throw new RestError('ACCESS_DENIED', 'Access denied')

  return item
}

const CONTACT = 3

function published(call: Call, item: CrmItem): Record<string, unknown> {
  return publisher(call, item.entityTypeId)(item)
}

/** Writes items of one type with their user fields, set or not. Contacts have a name but no title: api-reference/crm/universal/index.md */
function publisher({ portal, params }: Call, entityTypeId: number): (item: CrmItem) => Record<string, unknown> {
  const own = ownUserFields(portal, entityTypeId).map(({ fieldName, multiple }) =>
    ({ stored: restName(fieldName), shown: restName(fieldName, flag(params.useOriginalUfNames)), multiple: multiple === 'Y' }))
  const hidden = [...own.map(({ stored }) => stored), ...entityTypeId === CONTACT ? ['title'] : []]

  return (item) => {
    const record: Record<string, unknown> = { ...item }
    for (const name of hidden) Reflect.deleteProperty(record, name)
    for (const { stored, shown, multiple } of own) record[shown] = item[stored] ?? (multiple ? [] : null)

    return record
  }
}

/** `id` comes along whatever is selected; `fm` and `entityTypeId` only with everything: object-fields.md "Fields in select" */
function pick(item: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  if (!fields.length || fields.includes('*')) return item

  return Object.fromEntries(['id', ...fields].filter(field => field in item && !NEVER_CHOSEN.includes(field)).map(field => [field, item[field]]))
}
