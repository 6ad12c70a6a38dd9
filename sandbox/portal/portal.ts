import type { PortalCalendar } from './calendar.ts'
import type { Chat, Notification } from './chats.ts'
import type { PortalTelephony } from './telephony.ts'
import type { AutomationRule, CrmActivity, CrmCategory, CrmItem, CrmStatus, Currency, Department, DynamicType, Frame, Installation, Language, PortalUser, Requisite, ShopOrder, Task, TimelineComment, UserField, Workgroup } from '../types.ts'

/** Everything the methods of a portal read. Plain arrays: tests and the interface may look into them and add rows. */
export interface PortalData {
  items: CrmItem[]
  statuses: CrmStatus[]
  categories: CrmCategory[]
  types: DynamicType[]
  currencies: Currency[]
  automationRules: AutomationRule[]
  requisites: Requisite[]
  activities: CrmActivity[]
  comments: TimelineComment[]
  orders: ShopOrder[]
  /** Outlive the application that brought their type: api-reference/widgets/user-field/userfieldtype-delete.md */
  userFields: UserField[]
  departments: Department[]
  groups: Workgroup[]
  tasks: Task[]
  calendar: PortalCalendar
  telephony: PortalTelephony
  chats: Chat[]
  notifications: Notification[]
}

/** An incoming webhook: somebody's rights without an application. settings/how-to-call-rest-api/authorization.md */
export interface Webhook { userId: number, code: string, scope: string[] }

export interface Portal {
  /** 32 hex characters, the portal's only stable key. */
  memberId: string
  name: string
  /** Origin, without a slash at its end. */
  url: string
  /** Host with port, as in DOMAIN. */
  host: string
  /** The portal's own language (LANGUAGE_ID), not that of its people. */
  language: Language
  /** Minutes east of UTC; every date that a method answers carries it. */
  utcOffset: number
  /** How the task card shows its widgets: as rows of a block (absent, since tasks 25.700), or as tab, side block and button. */
  taskCard?: 'classic'
  /** Does placement.list offer CRM_ORDER_*? */
  hasOrders: boolean
  /** What feature.get answers about its plan, by code. */
  features: Record<string, boolean>
  /** Hosts it had before it was renamed; they redirect to the present one. */
  formerHosts: string[]
  users: PortalUser[]
  data: PortalData
  installations: Map<string, Installation>
  webhooks: Webhook[]
  /** Frames by APP_SID. */
  frames: Map<string, Frame>
}
