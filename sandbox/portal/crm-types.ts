import type { Portal } from '../types.ts'

export interface CrmType {
  entityTypeId: number
  name: string
  /** Served by crm.item.*? */
  universal: boolean
  /** ENTITY_ID of its stages in crm.status.list, without the category; absent: no stages. */
  stages?: string
}

/** api-reference/crm/data-types.md, api-reference/crm/universal/index.md */
const builtIn: CrmType[] = [
  { entityTypeId: 1, name: 'LEAD', universal: true, stages: 'STATUS' },
  { entityTypeId: 2, name: 'DEAL', universal: true, stages: 'DEAL_STAGE' },
  { entityTypeId: 3, name: 'CONTACT', universal: true },
  { entityTypeId: 4, name: 'COMPANY', universal: true },
  { entityTypeId: 5, name: 'INVOICE', universal: false },
  { entityTypeId: 7, name: 'QUOTE', universal: true, stages: 'QUOTE_STATUS' },
  { entityTypeId: 31, name: 'SMART_INVOICE', universal: true, stages: 'SMART_INVOICE_STAGE' },
]

/** A type of this portal, smart processes included; `undefined` for a number that means nothing. */
export function crmType(portal: Portal, entityTypeId: number): CrmType | undefined {
  const known = builtIn.find(type => type.entityTypeId === entityTypeId)
  if (known) return known
  if (!portal.data.types.some(type => type.entityTypeId === entityTypeId)) return undefined

  return { entityTypeId, name: `DYNAMIC_${entityTypeId}`, universal: true, stages: `DYNAMIC_${entityTypeId}_STAGE` }
}

/** ENTITY_ID of the stages of one pipeline: `DEAL_STAGE` for the first, `DEAL_STAGE_1`, `DYNAMIC_183_STAGE_7` for others. */
export function stagesEntityId(type: CrmType, categoryId: number): string {
  const numbered = type.entityTypeId > 7 || categoryId > 0

  return numbered ? `${type.stages}_${categoryId}` : `${type.stages}`
}

/** ENTITY_TYPE of a timeline comment: `deal`, `smart_invoice`, `dynamic_183`. crm-timeline-comment-add.md */
export function ownerTypeName(entityTypeId: number): string {
  const known = builtIn.find(type => type.entityTypeId === entityTypeId)

  return (known?.name ?? `DYNAMIC_${entityTypeId}`).toLowerCase()
}

/** The number behind ENTITY_TYPE, in any case; 0 for a word that means nothing. */
export function ownerTypeId(name: string): number {
  const key = name.toUpperCase()
  const dynamic = /^DYNAMIC_(\d+)$/.exec(key)

  return dynamic ? Number(dynamic[1]) : builtIn.find(type => type.name === key)?.entityTypeId ?? 0
}
