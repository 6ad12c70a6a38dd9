import type { CrmStatus, Currency, DynamicType } from '../types.ts'

/** One stage: code, name, colour, and what reaching it means (absent: still under way). */
export type StageRow = [code: string, name: string, color: string, semantics?: 'S' | 'F']

export interface StageTable {
  /** ENTITY_ID of crm.status.list. */
  entityId: string
  /** What stage ids begin with: `C1:`, `DT183_12:`. */
  prefix?: string
  /** CATEGORY_ID; absent: `null`. */
  categoryId?: number
  stages: StageRow[]
}

/** Rows as crm.status.list answers them, numbered on from 101 in twos. api-reference/crm/status/crm-status-list.md */
export function statusRows(tables: StageTable[]): CrmStatus[] {
  let id = 99

  return tables.flatMap(({ entityId, prefix = '', categoryId, stages }) => stages.map(([code, name, color, semantics], index) => ({
    ID: String(id += 2),
    ENTITY_ID: entityId,
    STATUS_ID: `${prefix}${code}`,
    NAME: name,
    NAME_INIT: semantics || index === 0 ? name : '',
    SORT: String((index + 1) * 10),
    SYSTEM: semantics || index === 0 ? 'Y' : 'N',
    CATEGORY_ID: categoryId === undefined ? null : String(categoryId),
    COLOR: color,
    SEMANTICS: semantics ?? null,
    ...color && { EXTRA: { SEMANTICS: meaning(semantics), COLOR: color } },
  })))
}

function meaning(semantics: StageRow[3]): string {
  return semantics ? { S: 'success', F: 'failure' }[semantics] : 'process'
}

/** Directories without stages that every portal has. */
export const commonStatuses: StageTable[] = [
  { entityId: 'SOURCE', stages: [
    ['CALL', 'Call', ''], ['EMAIL', 'E-mail', ''], ['WEB', 'Website', ''], ['ADVERTISING', 'Advertising', ''], ['PARTNER', 'Existing client', ''],
    ['RECOMMENDATION', 'Recommendation', ''], ['TRADE_SHOW', 'Show/Exhibition', ''], ['WEBFORM', 'CRM form', ''], ['OTHER', 'Other', ''],
  ] },
  { entityId: 'DEAL_TYPE', stages: [['SALE', 'Sale', ''], ['COMPLEX', 'Integrated sale', ''], ['GOODS', 'Goods', ''], ['SERVICES', 'Services', ''], ['SERVICE', 'Aftersale support', '']] },
  { entityId: 'CONTACT_TYPE', stages: [['CLIENT', 'Clients', ''], ['SUPPLIER', 'Suppliers', ''], ['PARTNER', 'Partners', ''], ['OTHER', 'Other', '']] },
  { entityId: 'COMPANY_TYPE', stages: [['CUSTOMER', 'Client', ''], ['SUPPLIER', 'Supplier', ''], ['PARTNER', 'Partner', ''], ['OTHER', 'Other', '']] },
  { entityId: 'INDUSTRY', stages: [
    ['HOSPITALITY', 'Hospitality', ''], ['CONSULTING', 'Consulting', ''], ['FINANCE', 'Finance', ''], ['DELIVERY', 'Logistics', ''],
    ['MANUFACTURING', 'Manufacturing', ''], ['NOTPROFIT', 'Non-profit', ''], ['IT', 'Information technology', ''], ['OTHER', 'Other', ''],
  ] },
  { entityId: 'EMPLOYEES', stages: [['EMPLOYEES_1', 'less than 50', ''], ['EMPLOYEES_2', '50-250', ''], ['EMPLOYEES_3', '250-500', ''], ['EMPLOYEES_4', 'over 500', '']] },
]

/** A smart process with the switches that matter set: crm-type-list.md */
export function smartProcess({ id, entityTypeId, title, created }: { id: number, entityTypeId: number, title: string, created: string }): DynamicType {
  return {
    id, title, code: '', createdBy: 1, entityTypeId, customSectionId: null,
    isCategoriesEnabled: 'Y', isStagesEnabled: 'Y', isBeginCloseDatesEnabled: 'Y', isClientEnabled: 'Y', isUseInUserfieldEnabled: 'Y',
    isLinkWithProductsEnabled: 'N', isMycompanyEnabled: 'N', isDocumentsEnabled: 'Y', isSourceEnabled: 'N', isObserversEnabled: 'Y',
    isRecyclebinEnabled: 'Y', isAutomationEnabled: 'Y', isBizProcEnabled: 'N', isSetOpenPermissions: 'Y', isPaymentsEnabled: 'N', isCountersEnabled: 'N',
    createdTime: created, updatedTime: created, updatedBy: 1,
  }
}

export function currency({ code, name, format, rate, base = false }: { code: string, name: string, format: string, rate: string, base?: boolean }): Currency {
  return { CURRENCY: code, AMOUNT_CNT: '1', AMOUNT: rate, SORT: base ? '100' : '200', BASE: base ? 'Y' : 'N', FULL_NAME: name, LID: 'en', FORMAT_STRING: format, DEC_POINT: '.', THOUSANDS_SEP: ',', DECIMALS: '2', LANG: {} }
}
