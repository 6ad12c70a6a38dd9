import type { PortalCalendar } from './portal/calendar.ts'
import type { Chat, Notification } from './portal/chats.ts'
import type { EventQueue, FiredEvent } from './apps/events.ts'
import type { Faults } from './faults/faults.ts'
import type { PortalTelephony } from './portal/telephony.ts'
import type { Limits, LimitSettings } from './rest/limits.ts'

/**
 * The sandbox's words. A sandbox is one OAuth server and one or more portals; applications are registered with the OAuth server and
 * installed on portals. All of it lives in memory and is made anew at every start.
 */

export type Language = 'en' | 'de' | (string & {})

/** Where a person stands in the portal; decides what the rights table lets them read. */
export type UserRole = 'admin' | 'employee' | 'extranet'

export interface PortalUser {
  id: number
  name: string
  lastName: string
  email: string
  position: string
  role: UserRole
  active: boolean
  /** The interface language, posted as LANG with every callback. */
  lang: Language
  /** IANA name, as `profile` answers in TIME_ZONE. */
  timeZone: string
  /** Has this person access to applications (Bitrix24 checks it at each display)? `false` gives `user_access_error`. */
  appAccess: boolean
  workPhone?: string
  mobile?: string
  /** UF_PHONE_INNER. */
  innerPhone?: string
  /** Department ids (UF_DEPARTMENT); extranet users are in none. */
  departments?: number[]
}

export interface Department { id: number, name: string, sort: number, parent: number | null, head: number | null }

/** 2 waiting, 3 in progress, 4 awaiting control, 5 completed, 6 deferred: api-reference/tasks/tasks-task-get.md */
export type TaskStatus = 2 | 3 | 4 | 5 | 6

/** A task; `tasks.task.get` writes its numbers as strings. Dates are ISO 8601 with the portal's offset. */
export interface Task {
  id: number
  title: string
  description: string
  status: TaskStatus
  /** 0 low, 1 normal, 2 high. */
  priority: 0 | 1 | 2
  createdBy: number
  responsibleId: number
  accomplices: number[]
  auditors: number[]
  /** 0: in no project. */
  groupId: number
  parentId: number | null
  createdDate: string
  changedDate: string
  changedBy: number
  statusChangedDate: string
  statusChangedBy: number | null
  closedDate: string | null
  closedBy: number | null
  deadline: string | null
  startDatePlan: string | null
  endDatePlan: string | null
  /** May the responsible person move the deadline? */
  allowChangeDeadline: boolean
  /** Is the result checked by its creator (status 4)? */
  taskControl: boolean
  /** CRM items by their short codes: D_3473, L_, C_, CO_, T<hex of the type>_. */
  ufCrmTask: string[]
  tags: string[]
  checklist: { title: string, done: boolean }[]
  chatId: number | null
}

/** A workgroup, or a project when it has an end: api-reference/sonet-group/index.md */
export interface Workgroup {
  id: number
  name: string
  description: string
  project: boolean
  /** Everybody sees that it exists; otherwise only its members. */
  visible: boolean
  /** Everybody may join, and read what is in it. */
  opened: boolean
  /** Archived. */
  closed: boolean
  /** External people may be members. */
  extranet: boolean
  ownerId: number
  moderators: number[]
  /** Ordinary members: neither owner nor moderator. */
  members: number[]
  keywords: string[]
  created: string
  updated: string
  projectStart: string | null
  projectFinish: string | null
  chatId: number | null
}

/** A CRM item as crm.item.get answers it: camelCase keys, `entityTypeId` and `id` among them. */
export interface CrmItem {
  id: number
  entityTypeId: number
  title: string
  assignedById: number
  [field: string]: unknown
}

export interface CrmStatus {
  ID: string
  ENTITY_ID: string
  STATUS_ID: string
  NAME: string
  SORT: string
  COLOR: string
  SEMANTICS: string | null
  /** `null` for everything outside the pipelines that are numbered from 1. */
  CATEGORY_ID: string | null
  NAME_INIT: string
  SYSTEM: 'Y' | 'N'
  EXTRA?: { SEMANTICS: string, COLOR: string }
}

export interface CrmCategory { id: number, name: string, sort: number, entityTypeId: number, isDefault: 'Y' | 'N' }

export interface Currency { CURRENCY: string, FULL_NAME: string, BASE: 'Y' | 'N', FORMAT_STRING: string, [key: string]: unknown }

/** A smart process, as crm.type.list answers it (more keys follow the documentation). */
export interface DynamicType { id: number, title: string, entityTypeId: number, [key: string]: unknown }

