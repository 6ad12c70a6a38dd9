import { mayRead, readableItems } from '../rights.ts'
import type { CrmCategory, CrmItem, CrmStatus } from '../types.ts'
import type { Visit } from './visit.ts'

/** One CRM type as the interface shows it: its place in addresses, its names, and the word in its placement codes. */
export interface CrmType {
  entityTypeId: number
  /** `CRM_<code>_DETAIL_TAB`. */
  code: string
  /** `/crm/<path>/`. */
  path: string
  one: string
  many: string
  hasCategories: boolean
  /** ENTITY_ID of its stages in crm.status.list, or null for a type without stages. */
  stagesOf: ((categoryId: number) => string) | null
}

export interface Stage { id: string, name: string, color: string, final: 'S' | 'F' | null }

/** https://apidocs.bitrix24.com/api-reference/crm/data-types.html#object_type */
export function crmTypes({ portal, t }: Visit): CrmType[] {
  const dynamic = portal.data.types.map(type => ({
    entityTypeId: type.entityTypeId,
    code: `DYNAMIC_${type.entityTypeId}`,
    path: `type/${type.entityTypeId}`,
    one: type.title,
    many: type.title,
    hasCategories: true,
    stagesOf: (categoryId: number) => `DYNAMIC_${type.entityTypeId}_STAGE_${categoryId}`,
  }))

  return [
    { entityTypeId: 2, code: 'DEAL', path: 'deal', one: t('crm.deal'), many: t('crm.deals'), hasCategories: true, stagesOf: id => id === 0 ? 'DEAL_STAGE' : `DEAL_STAGE_${id}` },
    { entityTypeId: 1, code: 'LEAD', path: 'lead', one: t('crm.lead'), many: t('crm.leads'), hasCategories: false, stagesOf: () => 'STATUS' },
    { entityTypeId: 3, code: 'CONTACT', path: 'contact', one: t('crm.contact'), many: t('crm.contacts'), hasCategories: false, stagesOf: null },
    { entityTypeId: 4, code: 'COMPANY', path: 'company', one: t('crm.company'), many: t('crm.companies'), hasCategories: false, stagesOf: null },
    { entityTypeId: 7, code: 'QUOTE', path: 'type/7', one: t('crm.quote'), many: t('crm.quotes'), hasCategories: false, stagesOf: () => 'QUOTE_STATUS' },
    { entityTypeId: 31, code: 'SMART_INVOICE', path: 'type/31', one: t('crm.invoice'), many: t('crm.invoices'), hasCategories: true, stagesOf: id => `SMART_INVOICE_STAGE_${id}` },
    ...dynamic,
  ]
}

export function typeAt(visit: Visit, path: string): CrmType | undefined {
  return crmTypes(visit).find(type => type.path === path)
}

/** The items of a type that the person may read; newest first. */
export function itemsOf({ portal, user }: Visit, type: CrmType): CrmItem[] {
  return readableItems(portal, user, type.entityTypeId).sort((one, other) => other.id - one.id)
}

/** The item, or undefined alike for one that is absent and one that the person may not read. */
export function readableItem({ portal, user }: Visit, entityTypeId: number, id: number): CrmItem | undefined {
  const item = portal.data.items.find(candidate => candidate.entityTypeId === entityTypeId && candidate.id === id)
  return item && mayRead(user, item) ? item : undefined
}

export function categoriesOf({ portal }: Visit, type: CrmType): CrmCategory[] {
  if (!type.hasCategories) return []
  return portal.data.categories.filter(category => category.entityTypeId === type.entityTypeId).sort((one, other) => one.sort - other.sort)
}

/** The pipeline that opens first; 0 for a type without pipelines. */
export function defaultCategoryId(visit: Visit, type: CrmType): number {
  const categories = categoriesOf(visit, type)
  return (categories.find(category => category.isDefault === 'Y') ?? categories[0])?.id ?? 0
}

export function categoryIdOf(item: CrmItem): number {
  return Number(item.categoryId ?? 0)
}

function stageOf(status: CrmStatus): Stage {
  const final = status.SEMANTICS === 'S' || status.SEMANTICS === 'F' ? status.SEMANTICS : null
  const color = /^#[0-9a-f]{3,8}$/i.test(status.COLOR) ? status.COLOR : '#39a8ef'
  return { id: status.STATUS_ID, name: status.NAME, color, final }
}

export function stages({ portal }: Visit, type: CrmType, categoryId: number): Stage[] {
  const entityId = type.stagesOf?.(categoryId)
  return portal.data.statuses
    .filter(status => status.ENTITY_ID === entityId)
    .sort((one, other) => Number(one.SORT) - Number(other.SORT))
    .map(stageOf)
}

export function detailsPath(type: CrmType, id: number): string {
  return `/crm/${type.path}/details/${id}/`
}

/** The client of an item as links: its company, then its contact; only those that the person may read. */
export function clientsOf(visit: Visit, item: CrmItem): { type: CrmType, item: CrmItem }[] {
  const contactIds = Array.isArray(item.contactIds) ? item.contactIds : [item.contactId]
  const references = [[4, item.companyId] as const, ...contactIds.map(id => [3, id] as const)]

  return references.flatMap(([entityTypeId, id]) => {
    const client = Number(id) > 0 ? readableItem(visit, entityTypeId, Number(id)) : undefined
    const type = crmTypes(visit).find(candidate => candidate.entityTypeId === entityTypeId)
    return client && type ? [{ type, item: client }] : []
  })
}

/** What people call the item: contacts have a name instead of a title. */
export function itemTitle(item: CrmItem): string {
  const name = [item.name, item.lastName].filter(part => typeof part === 'string' && part).join(' ')
  return item.title || name || `#${item.id}`
}
