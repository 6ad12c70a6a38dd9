import type { Portal } from '../types.ts'

/** One registration of one placement (placement.bind). */
export interface Binding {
  id: number
  placement: string
  userId: number
  handler: string
  title: string
  description: string
  groupName: string
  options: Record<string, string>
  /** By language. */
  langAll: Record<string, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
  /** ICON.fileData; no method shows it. */
  icon?: { name: string, base64: string }
}

/** One option that placement.bind stores for a placement; keys not listed are accepted and dropped. */
export interface BindOption {
  name: string
  required?: true
  /** Allowed values. */
  values?: string[]
  /** Several values, joined by `;`. */
  many?: true
  default?: string
  pattern?: RegExp
  /** The error code when it is missing or wrong; default ERROR_ARGUMENT. */
  error?: string
}

/** One row of the catalogue; `XXX` stands for the CRM entities named in `entities`, `DYNAMIC_XXX` for every smart process. */
export interface PlacementRow {
  code: string
  /** Replaces XXX; absent: the code is as it stands. */
  entities?: string[]
  /** The tool's scope beside `placement`; `null`: a global placement. */
  scope: string | null
  /** Own keys of PLACEMENT_OPTIONS; `?` marks those that may be missing. URI may come with all of them. */
  context: string[]
  options?: BindOption[]
  /** Default: any number. */
  maxHandlers?: 1
  /** USER_ID allowed: one handler more for each person. */
  perUser?: true
  /** Only where the portal has orders. */
  orders?: true
}

const ALL = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE', 'DYNAMIC_XXX']
const BY_ID = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY']
const BY_ENTITY_ID = ['QUOTE', 'SMART_INVOICE', 'DYNAMIC_XXX']
const PIPELINES = ['LEAD', 'DEAL', 'SMART_INVOICE', 'DYNAMIC_XXX']

const BUILT_IN_INTERFACE: BindOption[] = [
  { name: 'useBuiltInInterface', values: ['Y', 'N'], default: 'N' },
  { name: 'newUserNotificationTitle' },
  { name: 'newUserNotificationText' },
]
const ICON: BindOption = { name: 'iconName', required: true, pattern: /^[A-Za-z -]{1,50}$/ }
const CHATS: BindOption = { name: 'context', values: ['ALL', 'USER', 'CHAT', 'LINES', 'CRM'], many: true, default: 'ALL' }
const ROLE: BindOption = { name: 'role', values: ['USER', 'ADMIN'], default: 'USER' }
const EXTRANET: BindOption = { name: 'extranet', values: ['N', 'Y'], default: 'N' }
const COLOR: BindOption = {
  name: 'color',
  values: ['RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE', 'KHAKI', 'SAND', 'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE'],
}
const PERCENT = /^\d+$/

/**
 * Every placement that placement.bind knows. CRM_INVOICE_* is gone from the documentation and not here.
 * Source: api-reference/widgets/placements.md and the page of each placement.
 */