/** Requisites of a company or contact, with their bank details: crm.requisite.list and crm.requisite.bankdetail.list in one. */
export interface Requisite {
  ID: string
  ENTITY_TYPE_ID: string
  ENTITY_ID: string
  PRESET_ID: string
  RQ_COMPANY_NAME: string
  RQ_VAT_ID: string
  RQ_BANK_NAME: string
  RQ_IBAN: string
  RQ_BIC: string
}

/** What the portal does by itself when an item reaches a stage. */
export interface AutomationRule { id: number, entityTypeId: number, stageId: string, name: string, delayHours: number }
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

/** What an activity or a comment hangs on. */
export interface OwnerLink { OWNER_TYPE_ID: string, OWNER_ID: string }

/** An activity as crm.activity.get answers it, with the two keys that only `select` brings. */
export interface CrmActivity extends OwnerLink {
  ID: string
  /** 1 meeting, 2 call, 4 e-mail, 6 of a provider, such as CRM_TODO. */
  TYPE_ID: string
  PROVIDER_ID: string
  PROVIDER_TYPE_ID: string
  SUBJECT: string
  DESCRIPTION: string
  START_TIME: string
  END_TIME: string
  DEADLINE: string
  COMPLETED: 'Y' | 'N'
  RESPONSIBLE_ID: string
  AUTHOR_ID: string
  /** 0 none, 1 incoming, 2 outgoing. */
  DIRECTION: string
  /** Every object that it is shown at; the owner is among them. */
  BINDINGS: OwnerLink[]
  COMMUNICATIONS: { TYPE: string, VALUE: string, ENTITY_ID: string, ENTITY_TYPE_ID: string }[]
  [field: string]: unknown
}

/** A file of a timeline comment; its three addresses are made when it is asked for. */
export interface CommentFile { id: number, type: 'image' | 'file', name: string, size: number }

export interface TimelineComment {
  ID: string
  ENTITY_ID: string
  /** `deal`, `contact`, `dynamic_183`. */
  ENTITY_TYPE: string
  CREATED: string
  COMMENT: string
  AUTHOR_ID: string
  FILES: CommentFile[]
}

/** An order of the online shop, with the CRM objects that it belongs to; sale.order.get shows more keys. */
export interface ShopOrder {
  id: number
  accountNumber: string
  /** ISO 8601, as all dates. */
  dateInsert: string
  dateUpdate: string
  /** N accepted, P paid, F fulfilled. */
  statusId: string
  payed: 'Y' | 'N'
  canceled: 'Y' | 'N'
  price: number
  currency: string
  responsibleId: number
  userDescription: string
  /** The deal that the order is bound to (crm.orderentity.list), if any. */
  dealId: number | null
  contactId: number | null
  companyId: number | null
  items: { id: number, name: string, price: number, quantity: number }[]
}

/** An application as registered with the OAuth server: one client, known to every portal of the sandbox. */
export interface RegisteredApp {
  clientId: string
  clientSecret: string
  /** The application's numeric id on a portal (`ID` of app.info, part of `rest_<ID>_code`). */
  id: number
  /** By language. */
  title: Record<string, string>
  /** "Path to your handler": opened with PLACEMENT=DEFAULT. */
  url: string
  /** "Initial installation path": opened instead of `url` until installFinish. Absent: no installer. */
  installUrl?: string
  scope: string[]
  version: number
}

/** added: known to the portal, installer shown, widgets hidden, events held. */
export type InstallState = 'added' | 'installed' | 'uninstalled'

export interface Installation {
  clientId: string
  state: InstallState
  version: number
  /** L local, F free, D demo, T trial, P paid, S subscription. */
  status: string
  applicationToken: string
  bindings: Binding[]
  events: EventBinding[]
  /** What event.offline.* fetch. */
  offline: OfflineRecord[]
  payment: Payment
  userFieldTypes: UserFieldType[]
  automations: Automation[]
  /** app.option.*, and user.option.* by user id. */
  options: Record<string, unknown>
  userOptions: Map<number, Record<string, unknown>>
  /** Registrations that the portal itself has deleted: background workers that were too slow. */
  disabled: { placement: string, handler: string, at: number }[]
  /** Users who have opened the application once (FIRST_RUN is true before). */
  seenBy: Set<number>
}

/** A type of user fields that an application draws: `rest_<ID of the application>_<code>` as the type of a field. */
export interface UserFieldType {
  code: string
  handler: string
  title: string
  description: string
  /** Pixels; 0: the height of the place. */
  height: number
  langAll: Record<string, { TITLE: string, DESCRIPTION: string }>
}

