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
  CATEGORY_ID: string
}

export interface CrmCategory { id: number, name: string, sort: number, entityTypeId: number, isDefault: 'Y' | 'N' }

/** A smart process, as crm.type.list answers it (more keys follow the documentation). */
export interface DynamicType { id: number, title: string, entityTypeId: number, [key: string]: unknown }

/** An application as registered with the OAuth server: one client, known to every portal of the sandbox. */
export interface RegisteredApp {
  clientId: string
  clientSecret: string
  /** The application's numeric id on a portal (`ID` of app.info, part of `rest_<ID>_code`). */
  id: number
  title: Record<Language, string>
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
  /** app.option.*, and user.option.* by user id. */
  options: Record<string, unknown>
  userOptions: Map<number, Record<string, unknown>>
  /** Users who have opened the application once (FIRST_RUN is true before). */
  seenBy: Set<number>
}

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
  langAll: Record<Language, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
}

export interface EventBinding { event: string, handler: string, authType: number, offline: boolean }

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
}

/**
 * One rendering of an application in a frame of the portal's page: what the bridge knows by APP_SID.
 * `mode` decides which commands are denied (b24jssdk.md 2.2): a slider ignores resizeWindow, a widget ignores setTitle.
 */
export interface Frame {
  sid: string
  clientId: string
  userId: number
  placement: string
  options: Record<string, unknown> | null
  mode: 'page' | 'widget' | 'slider'
  /** The installer is shown (INSTALL of getInitData). */
  install: boolean
  firstRun: boolean
  token: IssuedToken
}

/** What the portal's page needs to open a frame: an empty iframe of that name and a form posted into it. */
export interface FrameForm {
  sid: string
  /** `HOST|PROTOCOL|APP_SID`, the name of the iframe and the target of the form. */
  name: string
  /** The handler with DOMAIN, PROTOCOL, LANG and APP_SID appended to its own query. */
  action: string
  /** Body fields, all strings; PLACEMENT_OPTIONS is absent when there are none. */
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
