import type { HostShape } from '../../shared/opening.ts'
import type { SubjectKind } from '../../shared/subject.ts'

/** What one kind of placement shows; each has its component in app/views. */
export const views = [
  'thread', 'peek', 'queue', 'capture', 'native-form', 'digest', 'automation', 'insights', 'calendar', 'call', 'composer', 'home', 'link',
  'worker', 'field', 'install',
] as const
export type View = typeof views[number]

/** The kind of Bitrix24 object that a callback is about: one that can have a thread, or one that leads to it. */
export type PlacementSubject = SubjectKind | 'message' | 'call' | null

export interface Placement {
  /** Bitrix24's code; `XXX` stands for the entity type id of a smart process. */
  code: string
  /** Scope that the tool needs beside `placement`. */
  scope: string | null
  /** What it shows; null for those that are understood but never bound. */
  view: View | null
  subject: PlacementSubject
  entityTypeId: number | null
  /** Keys of PLACEMENT_OPTIONS that can hold the subject's id: sources disagree, so each is tried. */
  idKeys: readonly string[]
  shape: HostShape
  /** When the token is verified: before anything is answered, or (for frames opened on every page) with their first call. */
  verifies: 'at-once' | 'first-call'
  /** OPTIONS of placement.bind. */
  options: Record<string, string>
  /** How it comes to be, if not by placement.bind, or why it is left alone. */
  unbound: string | null
}

type Row = Partial<Placement> & Pick<Placement, 'code'>

function placement(row: Row): Placement {
  return { scope: null, view: null, subject: null, entityTypeId: null, idKeys: [], shape: 'slider', verifies: 'at-once', options: {}, unbound: null, ...row }
}

/** The part of a placement's name, and the entity type id, of each CRM type. */
const entities = {
  LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4, QUOTE: 7, SMART_INVOICE: 31, ORDER: 14, DYNAMIC_XXX: null, INVOICE: 5,
} as const
type Entity = keyof typeof entities

const everyItem = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE', 'DYNAMIC_XXX'] as const
const gone = 'gone from the documentation'

/** One family of CRM placements (`CRM_<entity>_<name>`). */
function crm(name: string, of: readonly Entity[], row: Omit<Row, 'code'>): Placement[] {
  return of.map(entity => placement({
    code: `CRM_${entity}_${name}`,
    scope: 'crm',
    entityTypeId: entities[entity],
    ...row,
    ...(entity === 'INVOICE' ? { unbound: gone } : {}),
  }))
}

const item = { subject: 'crm-item', idKeys: ['ID', 'ENTITY_ID'] } as const
const messenger = { iconName: 'fa-sticky-note-o', context: 'ALL', role: 'USER', extranet: 'N' }
const { iconName: _icon, ...messengerMenu } = messenger
const notOurs = 'another job than ours'

/** What Bitrix24 opens when no placement is named. */
export const ownPage = placement({ code: 'DEFAULT', view: 'home', shape: 'page', unbound: 'the application\'s own page, named in its card' })

/**
 * Every placement of Bitrix24's widget documentation. Bindings, addresses, documentation and tests derive from this table.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/placements.html
 */