/** A robot or a workflow action of an application (bizproc.robot.*, bizproc.activity.*). */
export interface Automation {
  kind: 'robot' | 'activity'
  code: string
  handler: string
  authUserId: number
  /** Waits for bizproc.event.send unless this is exactly N. */
  useSubscription: string
  name: unknown
  description: unknown
  properties: Record<string, unknown>
  returnProperties: Record<string, unknown>
  usePlacement: boolean
  placementHandler: string
  /** Runs that wait for an answer, by event_token; answered ones keep what came. */
  runs: Map<string, { returnValues?: Record<string, unknown>, logMessage?: string }>
}

export interface AutomationRun { code: string, entityTypeId: number, id: number, properties?: Record<string, unknown> }

/** An incoming webhook: somebody's rights without an application. settings/how-to-call-rest-api/authorization.md */
export interface Webhook { userId: number, code: string, scope: string[] }

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

export interface EventBinding {
  /** `event_handler_id` of the delivered events. */
  id: number
  event: string
  /** Empty for offline events, which are fetched. */
  handler: string
  authType: number
  offline: boolean
  /** Source key (auth_connector): what calls with the same key cause does not come back as an offline event. */
  connector: string
  /** Seconds between two ONOFFLINEEVENT, by its option minTimeout. */
  minTimeout: number
  /** When the last ONOFFLINEEVENT went to it, in Unix milliseconds. */
  announcedAt?: number
  boundBy: number
}

/** One record of the queue of offline events: the last state of one object under one event. */
export interface OfflineRecord {
  id: number
  event: string
  data: Record<string, unknown>
  /** Unix milliseconds of the last change. */
  changedAt: number
  connector: string
  /** The process that has reserved it; empty: free. */
  processId: string
  reservedAt: number
  failed: boolean
}

/** What an application has been paid for; `blocked`: the grace period is over too, tokens and calls are refused. */
export interface Payment { expired: boolean, days: number | null, blocked: boolean }

/** grace: expired, and works on for a while. expired: works no more. */
export type PaymentState = 'free' | 'demo' | 'trial' | 'paid' | 'grace' | 'expired'

/** A method call that the portal's administrator is asked about; `allowed` is null until the decision. */
export interface Confirmation { memberId: string, clientId: string, accessToken: string, method: string, allowed: boolean | null }

export interface IssuedToken {
  accessToken: string
  refreshToken: string
  clientId: string
  memberId: string
  userId: number
  scope: string[]
  /** Unix milliseconds by the sandbox's clock. */
  expiresAt: number
  /** A refresh token counts once. */
  refreshed: boolean
  /** The refresh token's own end, 180 days after its issue. */
  refreshExpiresAt: number
  /** The application was removed from the portal: the pair is dead, even after a new installation. */
  revoked: boolean
}

/**
 * One rendering of an application in a frame of the portal's page: what the bridge knows by APP_SID.
 * `mode` is where it stands: on a page of its own, among other things on a portal page, or as the whole content of a slider.
 * Place and placement are two things: a slider shows the application's own page after openApplication (placement DEFAULT, and
 * `IFRAME=Y` in its options) or a widget that was chosen in a menu. Together they decide which commands the page denies.
 */
export interface Frame {
  sid: string
  clientId: string
  userId: number
  placement: string
  /** The registration that was opened; null for the application's own page. */
  bindingId: number | null
  options: Record<string, unknown> | null
  mode: 'page' | 'widget' | 'slider'
  /** The installer is shown (INSTALL of getInitData). */
  install: boolean
  firstRun: boolean
  token: IssuedToken
  /** Unix milliseconds by the sandbox's clock. */
  openedAt: number
}

/** What the portal's page needs to open a frame: an empty iframe of that name and a form posted into it. */
export interface FrameForm {
  sid: string
  /** `HOST|PROTOCOL|APP_SID`, the name of the iframe and the target of the form. */
  name: string
  /** The handler with DOMAIN, PROTOCOL, LANG and APP_SID appended to its own query. */
  action: string
  /** Body fields, all strings; PLACEMENT_OPTIONS is absent when there are none. No field at all: `action` is opened by GET. */
  fields: Record<string, string>
}

export interface OpenFrame {
  userId: number
  clientId: string
  /** DEFAULT: the application's own page (or its installer while that is due). */
  placement: string
  /** The handler of the binding, when a placement has several; default the first that this user may see. */
  handler?: string
  options?: Record<string, unknown>
  /** Path and query of the portal page, posted as URI inside PLACEMENT_OPTIONS. */
  uri?: string
  mode?: Frame['mode']
}

/** One request that reached a server of the sandbox, for tests and measurements that ask "what was called, and in what order". */
export interface LoggedRequest {
  server: 'oauth' | 'portal'
  memberId: string | null
  /** Lower-case method name: `app.info`, `oauth/token`, `batch`; a batch is followed by its commands. */
  method: string
  commands: string[]
  userId: number | null
  status: number
  /** performance.now() at arrival and at the end of the answer. */
  startedAt: number
  endedAt: number
}

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

