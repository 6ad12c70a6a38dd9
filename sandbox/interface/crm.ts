import { crmType, stagesEntityId } from '../portal/crm-types.ts'
import { mayRead, readableItems } from '../portal/rights.ts'
import type { CrmCategory, CrmItem, CrmStatus } from '../types.ts'
import { html, type Html } from './html.ts'
import { within, type Visit } from './visit.ts'

/** One CRM type as the interface shows it: its place in addresses, its names, and the word in its placement codes. */
export interface CrmType {
  entityTypeId: number
  /** `CRM_<code>_DETAIL_TAB`. */
  code: string
  /** `/crm/<path>/`. */
  path: string
  one: string
  many: string
  hasStages: boolean
  hasCategories: boolean
}

export interface Stage { id: string, name: string, color: string, final: 'S' | 'F' | null }

/** The types in the order of the menu; smart processes follow. */
export function crmTypes({ portal, t }: Visit): CrmType[] {
  const builtIn = [
    { entityTypeId: 2, path: 'deal', one: t('crm.deal'), many: t('crm.deals'), hasCategories: true },
    { entityTypeId: 1, path: 'lead', one: t('crm.lead'), many: t('crm.leads'), hasCategories: false },
    { entityTypeId: 3, path: 'contact', one: t('crm.contact'), many: t('crm.contacts'), hasCategories: false },
    { entityTypeId: 4, path: 'company', one: t('crm.company'), many: t('crm.companies'), hasCategories: false },
    { entityTypeId: 7, path: 'type/7', one: t('crm.quote'), many: t('crm.quotes'), hasCategories: false },
    { entityTypeId: 31, path: 'type/31', one: t('crm.invoice'), many: t('crm.invoices'), hasCategories: true },
  ]
  const dynamic = portal.data.types.map(({ entityTypeId, title }) =>
    ({ entityTypeId, path: `type/${entityTypeId}`, one: title, many: title, hasCategories: true }))

  return [...builtIn, ...dynamic].flatMap((type) => {
    const known = crmType(portal, type.entityTypeId)
    return known ? [{ ...type, code: known.name, hasStages: known.stages !== undefined }] : []
  })
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

/** An item with its type, as `readableItem`. */
export function itemOf(visit: Visit, entityTypeId: number, id: number): { type: CrmType, item: CrmItem } | undefined {
  const item = readableItem(visit, entityTypeId, id)
  const type = item && crmTypes(visit).find(candidate => candidate.entityTypeId === entityTypeId)

  return item && type && { type, item }
}

export function itemLink({ type, item }: { type: CrmType, item: CrmItem }): Html {
  return html`<a href="${detailsPath(type, item.id)}" title="${itemTitle(item)}" data-slider>${itemTitle(item)}</a>`
}

const SHORT_CODES: Record<string, number> = { L: 1, D: 2, C: 3, CO: 4, Q: 7, SI: 31 }

/** The items behind `D_3473` or `Tb7_3`, where a smart process stands by its number in hexadecimal; only those that the person may read. */
export function itemsByCode(visit: Visit, codes: string[]): { type: CrmType, item: CrmItem }[] {
  return codes.flatMap((code) => {
    const [prefix = '', id = ''] = code.split('_')
    const dynamic = /^T([0-9a-f]+)$/.exec(prefix)?.[1]
    return itemOf(visit, dynamic ? Number.parseInt(dynamic, 16) : SHORT_CODES[prefix] ?? 0, Number(id)) ?? []
  })
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
  const known = crmType(portal, type.entityTypeId)
  const entityId = known?.stages && stagesEntityId(known, categoryId)
  return portal.data.statuses
    .filter(status => status.ENTITY_ID === entityId)
    .sort((one, other) => Number(one.SORT) - Number(other.SORT))
    .map(stageOf)
}

/** The types whose items pass through stages by themselves: they have a designer of automation rules. */
export function hasAutomation({ entityTypeId }: CrmType): boolean {
  return [1, 2, 31].includes(entityTypeId) || entityTypeId >= 128
}

export function detailsPath(type: CrmType, id: number): string {
  return `/crm/${type.path}/details/${id}/`
}

/** An action on an item, or (without one) its card; inside a slider it stays there. */
export function itemPath(visit: Visit, type: CrmType, item: CrmItem, action = ''): string {
  return within(visit, `${detailsPath(type, item.id)}${action && `${action}/`}`)
}

/** The client of an item as links: its company, then its contact; only those that the person may read. */
export function clientsOf(visit: Visit, item: CrmItem): { type: CrmType, item: CrmItem }[] {
  const contactIds = Array.isArray(item.contactIds) ? item.contactIds : [item.contactId]
  const references = [[4, item.companyId] as const, ...contactIds.map(id => [3, id] as const)]

  return references.flatMap(([entityTypeId, id]) => {
    return Number(id) > 0 ? itemOf(visit, entityTypeId, Number(id)) ?? [] : []
  })
}

/** E-mail or telephone as crm.item.get answers them in `fm`, or as plain text. */
export function contactValues(item: CrmItem, typeId: 'PHONE' | 'EMAIL'): string {
  const plain = typeId === 'PHONE' ? item.phone : item.email
  if (typeof plain === 'string' && plain) return plain

  const list = Array.isArray(item.fm) ? item.fm : []
  return list
    .filter((entry: unknown): entry is { typeId: string, value: string } =>
      typeof entry === 'object' && entry !== null && 'typeId' in entry && entry.typeId === typeId && 'value' in entry && typeof entry.value === 'string')
    .map(entry => entry.value)
    .join(', ')
}

/** What people call the item: contacts have a name instead of a title. */
export function itemTitle(item: CrmItem): string {
  const name = [item.name, item.lastName].filter(part => typeof part === 'string' && part).join(' ')
  return item.title || name || `#${item.id}`
}