export const manifest: Placement[] = [
  ...crm('DETAIL_TAB', [...everyItem, 'ORDER'], { view: 'thread', shape: 'tab', ...item }),
  ...crm('LIST_MENU', [...everyItem, 'INVOICE'], { view: 'peek', ...item }),
  ...crm('LIST_TOOLBAR', [...everyItem, 'ORDER', 'INVOICE'], { view: 'queue' }),
  ...crm('DETAIL_TOOLBAR', [...everyItem, 'INVOICE'], { view: 'capture', ...item }),
  ...crm('ACTIVITY_TIMELINE_MENU', ['LEAD', 'DEAL', 'QUOTE', 'SMART_INVOICE', 'DYNAMIC_XXX'], { view: 'capture', subject: 'crm-item', idKeys: ['ENTITY_ID', 'ID'] }),
  // Without `useBuiltInInterface` the portal shows our page in its timeline: the capture form, until the form is drawn by the portal itself.
  ...crm('DETAIL_ACTIVITY', [...everyItem, 'ORDER'], { view: 'native-form', shape: 'tab', subject: 'crm-item', idKeys: ['ID', 'entityId'] }),
  ...crm('DOCUMENTGENERATOR_BUTTON', [...everyItem, 'INVOICE'], { view: 'digest', ...item }),
  ...crm('ROBOT_DESIGNER_TOOLBAR', ['LEAD', 'DEAL', 'SMART_INVOICE', 'DYNAMIC_XXX'], { view: 'automation' }),
  ...crm('FUNNELS_TOOLBAR', ['SMART_INVOICE', 'DYNAMIC_XXX'], { view: 'insights' }),
  placement({ code: 'CRM_ACTIVITY_LIST_MENU', scope: 'crm', view: 'peek', subject: 'activity', idKeys: ['ID'] }),
  placement({ code: 'CRM_FUNNELS_TOOLBAR', scope: 'crm', view: 'insights' }),
  placement({ code: 'CRM_ANALYTICS_MENU', scope: 'crm', view: 'insights', shape: 'page' }),
  placement({ code: 'CRM_ANALYTICS_TOOLBAR', scope: 'crm', view: 'insights' }),
  placement({ code: 'TASK_VIEW_TAB', scope: 'task', view: 'thread', subject: 'task', idKeys: ['taskId', 'TASK_ID'] }),
  placement({ code: 'TASK_VIEW_SIDEBAR', scope: 'task', view: 'thread', shape: 'sidebar', subject: 'task', idKeys: ['taskId', 'TASK_ID'] }),
  placement({ code: 'TASK_VIEW_TOP_PANEL', scope: 'task', view: 'thread', subject: 'task', idKeys: ['taskId', 'TASK_ID'] }),
  placement({ code: 'TASK_LIST_CONTEXT_MENU', scope: 'task', view: 'peek', subject: 'task', idKeys: ['ID', 'taskId', 'TASK_ID'] }),
  placement({ code: 'TASK_USER_LIST_TOOLBAR', scope: 'task', view: 'queue', subject: 'user', idKeys: ['USER_ID'] }),
  placement({ code: 'TASK_GROUP_LIST_TOOLBAR', scope: 'task', view: 'queue', subject: 'workgroup', idKeys: ['GROUP_ID'] }),
  placement({ code: 'TASK_ROBOT_DESIGNER_TOOLBAR', scope: 'task', view: 'automation' }),
  placement({ code: 'SONET_GROUP_DETAIL_TAB', scope: 'sonet_group', view: 'thread', shape: 'tab', subject: 'workgroup', idKeys: ['GROUP_ID'] }),
  placement({ code: 'SONET_GROUP_TOOLBAR', scope: 'sonet_group', view: 'queue', subject: 'workgroup' }),
  placement({ code: 'SONET_GROUP_ROBOT_DESIGNER_TOOLBAR', scope: 'sonet_group', view: 'automation', subject: 'workgroup', idKeys: ['GROUP_ID'] }),
  placement({ code: 'USER_PROFILE_MENU', scope: 'user', view: 'thread', subject: 'user', idKeys: ['USER_ID'] }),
  placement({ code: 'USER_PROFILE_TOOLBAR', scope: 'user', view: 'thread', subject: 'user', idKeys: ['USER_ID'] }),
  placement({ code: 'CALENDAR_GRIDVIEW', scope: 'calendar', view: 'calendar', shape: 'page' }),
  placement({ code: 'CALL_CARD', scope: 'telephony', view: 'call', shape: 'sidebar', subject: 'call', idKeys: ['CALL_ID'] }),
  placement({ code: 'TELEPHONY_ANALYTICS_MENU', scope: 'telephony', view: 'insights', shape: 'page' }),
  placement({ code: 'IM_SIDEBAR', scope: 'im', view: 'thread', shape: 'sidebar', subject: 'chat', idKeys: ['dialogId'], options: messenger }),
  placement({ code: 'IMMOBILE_CONTEXT_MENU', scope: 'im', view: 'thread', shape: 'page', subject: 'chat', idKeys: ['dialogId'], options: messengerMenu }),
  placement({ code: 'IM_CONTEXT_MENU', scope: 'im', view: 'capture', subject: 'message', idKeys: ['messageId'], options: messengerMenu }),
  placement({ code: 'IM_TEXTAREA', scope: 'im', view: 'composer', subject: 'chat', idKeys: ['dialogId'], options: messenger }),
  placement({ code: 'IM_NAVIGATION', scope: 'im', view: 'home', shape: 'page', options: { iconName: messenger.iconName, role: 'USER', extranet: 'N' } }),
  placement({ code: 'CONTACT_CENTER', scope: 'contact_center', view: 'home' }),
  placement({ code: 'LEFT_MENU', view: 'home', shape: 'page' }),
  placement({ code: 'REST_APP_URI', view: 'link' }),
  placement({ code: 'PAGE_BACKGROUND_WORKER', view: 'worker', verifies: 'first-call', unbound: 'loaded with every page of the portal, it waits for reminders to bring' }),
  ownPage,
  placement({ code: 'USERFIELD_TYPE', scope: 'crm', view: 'field', shape: 'sidebar', subject: 'crm-item', idKeys: ['ENTITY_VALUE_ID'], unbound: 'registered by userfieldtype.add' }),
  placement({ code: 'IM_SMILES_SELECTOR', view: 'composer', unbound: 'its handler is no longer called' }),
  placement({ code: 'BI_ANALYTICS_MENU', unbound: 'opens without any authorisation' }),
  placement({ code: 'CRM_DETAIL_SEARCH', scope: 'crm', unbound: notOurs }),
  placement({ code: 'CRM_REQUISITE_AUTOCOMPLETE', scope: 'crm', unbound: notOurs }),
  placement({ code: 'CRM_BANK_DETAIL_AUTOCOMPLETE', scope: 'crm', unbound: notOurs }),
  placement({ code: 'CRM_REQUISITE_EDIT_FORM', unbound: gone }),
  placement({ code: '1C_PAGE', unbound: gone }),
  placement({ code: 'SETTING_CONNECTOR', scope: 'imopenlines', unbound: notOurs }),
  placement({ code: 'LANDING_SETTINGS', scope: 'landing', unbound: notOurs }),
  placement({ code: 'LANDING_BLOCK_XXX', scope: 'landing', unbound: notOurs }),
]