export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export interface TurnableClock extends Clock {
  /** Calls back after each turn. */
  onTurn(listener: () => void): void
  /** Moves this clock forward (or back) without waiting. */
  turn(milliseconds: number): void
}

export interface SandboxOptions {
  /** 0 (default): any free ports. n: portals on n and n + 1, OAuth server on n + 2. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
  /** Default the system's; `sandbox.clock.turn` moves it either way. */
  clock?: Clock
  /** 32 fresh hex characters at each call; tokens and ids are made of it. */
  random?: () => string
  /** Limits that hold from the start; none by default. */
  limits?: Partial<LimitSettings>
  /** `false` keeps no request log (measurements). */
  log?: boolean
}

export interface AppRegistration {
  clientId?: string
  clientSecret?: string
  title: string | Record<string, string>
  url: string
  installUrl?: string
  scope: string[]
}

export interface TokenRequest {
  memberId: string
  userId: number
  clientId: string
  /** Seconds, default 3600. */
  expiresIn?: number
  /** Values to use instead of fresh ones: the tokens of a recorded callback become known to the portal. */
  accessToken?: string
  refreshToken?: string
}

/** `null`: the portal stays silent for ever, as Bitrix24 does with commands it denies or never acknowledges. */
export type FrameReply = { reply: unknown } | null

export interface Sandbox {
  oauth: { url: string }
  portals: Portal[]
  /** By member_id or name; throws when there is none. */
  portal(key: string): Portal
  /** Applications by client_id: what every portal lists under its applications, installed there or not. */
  apps: Map<string, RegisteredApp>
  /** Makes an application known; with a known clientId, changes it (title, addresses, scope). */
  registerApp(registration: AppRegistration): RegisteredApp
  /** A fresh token pair, as every opening of a frame gets one. */
  issueToken(request: TokenRequest): IssuedToken
  /** Puts the application on the portal: `added`, or `installed` at once when it has no installer. */
  addApp(memberId: string, clientId: string): Installation
  /** What `setInstallFinish` does, without a frame; by default in the name of the first administrator. */
  finishInstallation(memberId: string, clientId: string, userId?: number): void
  /**
   * Raises the version, renews application_token, fires ONAPPUPDATE. Event handlers stay unless `keepHandlers` is false: the revisions of
   * api-reference/events/event-bind.md contradict each other.
   */
  update(memberId: string, clientId: string, options?: { keepHandlers?: boolean }): void
  /** Kills tokens, bindings and events, then fires ONAPPUNINSTALL. `clean`: settings go too. */
  uninstall(memberId: string, clientId: string, options?: { clean?: boolean }): void
  /** The full OAuth protocol: where /oauth/authorize/ of the portal sends this person, or `null` for its error page. */
  authorize(memberId: string, request: { clientId: string, userId: number, state: string }): string | null
  /** Throws FrameRefused with the sentence that the person reads. */
  openFrame(memberId: string, open: OpenFrame): FrameForm
  /** The portal's half of the frame bridge for what changes state; purely visual commands answer `null` here. */
  frameCommand(memberId: string, sid: string, command: string, params?: unknown): Promise<FrameReply>
  /** Gives the portal another address; the old one answers 302 to it. Answers the new origin. */
  rename(memberId: string): Promise<string>
  /** Sets status and payment; fires ONAPPPAYMENT when it has been paid. */
  setPayment(memberId: string, clientId: string, state: PaymentState): void
  /** The employee leaves: neither frames nor tokens of theirs work any more. */
  dismiss(memberId: string, userId: number): void
  /** May this person use applications? */
  setAppAccess(memberId: string, userId: number, access: boolean): void
  /** Method calls that wait for an administrator (fault METHOD_CONFIRM_WAITING), and those decided. */
  confirmations: readonly Confirmation[]
  /** Allows or refuses all that wait for this method; fires ONAPPMETHODCONFIRM for each. Answers what was decided. */
  decideMethod(memberId: string, method: string, allowed: boolean): Confirmation[]
  /** Fires an event of the portal's data to all its applications: ONCRMDEALUPDATE with `{ FIELDS: { ID: 1 } }`. */
  fireDataEvent(memberId: string, fired: FiredEvent): void
  /** Runs a robot or a workflow action of an application at a CRM item, as the portal would; answers the event_token. */
  runAutomation(memberId: string, clientId: string, run: AutomationRun): string
  events: EventQueue
  /** Oldest first, bounded. */
  requests: readonly LoggedRequest[]
  clearRequests(): void
  clock: TurnableClock
  faults: Faults
  limits: Limits
  close(): Promise<void>
}