export const catalogue: PlacementRow[] = [
  { code: 'CRM_XXX_LIST_MENU', entities: [...ALL, 'ACTIVITY'], scope: 'crm', context: ['ID'] },
  { code: 'CRM_XXX_LIST_TOOLBAR', entities: ALL, scope: 'crm', context: [] },
  { code: 'CRM_XXX_DETAIL_TAB', entities: ALL, scope: 'crm', context: ['ID'] },
  { code: 'CRM_XXX_DETAIL_ACTIVITY', entities: ALL, scope: 'crm', context: ['ID', 'entityTypeId?', 'entityId?', 'useBuiltInInterface?', 'newUserNotification?'], options: BUILT_IN_INTERFACE },
  { code: 'CRM_XXX_DETAIL_TOOLBAR', entities: BY_ID, scope: 'crm', context: ['ID'] },
  { code: 'CRM_XXX_DETAIL_TOOLBAR', entities: BY_ENTITY_ID, scope: 'crm', context: ['ENTITY_ID'] },
  { code: 'CRM_XXX_ACTIVITY_TIMELINE_MENU', entities: ['LEAD', 'DEAL', 'QUOTE', 'SMART_INVOICE', 'DYNAMIC_XXX'], scope: 'crm', context: ['ENTITY_ID', 'ASSOCIATED_ENTITY_ID', 'ASSOCIATED_ENTITY_TYPE_ID', 'TYPE_ID?', 'TYPE_CATEGORY_ID?', 'TIMELINE_ITEM_ID?'] },
  { code: 'CRM_XXX_DOCUMENTGENERATOR_BUTTON', entities: ALL, scope: 'crm', context: ['ENTITY_ID'] },
  { code: 'CRM_XXX_ROBOT_DESIGNER_TOOLBAR', entities: PIPELINES, scope: 'crm', context: [] },
  { code: 'CRM_XXX_FUNNELS_TOOLBAR', entities: ['SMART_INVOICE', 'DYNAMIC_XXX'], scope: 'crm', context: [] },
  { code: 'CRM_FUNNELS_TOOLBAR', scope: 'crm', context: [] },
  { code: 'CRM_ORDER_LIST_TOOLBAR', scope: 'crm', context: [], orders: true },
  { code: 'CRM_ORDER_DETAIL_TAB', scope: 'crm', context: ['ID'], orders: true },
  { code: 'CRM_ORDER_DETAIL_ACTIVITY', scope: 'crm', context: ['ID'], options: BUILT_IN_INTERFACE, orders: true },
  { code: 'CRM_ANALYTICS_MENU', scope: 'crm', context: [] },
  { code: 'CRM_ANALYTICS_TOOLBAR', scope: 'crm', context: [] },
  { code: 'CRM_DETAIL_SEARCH', scope: 'crm', context: ['entityTypeName', 'searchQuery'] },
  { code: 'CRM_REQUISITE_AUTOCOMPLETE', scope: 'crm', context: ['searchQuery'], options: [{ name: 'countries' }] },
  { code: 'CRM_BANK_DETAIL_AUTOCOMPLETE', scope: 'crm', context: ['searchQuery'], options: [{ name: 'countries' }] },
  { code: 'BI_ANALYTICS_MENU', scope: null, context: [] },

  { code: 'TASK_LIST_CONTEXT_MENU', scope: 'task', context: ['ID'] },
  { code: 'TASK_USER_LIST_TOOLBAR', scope: 'task', context: ['USER_ID'] },
  { code: 'TASK_GROUP_LIST_TOOLBAR', scope: 'task', context: ['GROUP_ID'] },
  { code: 'TASK_ROBOT_DESIGNER_TOOLBAR', scope: 'task', context: ['USER_ID?', 'GROUP_ID?'] },
  { code: 'TASK_VIEW_TAB', scope: 'task', context: ['taskId'], options: [{ name: 'groupId' }] },
  { code: 'TASK_VIEW_SIDEBAR', scope: 'task', context: ['taskId'], options: [{ name: 'groupId' }] },
  { code: 'TASK_VIEW_TOP_PANEL', scope: 'task', context: ['taskId'] },

  { code: 'SONET_GROUP_DETAIL_TAB', scope: 'sonet_group', context: ['GROUP_ID'] },
  { code: 'SONET_GROUP_TOOLBAR', scope: 'sonet_group', context: [] },
  { code: 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', scope: 'sonet_group', context: ['GROUP_ID'] },

  { code: 'USER_PROFILE_MENU', scope: 'user', context: ['USER_ID'] },
  { code: 'USER_PROFILE_TOOLBAR', scope: 'user', context: ['USER_ID'] },

  { code: 'CALENDAR_GRIDVIEW', scope: 'calendar', context: ['viewRangeFrom', 'viewRangeTo'] },

  { code: 'CALL_CARD', scope: 'telephony', context: ['CALL_ID', 'PHONE_NUMBER?', 'LINE_NUMBER?', 'LINE_NAME?', 'CRM_ENTITY_TYPE?', 'CRM_ENTITY_ID?', 'CRM_BINDINGS?', 'CRM_ACTIVITY_ID?', 'CALL_DIRECTION?', 'CALL_STATE?', 'CALL_LIST_MODE?'] },
  { code: 'TELEPHONY_ANALYTICS_MENU', scope: 'telephony', context: [] },

  { code: 'IM_TEXTAREA', scope: 'im', context: ['dialogId'], options: [ICON, EXTRANET, CHATS, ROLE, COLOR, { name: 'width', default: '100', pattern: PERCENT }, { name: 'height', default: '100', pattern: PERCENT }] },
  { code: 'IM_SIDEBAR', scope: 'im', context: ['dialogId'], options: [ICON, EXTRANET, CHATS, ROLE, COLOR] },
  { code: 'IM_CONTEXT_MENU', scope: 'im', context: ['messageId', 'dialogId'], options: [EXTRANET, CHATS, ROLE] },
  { code: 'IM_NAVIGATION', scope: 'im', context: [], options: [ICON, EXTRANET, ROLE] },
  { code: 'IM_SMILES_SELECTOR', scope: null, context: [], options: [CHATS, ROLE, EXTRANET] },
  { code: 'IMMOBILE_CONTEXT_MENU', scope: 'im', context: ['dialogId'], options: [
    { ...CHATS, error: 'INVALID_ERROR_CONTEXT' }, { ...EXTRANET, error: 'INVALID_ERROR_EXTRANET' }, { ...ROLE, error: 'INVALID_ERROR_ROLE' },
  ] },

  { code: 'CONTACT_CENTER', scope: 'contact_center', context: ['ID'] },
  { code: 'LEFT_MENU', scope: null, context: [] },
  { code: 'REST_APP_URI', scope: null, context: ['*?'], maxHandlers: 1 },
  { code: 'PAGE_BACKGROUND_WORKER', scope: null, context: ['ID'], maxHandlers: 1, perUser: true, options: [{ name: 'errorHandlerUrl', required: true, error: 'EMPTY_ERROR_HANDLER_URL' }] },
]

/** For the messenger's placements `im` is needed to read data only, not to bind: api-reference/widgets/placements.md */
export function needsScope(row: PlacementRow): string | null {
  return row.scope === 'im' ? null : row.scope
}

/** The catalogue with XXX written out for this portal, its smart processes included: code → row. */
export function offeredPlacements(portal: Portal): Map<string, PlacementRow> {
  const dynamic = portal.data.types.map(({ entityTypeId }) => `DYNAMIC_${entityTypeId}`)
  const offered = new Map<string, PlacementRow>()
  for (const row of catalogue) {
    if (row.orders && !portal.hasOrders) continue
    for (const code of codesOf(row, dynamic)) offered.set(code, row)
  }

  return offered
}

function codesOf({ code, entities }: PlacementRow, dynamic: string[]): string[] {
  if (!entities) return [code]

  return entities
    .flatMap(entity => entity === 'DYNAMIC_XXX' ? dynamic : [entity])
    .map(entity => code.replace('XXX', entity))
}
