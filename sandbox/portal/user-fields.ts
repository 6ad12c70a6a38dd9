import { crmType } from './crm-types.ts'
import type { Portal, RegisteredApp, UserFieldType } from '../types.ts'

type Labels = Record<string, string | null> | null

/** A user field as userfieldconfig.list answers it. */
export interface UserField {
  id: string
  /** CRM_DEAL, CRM_LEAD, …; CRM_<id of the smart process> (not its entityTypeId). */
  entityId: string
  fieldName: string
  userTypeId: string
  xmlId: string | null
  sort: string
  multiple: 'Y' | 'N'
  mandatory: 'Y' | 'N'
  showFilter: string
  showInList: 'Y' | 'N'
  editInList: 'Y' | 'N'
  isSearchable: 'Y' | 'N'
  settings: Record<string, unknown>
  languageId: Record<string, string>
  editFormLabel: Labels
  listColumnLabel: Labels
  listFilterLabel: Labels
  errorMessage: Labels
  helpMessage: Labels
  enum?: { id: string, userFieldId: string, value: string, def: 'Y' | 'N', sort: string, xmlId: string }[]
}

/** `CRM_DEAL`, `CRM_8` for the smart process with the id 8: api-reference/crm/universal/userfieldconfig/index.md */
export function userFieldEntity(portal: Portal, entityTypeId: number): string {
  const dynamic = portal.data.types.find(type => type.entityTypeId === entityTypeId)

  return `CRM_${dynamic?.id ?? crmType(portal, entityTypeId)?.name ?? ''}`
}

export function ownUserFields(portal: Portal, entityTypeId: number): UserField[] {
  const entityId = userFieldEntity(portal, entityTypeId)

  return portal.data.userFields.filter(field => field.entityId === entityId)
}

/**
 * The name of a user field in crm.item.*, or the original with `useOriginalUfNames`. Letters and digits mixed cannot be converted back,
 * so that such a name keeps all but its prefix: api-reference/crm/universal/index.md "Field Naming Conventions"
 */
export function restName(fieldName: string, original = false): string {
  const [, number = '', rest = ''] = /^UF_CRM_(?:(\d+)_)?(.+)$/.exec(fieldName) ?? []
  if (original || !rest) return fieldName
  if (/^[A-Z_]+$/.test(rest)) return `ufCrm${number}${rest.split('_').map(capitalized).join('')}`
  if (number && /^[\d_]+$/.test(rest)) return `ufCrm${number}_${rest}`

  return fieldName.replace('UF_CRM_', 'ufCrm_')
}

function capitalized(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase()
}

/** The type by which a field names what an application has registered: api-reference/widgets/user-field/userfieldtype-add.md */
export function fullTypeCode(app: RegisteredApp, code: string): string {
  return `rest_${app.id}_${code}`
}

/** Who draws fields of that type? `undefined` for types of the portal itself, and for those whose application is gone. */
export function registeredFieldType(apps: ReadonlyMap<string, RegisteredApp>, portal: Portal, userTypeId: string): { clientId: string, type: UserFieldType } | undefined {
  for (const { clientId, state, userFieldTypes } of portal.installations.values()) {
    const app = apps.get(clientId)
    const type = app && state !== 'uninstalled' && userFieldTypes.find(({ code }) => fullTypeCode(app, code) === userTypeId)
    if (type) return { clientId, type }
  }

  return undefined
}
