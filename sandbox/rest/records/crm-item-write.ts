import { isoDate } from '../../clock.ts'
import { crmType } from '../../portal/crm-types.ts'
import { itemTemplate } from '../../data/template.ts'
import { isMap, type Params } from '../../http.ts'
import type { CrmItem, CrmStatus, Portal } from '../../types.ts'
import { defaultCategory, fieldsOf, type FieldDescription } from './crm-fields.ts'
import { missingParameter, RestError } from '../error.ts'
import type { Call } from '../method.ts'
import { flag, integer, list, map, text } from '../params.ts'
import { tell } from '../tell.ts'

/**
 * A new item with the given fields, everything else by default. Fires ONCRM…ADD.
 * Throws CRM_FIELD_ERROR_VALUE_NOT_VALID and 100 as on api-reference/crm/universal/crm-item-add.md
 */
export function addItem(call: Call, entityTypeId: number): CrmItem {
  const { portal, user, world } = call
  const given = acceptedFields(call, entityTypeId)
  const now = world.clock.now()
  const moment = isoDate(now, portal.utcOffset)
  const id = nextItemId(portal, entityTypeId)
  const template = itemTemplate(portal, entityTypeId, now)
  const item: CrmItem = {
    ...template,
    ...'categoryId' in template && { categoryId: integer(given.categoryId, defaultCategory(portal, entityTypeId)) },
    id,
    title: `${crmType(portal, entityTypeId)?.name} #${id}`,
    assignedById: user.id, createdBy: user.id, updatedBy: user.id, lastActivityBy: user.id,
    createdTime: moment, updatedTime: moment, lastActivityTime: moment,
    ...'movedBy' in template && { movedBy: user.id, movedTime: moment },
    ...'quoteNumber' in template && { quoteNumber: String(id) },
    ...'accountNumber' in template && { accountNumber: String(id) },
  }
  Object.assign(item, given)
  if ('stageId' in template) setStage(portal, item, text(item.stageId) || stagesOf(portal, item)[0]?.STATUS_ID || '')
  finish(portal, item)
  portal.data.items.push(item)
  tellOfItem(call, 'ADD', item)

  return item
}

/** Changes an item; a change that changes nothing is not saved and fires nothing. crm-item-update.md */
export function updateItem(call: Call, item: CrmItem): void {
  const { portal, user, world } = call
  const given = acceptedFields(call, item.entityTypeId)
  const changed = Object.entries(given).filter(([name, value]) => JSON.stringify(item[name]) !== JSON.stringify(value))
  if (!changed.length) return

  const moment = isoDate(world.clock.now(), portal.utcOffset)
  // A draft, so that a refused stage leaves the item as it was.
  const draft: CrmItem = { ...item, ...Object.fromEntries(changed), updatedBy: user.id, updatedTime: moment }
  if (draft.stageId !== item.stageId) {
    if ('previousStageId' in draft) draft.previousStageId = item.stageId
    if ('movedBy' in draft) Object.assign(draft, { movedBy: user.id, movedTime: moment })
  }
  if ('stageId' in draft) setStage(portal, draft, text(draft.stageId))
  finish(portal, draft)
  Object.assign(item, draft)
  tellOfItem(call, 'UPDATE', item)
}

/** Takes the item away. Fires ONCRM…DELETE. */
export function deleteItem(call: Call, item: CrmItem): void {
  const { data } = call.portal
  data.items = data.items.filter(other => other !== item)
  tellOfItem(call, 'DELETE', item)
}

/** Types with events of their own; all others share ONCRMDYNAMICITEM…: api-reference/crm/universal/events/on-crm-dynamic-item-add.md */
const OWN_EVENTS = [1, 2, 3, 4, 7]

function tellOfItem(call: Call, what: 'ADD' | 'UPDATE' | 'DELETE', { entityTypeId, id }: CrmItem): void {
  const own = OWN_EVENTS.includes(entityTypeId)
  const name = own ? crmType(call.portal, entityTypeId)?.name : 'DYNAMICITEM'
  tell(call, `ONCRM${name}${what}`, { FIELDS: { ID: id, ...!own && { ENTITY_TYPE_ID: entityTypeId } } })
}

/** The known and changeable ones among `fields`, each in the type of its field; others are ignored, and so are the bindings in `contacts`. */
function acceptedFields({ portal, params }: Call, entityTypeId: number): Params {
  if (!isMap(params.fields) && !Array.isArray(params.fields)) throw missingParameter('fields')
  const known = fieldsOf(portal, entityTypeId, flag(params.useOriginalUfNames))
  const stored = [...fieldsOf(portal, entityTypeId).keys()]
  const accepted: Params = {}
  for (const [index, [name, field]] of [...known].entries()) {
    const value = map(params.fields)[name]
    // The same field under the name that items keep it by.
    const key = stored[index]
    if (value === undefined || field.isReadOnly || key === undefined || key === 'contacts') continue
    accepted[key] = converted(portal, field, value)
  }
  const multifields = map(params.fields).fm
  if (multifields !== undefined && 'fm' in itemTemplate(portal, entityTypeId)) Object.assign(accepted, contactValues(portal, multifields))

  return linked(accepted)
}

/** A first contact is the contact, and the other way round. */
function linked(fields: Params): Params {
  if (Array.isArray(fields.contactIds)) return { ...fields, contactId: fields.contactIds[0] ?? 0 }

  return fields.contactId === undefined ? fields : { ...fields, contactIds: fields.contactId ? [fields.contactId] : [] }
}

