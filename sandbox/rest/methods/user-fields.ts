import { crmType } from '../../portal/crm-types.ts'
import type { Params } from '../../http.ts'
import type { UserField } from '../../types.ts'
import { registeredFieldType } from '../../portal/user-fields.ts'
import { missingParameter, RestError, uncodedError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { list, map, text } from '../params.ts'
import { matches, sortBy } from '../query.ts'

/** Types of fields that every portal has: crm-deal-userfield-add.md */
const BUILT_IN = [
  'string', 'integer', 'double', 'boolean', 'datetime', 'date', 'money', 'url', 'address', 'enumeration', 'file', 'employee', 'crm_status', 'iblock_section', 'iblock_element', 'crm',
]
const MAX_NAME = 50
const ENTITIES = ['lead', 'deal', 'contact', 'company', 'quote']

type Labels = UserField['editFormLabel']

/** Fields that people add to CRM items: api-reference/crm/universal/userfieldconfig, and crm.<entity>.userfield.* of each type. */
export const userFields: Record<string, Method> = {
  'userfieldconfig.add': {
    scope: ['userfieldconfig'],
    rights: 'any',
    handle(call) {
      const { portal, params, user } = call
      checkModule(call)
      if (user.role !== 'admin') throw uncodedError('Access denied')
      const given = map(params.field)
      const { entityId, fieldName } = { entityId: text(given.entityId), fieldName: text(given.fieldName).toUpperCase() }
      if (!fieldName) throw uncodedError('The \'FIELD_NAME\' field is not found.')
      if (!text(given.userTypeId)) throw uncodedError('The \'USER_TYPE_ID\' field is not found.')
      if (!isEntity(call, entityId) || !fieldName.startsWith(`UF_${entityId}_`)) throw uncodedError('You cannot create custom fields')
      if (portal.data.userFields.some(field => field.entityId === entityId && field.fieldName === fieldName)) {
        throw uncodedError(`Field ${fieldName} for object ${entityId} already exists.`)
      }
      if (!isType(call, text(given.userTypeId)) || fieldName.length > MAX_NAME || !/^[A-Z0-9_]+$/.test(fieldName)) throw uncodedError('Fail to create new user field')

      return { result: { field: store(call, {
        entityId, fieldName, userTypeId: text(given.userTypeId), xmlId: text(given.xmlId) || null, sort: text(given.sort), multiple: text(given.multiple), mandatory: text(given.mandatory),
        showFilter: text(given.showFilter), editInList: text(given.editInList), isSearchable: text(given.isSearchable), settings: map(given.settings),
        editFormLabel: labels(given.editFormLabel), helpMessage: labels(given.helpMessage),
        values: list(given.enum).map(map).map(({ value, def, sort, xmlId }) => ({ value: text(value), def: text(def), sort: text(sort), xmlId: text(xmlId) })),
      }) } }
    },
  },

  'userfieldconfig.list': {
    scope: ['userfieldconfig'],
    rights: 'any',
    handle(call) {
      const { portal, params, user } = call
      checkModule(call)
      if (user.role !== 'admin') throw uncodedError('You do not have permission to view user field settings')
      const order = map(params.order)
      const rows = portal.data.userFields.filter(field => matches(field, map(params.filter)))
      const { language } = map(params.select)
      return page(sortBy(rows, Object.keys(order).length ? order : { sort: 'ASC', id: 'ASC' }), params.start, rows =>
        ({ fields: rows.map(field => inLanguage(field, text(language))) }))
    },
  },

  ...Object.fromEntries(ENTITIES.flatMap((entity): [string, Method][] => [
    [`crm.${entity}.userfield.add`, { scope: ['crm'], rights: 'any', handle: call => ({ result: addTo(call, `CRM_${entity.toUpperCase()}`) }) }],
    [`crm.${entity}.userfield.list`, { scope: ['crm'], rights: 'any', handle: call => listOf(call, `CRM_${entity.toUpperCase()}`) }],
  ])),
}

function checkModule({ params, token }: Call): void {
  if (params.moduleId === undefined) throw missingParameter('moduleId')
  if (params.moduleId !== 'crm') throw uncodedError('No settings for UserFieldAccess')
  if (!token.scope.includes('crm')) throw uncodedError('The current method required more scopes. (crm)')
}

/** `CRM_DEAL`, or `CRM_<id>` of a smart process. */
function isEntity({ portal }: Call, entityId: string): boolean {
  return [1, 2, 3, 4, 7, 31].some(id => `CRM_${crmType(portal, id)?.name}` === entityId) || portal.data.types.some(({ id }) => `CRM_${id}` === entityId)
}

function isType({ world, portal }: Call, userTypeId: string): boolean {
  return BUILT_IN.includes(userTypeId) || registeredFieldType(world.apps, portal, userTypeId) !== undefined
}

/** crm.<entity>.userfield.add: the name gets its prefix, and errors have codes. crm-deal-userfield-add.md */
function addTo(call: Call, entityId: string): number {
  const { portal, user, params } = call
  if (user.role !== 'admin') throw uncodedError('Access denied.')
  const given = map(params.fields)
  if (!text(given.FIELD_NAME)) throw uncodedError('The \'FIELD_NAME\' field is not found.')
  if (!text(given.USER_TYPE_ID)) throw uncodedError('The \'USER_TYPE_ID\' field is not found.')
  const fieldName = `UF_CRM_${text(given.FIELD_NAME).toUpperCase().replace(/^UF_(CRM_)?/, '')}`
  if (fieldName.length > MAX_NAME) throw new RestError('ERROR_CORE', 'Field name is too long (more than 50 characters).')
  if (!/^[A-Z0-9_]+$/.test(fieldName)) throw new RestError('ERROR_CORE', 'Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.')
  if (!isType(call, text(given.USER_TYPE_ID))) throw new RestError('ERROR_CORE', 'Incorrect custom type specified.')
  if (portal.data.userFields.some(field => field.entityId === entityId && field.fieldName === fieldName)) {
    throw new RestError('ERROR_CORE', `Field ${fieldName} for object ${entityId} already exists.`)
  }
  const values = list(given.LIST).map(map).filter(({ VALUE }) => text(VALUE))
    .map(({ VALUE, DEF, SORT, XML_ID }) => ({ value: text(VALUE), def: text(DEF), sort: text(SORT), xmlId: text(XML_ID) }))
  const twice = values.find(({ xmlId }, index) => xmlId && values.slice(0, index).some(other => other.xmlId === xmlId))
  if (twice) throw new RestError('ERROR_CORE', `List item with value XML_ID=${twice.xmlId} already exists.`)

  return Number(store(call, {
    entityId, fieldName, userTypeId: text(given.USER_TYPE_ID), xmlId: text(given.XML_ID) || null, sort: text(given.SORT), multiple: text(given.MULTIPLE), mandatory: text(given.MANDATORY),
    showFilter: text(given.SHOW_FILTER), editInList: text(given.EDIT_IN_LIST), isSearchable: text(given.IS_SEARCHABLE), settings: map(given.SETTINGS),
    editFormLabel: labels(given.EDIT_FORM_LABEL ?? given.LABEL), helpMessage: labels(given.HELP_MESSAGE), values,
  }).id)
}

function listOf({ portal, user, params }: Call, entityId: string) {
  if (user.role !== 'admin') throw uncodedError('Access denied.')
  const rows = portal.data.userFields.filter(field => field.entityId === entityId).map(field => upperCased(field, portal.language))

  return page(sortBy(rows.filter(row => matches(row, map(params.filter))), map(params.order)), params.start)
}

interface Given {
  entityId: string
  fieldName: string
  userTypeId: string
  xmlId: string | null
  sort: string
  multiple: string
  mandatory: string
  showFilter: string
  editInList: string
  isSearchable: string
  settings: Params
  editFormLabel: Labels
  helpMessage: Labels
  values: { value: string, def: string, sort: string, xmlId: string }[]
}

function store({ portal, world }: Call, { values, ...given }: Given): UserField {
  const { userFields } = portal.data
  const id = String(Math.max(6000, ...userFields.map(field => Number(field.id))) + 1)
  const lastValue = Math.max(3000, ...userFields.flatMap(field => (field.enum ?? []).map(value => Number(value.id))))
  const languages = Object.keys(given.editFormLabel ?? {})
  const empty = Object.fromEntries(languages.map(language => [language, null]))
  const field: UserField = {
    ...given,
    id,
    sort: given.sort || '100',
    // A yes/no cannot be multiple.
    multiple: given.multiple === 'Y' && given.userTypeId !== 'boolean' ? 'Y' : 'N',
    mandatory: given.mandatory === 'Y' ? 'Y' : 'N',
    showFilter: given.showFilter || 'N',
    showInList: 'Y',
    editInList: given.editInList === 'N' ? 'N' : 'Y',
    isSearchable: given.isSearchable === 'Y' ? 'Y' : 'N',
    settings: { ...SETTINGS[given.userTypeId], ...given.settings },
    languageId: Object.fromEntries(languages.map(language => [language, language])),
    listColumnLabel: empty,
    listFilterLabel: empty,
    errorMessage: empty,
    helpMessage: given.helpMessage ?? empty,
    ...given.userTypeId === 'enumeration' && { enum: values.map(({ value, def, sort, xmlId }, index) => ({
      id: String(lastValue + index + 1), userFieldId: id, value, def: def === 'Y' ? 'Y' : 'N', sort: sort || '100', xmlId: xmlId || world.random(),
    })) },
  }
  userFields.push(field)

  return field
}

const SETTINGS: Record<string, Params> = {
  enumeration: { DISPLAY: 'LIST', LIST_HEIGHT: 1, CAPTION_NO_VALUE: '', SHOW_NO_VALUE: 'Y' },
}

/** One text for all languages, or one for each. */
function labels(value: unknown): Labels {
  if (value === undefined) return null
  if (typeof value !== 'object') return { en: text(value) }

  return Object.fromEntries(Object.entries(map(value)).map(([language, label]) => [language, text(label)]))
}

/** The texts of one language, `null` without: userfieldconfig-list.md */
function inLanguage({ enum: _values, ...field }: UserField, language: string) {
  const only = (texts: Labels) => language && texts?.[language] ? { [language]: texts[language] } : null

  return {
    ...field,
    languageId: language ? { [language]: language } : field.languageId,
    editFormLabel: only(field.editFormLabel), listColumnLabel: only(field.listColumnLabel), listFilterLabel: only(field.listFilterLabel),
    errorMessage: only(field.errorMessage), helpMessage: only(field.helpMessage),
  }
}

function upperCased(field: UserField, language: string) {
  const label = field.editFormLabel?.[language] ?? field.editFormLabel?.en ?? null

  return {
    ID: field.id, ENTITY_ID: field.entityId, FIELD_NAME: field.fieldName, USER_TYPE_ID: field.userTypeId, XML_ID: field.xmlId, SORT: field.sort,
    MULTIPLE: field.multiple, MANDATORY: field.mandatory, SHOW_FILTER: field.showFilter, SHOW_IN_LIST: field.showInList, EDIT_IN_LIST: field.editInList,
    IS_SEARCHABLE: field.isSearchable, SETTINGS: field.settings,
    EDIT_FORM_LABEL: label, LIST_COLUMN_LABEL: label, LIST_FILTER_LABEL: label, ERROR_MESSAGE: null, HELP_MESSAGE: null,
    ...field.enum && { LIST: field.enum.map(({ id, sort, value, def, xmlId }) => ({ ID: id, SORT: sort, VALUE: value, DEF: def, XML_ID: xmlId })) },
  }
}
