import { crmType, stagesEntityId } from '../../portal/crm-types.ts'
import { itemTemplate } from '../../data/template.ts'
import { ownUserFields, restName } from '../../portal/user-fields.ts'
import type { Portal, UserField } from '../../types.ts'

/** crm_rest_field_description: api-reference/crm/data-types.md */
export interface FieldDescription {
  type: string
  isRequired: boolean
  isReadOnly: boolean
  isImmutable: boolean
  isMultiple: boolean
  isDynamic: boolean
  isDeprecated?: boolean
  statusType?: string
  title: string
  settings?: Record<string, unknown>
  upperName: string
}

/** Every standard field that is more than a string: api-reference/crm/universal/object-fields.md */
const TYPES: Record<string, string[]> = {
  user: ['assignedById', 'createdBy', 'lastActivityBy', 'updatedBy', 'movedBy', 'observers'],
  datetime: ['createdTime', 'lastActivityTime', 'updatedTime', 'dateCreateShort', 'dateModifyShort', 'dateClosed', 'movedTime', 'begindateShort', 'closedateShort', 'eventDate', 'eventDateShort'],
  date: ['birthdate', 'begindate', 'closedate', 'actualDate'],
  integer: ['entityTypeId', 'id', 'webformId', 'probability', 'personTypeId'],
  boolean: ['opened', 'isConvert', 'hasPhone', 'hasEmail', 'hasImol', 'isReturnCustomer', 'isManualOpportunity', 'isNew', 'isRecurring', 'isRepeatedApproach', 'closed', 'isWork', 'isWon', 'isLose', 'hasProducts', 'export', 'isMyCompany'],
  double: ['opportunity', 'taxValue', 'revenue'],
  text: ['statusDescription', 'sourceDescription', 'address', 'comments', 'searchContent', 'eventDescription', 'addressLegal', 'content', 'terms'],
  file: ['photo', 'logo'],
  location: ['locationId'],
  crm_status: ['stageId', 'sourceId', 'honorific', 'typeId', 'eventId', 'industry', 'employees', 'previousStageId'],
  crm_currency: ['currencyId'],
  crm_category: ['categoryId'],
  crm_company: ['companyId', 'mycompanyId', 'companyIds'],
  crm_contact: ['contactId', 'contactIds', 'contacts'],
  crm_lead: ['leadId'],
  crm_deal: ['dealId'],
  crm_quote: ['quoteId'],
  crm_multifield: ['fm'],
}

const typeOf = new Map(Object.entries(TYPES).flatMap(([type, names]) => names.map(name => [name, type])))

/** Set by the portal itself; "Field is disabled" and "System field" of object-fields.md are among them. */
const READ_ONLY = new Set([
  'id', 'entityTypeId', 'createdTime', 'updatedTime', 'createdBy', 'updatedBy', 'movedTime', 'movedBy', 'previousStageId', 'lastActivityBy', 'lastActivityTime',
  'stageSemanticId', 'searchContent', 'closed', 'isWork', 'isWon', 'isLose', 'isNew', 'hasProducts', 'hasPhone', 'hasEmail', 'hasImol', 'receivedAmount', 'lostAmount',
  'dateClosed', 'dateCreateShort', 'dateModifyShort', 'begindateShort', 'closedateShort', 'eventDateShort', 'isConvert', 'shortName', 'locationId', 'orderStage',
  'phone', 'phoneWork', 'phoneMobile', 'phoneMailing', 'email', 'emailWork', 'emailHome', 'emailMailing', 'imol',
])
const MULTIPLE = new Set(['observers', 'contactIds', 'companyIds', 'contacts', 'fm'])

/** As in the example of crm-item-fields.md; a field without a caption is titled by its upper-case name there. */
const TITLES: Record<string, string> = {
  id: 'ID', title: 'Name', xmlId: 'External code', createdTime: 'Created at', updatedTime: 'Updated at', createdBy: 'Created by', updatedBy: 'Updated by',
  assignedById: 'Assigned to', opened: 'Publicly available', webformId: 'Created by CRM form', begindate: 'Start date', closedate: 'End date', companyId: 'Company',
  contactId: 'Contact', observers: 'Observers', categoryId: 'Pipeline', movedTime: 'Moved at', movedBy: 'Moved by', stageId: 'Stage', previousStageId: 'Previous stage',
  sourceId: 'Source', sourceDescription: 'Additional source info', currencyId: 'Currency', isManualOpportunity: 'Amount calculation mode', opportunity: 'Amount',
  taxValue: 'Tax amount', mycompanyId: 'Your company details', lastActivityBy: 'Last activity by', lastActivityTime: 'Last activity', name: 'First name',
  lastName: 'Last name', secondName: 'Middle name', post: 'Position', companyTitle: 'Company name', comments: 'Comment', typeId: 'Type', industry: 'Industry',
  employees: 'Employees', revenue: 'Revenue', birthdate: 'Date of birth', parentId2: 'Deal', parentId7: 'Quote', stageSemanticId: 'Stage group',
}