function converted(portal: Portal, field: FieldDescription, value: unknown): unknown {
  if (!field.isMultiple) return single(portal, field, value)
  if (typeof value !== 'object' || value === null) {
    throw new RestError('100', `Expected iterable value for multiple field, but got \`${value === null ? 'null' : typeof value}\` instead`)
  }

  return list(value).map(element => single(portal, field, element))
}

type Reader = (portal: Portal, value: string, field: FieldDescription) => unknown

const number: Reader = (_, value) => value === '' ? 0 : Number(value)
const reference = (entityTypeId: number) => ({ data }: Portal, value: string) => {
  const id = Number(value)
  return !id ? 0 : data.items.some(item => item.entityTypeId === entityTypeId && item.id === id) ? id : undefined
}
const date: Reader = ({ utcOffset }, value) => {
  if (value === '') return null
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value)
  return Number.isNaN(time) ? undefined : isoDate(time, utcOffset)
}

/** Value by the type of the field; `undefined` for one that does not fit. */
const readers: Record<string, Reader> = {
  boolean: (_, value) => ['1', 'Y', 'true'].includes(value) ? 'Y' : ['', '0', 'N', 'false'].includes(value) ? 'N' : undefined,
  integer: number,
  double: number,
  date,
  datetime: date,
  user: ({ users }, value) => users.some(({ id }) => id === Number(value)) ? Number(value) : undefined,
  crm_company: reference(4),
  crm_contact: reference(3),
  crm_lead: reference(1),
  crm_deal: reference(2),
  crm_quote: reference(7),
  crm_entity: (portal, value, { settings }) => reference(Number(settings?.parentEntityTypeId))(portal, value),
  crm_category: ({ data }, value) => data.categories.some(({ id }) => id === Number(value)) ? Number(value) : undefined,
  crm_currency: ({ data }, value) => data.currencies.some(({ CURRENCY }) => CURRENCY === value) ? value : undefined,
  crm_status: ({ data }, value, { upperName }) =>
    value === '' || data.statuses.some(({ STATUS_ID, ENTITY_ID }) => STATUS_ID === value && ENTITY_ID.includes('STA') === (upperName === 'STAGE_ID')) ? value : undefined,
}

function single(portal: Portal, field: FieldDescription, value: unknown): unknown {
  const given = value === true ? 'Y' : value === false ? 'N' : text(value)
  const read = (readers[field.type] ?? ((_, plain) => plain))(portal, given, field)
  if (read === undefined || Number.isNaN(read)) {
    throw new RestError('CRM_FIELD_ERROR_VALUE_NOT_VALID', `Invalid value for field "${field.upperName}"`)
  }

  return read
}

/** Phones, e-mails and sites: those with an id change, without one are added. api-reference/crm/data-types.md "crm_multifield" */
function contactValues(portal: Portal, value: unknown): Params {
  const ids = portal.data.items.flatMap(item => list(item.fm).map(entry => integer(map(entry).id)))
  let next = Math.max(100, ...ids) + 1
  const fm = list(value).map(map).filter(entry => text(entry.value)).map(entry => ({
    id: integer(entry.id) || next++, valueType: text(entry.valueType) || 'WORK', value: text(entry.value), typeId: text(entry.typeId).toUpperCase(),
  }))
  const first = (type: string, valueType?: string) => fm.find(entry => entry.typeId === type && (!valueType || entry.valueType === valueType))?.value ?? ''

  return {
    fm,
    hasPhone: first('PHONE') ? 'Y' : 'N', hasEmail: first('EMAIL') ? 'Y' : 'N',
    phone: first('PHONE'), phoneWork: first('PHONE', 'WORK'), phoneMobile: first('PHONE', 'MOBILE'), phoneMailing: first('PHONE', 'MAILING'),
    email: first('EMAIL'), emailWork: first('EMAIL', 'WORK'), emailHome: first('EMAIL', 'HOME'), emailMailing: first('EMAIL', 'MAILING'),
  }
}

function stagesOf(portal: Portal, { entityTypeId, categoryId }: CrmItem): CrmStatus[] {
  const base = crmType(portal, entityTypeId)?.stages
  const entityId = integer(categoryId) || entityTypeId > 7 ? `${base}_${integer(categoryId)}` : base

  return portal.data.statuses.filter(({ ENTITY_ID }) => ENTITY_ID === entityId).sort((a, b) => Number(a.SORT) - Number(b.SORT))
}

/** The stage with all that follows from its meaning. */
function setStage(portal: Portal, item: CrmItem, stageId: string): void {
  const stage = stagesOf(portal, item).find(({ STATUS_ID }) => STATUS_ID === stageId)
  if (stageId && !stage) throw new RestError('CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "STAGE_ID"')
  const semantic = stage?.SEMANTICS ?? 'P'
  const implied = {
    stageSemanticId: semantic, closed: semantic === 'P' ? 'N' : 'Y',
    isWork: semantic === 'P' ? 'Y' : 'N', isWon: semantic === 'S' ? 'Y' : 'N', isLose: semantic === 'F' ? 'Y' : 'N',
  }
  Object.assign(item, { stageId }, Object.fromEntries(Object.entries(implied).filter(([key]) => key in item)))
}

function finish(portal: Portal, item: CrmItem): void {
  if (crmType(portal, item.entityTypeId)?.name === 'CONTACT') item.title = `${text(item.name)} ${text(item.lastName)}`.trim()
  if ('searchContent' in item) item.searchContent = `${item.id} ${item.title}`
}

function nextItemId({ data }: Portal, entityTypeId: number): number {
  return Math.max(0, ...data.items.filter(item => item.entityTypeId === entityTypeId).map(({ id }) => id)) + 1
}