const byCode = new Map(manifest.map(row => [row.code, row]))
const dynamicCode = /^CRM_DYNAMIC_(\d+)_(\w+)$/

/** The row of a posted code, its entity type id filled in for a smart process; undefined for a code that Bitrix24 does not document. */
export function placementOf(code: string): Placement | undefined {
  const [, entityTypeId, name] = dynamicCode.exec(code) ?? []
  if (!entityTypeId) return byCode.get(code)
  const row = byCode.get(`CRM_DYNAMIC_XXX_${name}`)
  return row && { ...row, code, entityTypeId: Number(entityTypeId) }
}

/** The rows of one smart process. */
export function dynamicPlacements(entityTypeId: number): Placement[] {
  return manifest.filter(row => row.code.startsWith('CRM_DYNAMIC_XXX_')).map(row => ({ ...row, code: row.code.replace('XXX', String(entityTypeId)), entityTypeId }))
}

/** The views of this version. */
const builtViews = new Set<View>(['thread', 'peek', 'queue', 'home', 'capture', 'native-form', 'call', 'composer', 'link', 'field', 'digest', 'calendar', 'insights', 'automation'])

/** Can this version show it? What is not built is not bound. */
export function isBuilt(row: Placement): boolean {
  return row.view !== null && builtViews.has(row.view)
}

/** Path of the page that shows a view: what Bitrix24 posts to. */
export function pathOf(view: View): string {
  return view === 'home' ? '/' : `/${view}`
}

/** Addresses that answer a callback; everything else is none of Bitrix24's. */
export const handlerPaths = new Set([...new Set(manifest.filter(isBuilt).map(row => row.view))].flatMap(view => view ? [pathOf(view)] : []).concat('/install'))
