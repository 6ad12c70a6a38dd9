import { mayRead, readableItems } from '../../portal/rights.ts'
import type { CrmItem } from '../../types.ts'
import { upperNameOf } from '../records/crm-fields.ts'
import { uncodedError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { page } from '../page.ts'
import { integer, list, map, text } from '../params.ts'
import { filterField, matches, sortBy } from '../query.ts'

const UTM = ['UTM_SOURCE', 'UTM_MEDIUM', 'UTM_CAMPAIGN', 'UTM_CONTENT', 'UTM_TERM']
const PEOPLE = ['ASSIGNED_BY_ID', 'CREATED_BY_ID', 'MODIFY_BY_ID', 'DATE_CREATE', 'DATE_MODIFY', 'OPENED']
const ORIGIN = ['ORIGINATOR_ID', 'ORIGIN_ID']
const CONTACTABLE = ['HAS_PHONE', 'HAS_EMAIL', 'HAS_IMOL']
const ACTIVITY = ['LAST_ACTIVITY_BY', 'LAST_ACTIVITY_TIME']
const MOVED = ['MOVED_BY_ID', 'MOVED_TIME']
const CLIENT = ['COMPANY_ID', 'CONTACT_ID']
const MONEY = ['CURRENCY_ID', 'OPPORTUNITY']
const SOURCE = ['SOURCE_ID', 'SOURCE_DESCRIPTION']
const ADDRESS = ['ADDRESS', 'ADDRESS_2', 'ADDRESS_CITY', 'ADDRESS_POSTAL_CODE', 'ADDRESS_REGION', 'ADDRESS_PROVINCE', 'ADDRESS_COUNTRY', 'ADDRESS_LOC_ADDR_ID']
const PERSON = ['HONORIFIC', 'NAME', 'SECOND_NAME', 'LAST_NAME', 'POST', 'BIRTHDATE']

interface RecordType {
  entityTypeId: number
  /** Its keys, in the order of crm.<entity>.get. */
  keys: string[]
  /** Key → name in crm.item.*, where they differ by more than their spelling. */
  names: Record<string, string>
}

/** Names that changed for all types. */
const NAMES: Record<string, string> = {
  CREATED_BY_ID: 'createdBy', MODIFY_BY_ID: 'updatedBy', DATE_CREATE: 'createdTime', DATE_MODIFY: 'updatedTime', MOVED_BY_ID: 'movedBy',
}

const types: Record<string, RecordType> = {
  deal: { entityTypeId: 2, names: NAMES, keys: [
    'ID', 'TITLE', 'TYPE_ID', 'STAGE_ID', 'PROBABILITY', ...MONEY, 'IS_MANUAL_OPPORTUNITY', 'TAX_VALUE', 'LEAD_ID', ...CLIENT, 'QUOTE_ID', 'BEGINDATE', 'CLOSEDATE', ...PEOPLE,
    'CLOSED', 'COMMENTS', 'ADDITIONAL_INFO', 'LOCATION_ID', 'CATEGORY_ID', 'STAGE_SEMANTIC_ID', 'IS_NEW', 'IS_RECURRING', 'IS_RETURN_CUSTOMER', 'IS_REPEATED_APPROACH',
    ...SOURCE, ...ORIGIN, ...MOVED, ...UTM, ...ACTIVITY,
  ] },
  lead: { entityTypeId: 1, names: { ...NAMES, STATUS_ID: 'stageId', STATUS_SEMANTIC_ID: 'stageSemanticId' }, keys: [
    'ID', 'TITLE', ...PERSON, 'COMPANY_TITLE', ...CLIENT, 'IS_RETURN_CUSTOMER', ...SOURCE, 'STATUS_ID', 'STATUS_DESCRIPTION', 'COMMENTS', ...MONEY, 'IS_MANUAL_OPPORTUNITY',
    ...CONTACTABLE, ...PEOPLE, 'DATE_CLOSED', 'STATUS_SEMANTIC_ID', ...ORIGIN, ...MOVED, ...ADDRESS, 'ADDRESS_COUNTRY_CODE', ...UTM, ...ACTIVITY,
  ] },
  contact: { entityTypeId: 3, names: NAMES, keys: [
    'ID', 'COMMENTS', ...PERSON, 'PHOTO', 'LEAD_ID', 'TYPE_ID', ...SOURCE, 'COMPANY_ID', 'EXPORT', ...CONTACTABLE, ...PEOPLE, ...ORIGIN, 'ORIGIN_VERSION', 'FACE_ID', ...ADDRESS, ...UTM, ...ACTIVITY,
  ] },
  company: { entityTypeId: 4, names: { ...NAMES, COMPANY_TYPE: 'typeId' }, keys: [
    'ID', 'COMPANY_TYPE', 'TITLE', 'LOGO', 'LEAD_ID', ...CONTACTABLE, ...PEOPLE, 'BANKING_DETAILS', 'INDUSTRY', 'REVENUE', 'CURRENCY_ID', 'EMPLOYEES', 'COMMENTS', 'IS_MY_COMPANY',
    ...ORIGIN, 'ORIGIN_VERSION', ...ADDRESS, 'ADDRESS_COUNTRY_CODE', 'ADDRESS_LEGAL', ...ADDRESS.map(key => `REG_${key}`), 'REG_ADDRESS_COUNTRY_CODE', ...UTM, ...ACTIVITY, 'LAST_COMMUNICATION_TIME',
  ] },
  quote: { entityTypeId: 7, names: { ...NAMES, STATUS_ID: 'stageId' }, keys: [
    'ID', 'TITLE', 'STATUS_ID', ...MONEY, 'TAX_VALUE', ...CLIENT, 'MYCOMPANY_ID', 'BEGINDATE', 'CLOSEDATE', 'ACTUAL_DATE', ...PEOPLE, 'CLOSED', 'COMMENTS', 'LEAD_ID', 'DEAL_ID',
    'QUOTE_NUMBER', 'CONTENT', 'TERMS', 'PERSON_TYPE_ID', 'LOCATION_ID', 'CLIENT_TITLE', 'CLIENT_ADDR', 'CLIENT_CONTACT', 'CLIENT_EMAIL', 'CLIENT_PHONE', 'CLIENT_TP_ID', 'CLIENT_TPA_ID',
    ...UTM, 'LAST_COMMUNICATION_TIME', ...ACTIVITY,
  ] },
}

/** The older door to the same items: upper-case keys, values as text. api-reference/crm/deals/crm-deal-get.md and its siblings */
export const crmRecords: Record<string, Method> = Object.fromEntries(Object.entries(types).flatMap(([name, type]): [string, Method][] => [
  [`crm.${name}.get`, { scope: ['crm'], rights: 'any', handle: call => ({ result: get(call, type) }) }],
  [`crm.${name}.list`, { scope: ['crm'], rights: 'any', handle: call => readAll(call, type) }],
]))

function get({ portal, user, params }: Call, type: RecordType): Record<string, unknown> {
  const id = integer(params.id ?? params.ID)
  if (id <= 0) throw uncodedError('ID is not defined or invalid')
  const item = portal.data.items.find(item => item.entityTypeId === type.entityTypeId && item.id === id)
  if (!item) throw uncodedError('Not found')
  if (!mayRead(user, item)) throw uncodedError('Access denied')

  return { ...record(item, type), ...contactValues(item) }
}

function readAll({ portal, user, params }: Call, type: RecordType) {
  if (user.role === 'extranet') throw uncodedError('Access denied.')
  for (const name of ['order', 'filter']) {
    if (params[name] !== undefined && (typeof params[name] !== 'object' || params[name] === null)) throw uncodedError(`Parameter '${name}' must be array.`)
  }
  const known = new Set(type.keys)
  const filter = Object.fromEntries(Object.entries(map(params.filter ?? params.FILTER)).filter(([key]) => known.has(filterField(key))))
  const order = Object.fromEntries(Object.entries(map(params.order ?? params.ORDER)).filter(([key]) => known.has(key)))
  const rows = readableItems(portal, user, type.entityTypeId).map(item => record(item, type)).filter(row => matches(row, filter))
  const chosen = list(params.select ?? params.SELECT).map(text)

  return page(sortBy(rows, order), params.start, rows => rows.map(row => pick(row, chosen)))
}

function pick(row: Record<string, unknown>, chosen: string[]): Record<string, unknown> {
  if (!chosen.length || chosen.includes('*')) return row

  return Object.fromEntries(['ID', ...chosen].filter(key => key in row).map(key => [key, row[key]]))
}

function record(item: CrmItem, { keys, names }: RecordType): Record<string, unknown> {
  const byUpperName = new Map(Object.keys(item).map(name => [upperNameOf(name), name]))

  return Object.fromEntries(keys.map(key => [key, asText(key, item[names[key] ?? byUpperName.get(key) ?? ''])]))
}

/** Amounts have two decimals; a link to nothing is `null`, not 0. */
function asText(key: string, value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (key === 'OPPORTUNITY' || key === 'TAX_VALUE') return Number(value).toFixed(2)
  if (value === 0 && (key.endsWith('_ID') || key === 'LOGO') && key !== 'CATEGORY_ID') return null

  return text(value)
}

/** PHONE, EMAIL, WEB, IM: only those that there are. */
function contactValues({ fm }: CrmItem): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {}
  for (const value of list(fm).map(map)) {
    const { id, valueType, typeId } = value
    ;(found[text(typeId)] ??= []).push({ ID: text(id), VALUE_TYPE: valueType, VALUE: value.value, TYPE_ID: typeId })
  }

  return found
}