const SETTINGS: Record<string, Record<string, unknown>> = {
  companyId: { parentEntityTypeId: 4 },
  mycompanyId: { isMyCompany: true, parentEntityTypeId: 4, isEmbeddedEditorEnabled: true },
}

/** Chosen with everything or not at all: object-fields.md "Fields in select" */
export const NEVER_CHOSEN = ['entityTypeId', 'fm']

const CONTACT = 3

/** A type has the same fields in every item, so they are looked up once. */
const known = new WeakMap<Portal, Map<number, string[]>>()

/** The portal's own fields of one CRM type, by their REST name. */
function standardNames(portal: Portal, entityTypeId: number): string[] {
  const types = known.get(portal) ?? new Map<number, string[]>()
  known.set(portal, types)
  const names = types.get(entityTypeId) ?? templateNames(portal, entityTypeId)
  types.set(entityTypeId, names)

  return names
}

function templateNames(portal: Portal, entityTypeId: number): string[] {
  const names = Object.keys(itemTemplate(portal, entityTypeId)).filter(name => !NEVER_CHOSEN.includes(name) && (name !== 'title' || entityTypeId !== CONTACT))

  return names.includes('contactIds') ? [...names, 'contacts'] : names
}

/** The REST names of all fields of one CRM type, for whoever needs no more of them. */
export function fieldNames(portal: Portal, entityTypeId: number, originalUfNames = false): Set<string> {
  return new Set([...standardNames(portal, entityTypeId), ...ownUserFields(portal, entityTypeId).map(({ fieldName }) => restName(fieldName, originalUfNames))])
}

/** The fields of one CRM type by their REST name, user fields included. */
export function fieldsOf(portal: Portal, entityTypeId: number, originalUfNames = false): Map<string, FieldDescription> {
  return new Map([
    ...standardNames(portal, entityTypeId).map((name): [string, FieldDescription] => [name, describe(portal, entityTypeId, name)]),
    ...ownUserFields(portal, entityTypeId).map((field): [string, FieldDescription] => [restName(field.fieldName, originalUfNames), describeOwn(field)]),
  ])
}

function describe(portal: Portal, entityTypeId: number, name: string): FieldDescription {
  const parent = /^parentId(\d+)$/.exec(name)
  const upperName = upperNameOf(name)
  const statusType = statusTypeOf(portal, entityTypeId, name)
  const settings = parent ? { parentEntityTypeId: Number(parent[1]) } : SETTINGS[name]

  return {
    type: parent ? 'crm_entity' : typeOf.get(name) ?? 'string',
    isRequired: name === 'opened',
    isReadOnly: READ_ONLY.has(name),
    isImmutable: false,
    isMultiple: MULTIPLE.has(name),
    isDynamic: false,
    ...name === 'contactId' && { isDeprecated: true },
    ...statusType && { statusType },
    title: TITLES[name] ?? upperName,
    ...settings && { settings },
    upperName,
  }
}

function describeOwn({ fieldName, userTypeId, mandatory, multiple, editFormLabel, settings }: UserField): FieldDescription {
  return {
    type: userTypeId,
    isRequired: mandatory === 'Y',
    isReadOnly: false,
    isImmutable: false,
    isMultiple: multiple === 'Y',
    isDynamic: true,
    title: editFormLabel?.en || fieldName,
    settings,
    upperName: fieldName,
  }
}

/** `stageId` → `STAGE_ID`, `parentId2` → `PARENT_ID_2`. */
export function upperNameOf(name: string): string {
  return name.replace(/[A-Z]|(?<=^parentId)\d/g, character => `_${character}`).toUpperCase()
}

/** The ENTITY_ID of crm.status.list that names the values of a field. */
function statusTypeOf(portal: Portal, entityTypeId: number, name: string): string | undefined {
  const type = crmType(portal, entityTypeId)
  if (name === 'stageId' || name === 'previousStageId') return type && stagesEntityId(type, defaultCategory(portal, entityTypeId))
  if (name === 'typeId') return `${type?.name}_TYPE`

  return { sourceId: 'SOURCE', industry: 'INDUSTRY', employees: 'EMPLOYEES', honorific: 'HONORIFIC', eventId: 'EVENT_TYPE' }[name]
}

/** The pipeline that new items go to; 0 for a type without pipelines. */
export function defaultCategory(portal: Portal, entityTypeId: number): number {
  return portal.data.categories.find(category => category.entityTypeId === entityTypeId && category.isDefault === 'Y')?.id ?? 0
}
