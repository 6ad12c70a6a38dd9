import type { EventQueue } from './events.ts'
import type { Faults } from './faults.ts'

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

/** What the portal does by itself when an item reaches a stage. */
export interface AutomationRule { id: number, entityTypeId: number, stageId: string, name: string, delayHours: number }

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
  /** By language. */
  langAll: Record<string, { TITLE: string, DESCRIPTION: string, GROUP_NAME: string }>
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
  /** The refresh token's own end, 180 days after its issue. */
  refreshExpiresAt: number
  /** The application was removed from the portal: the pair is dead, even after a new installation. */
  revoked: boolean
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

/** Everything the methods of a portal read. Plain arrays: tests and the interface may look into them and add rows. */
export interface PortalData {
  items: CrmItem[]
  statuses: CrmStatus[]
  categories: CrmCategory[]
  types: DynamicType[]
  currencies: Currency[]
  automationRules: AutomationRule[]
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
  /** Does placement.list offer CRM_ORDER_*? */
  hasOrders: boolean
  users: PortalUser[]
  data: PortalData
  installations: Map<string, Installation>
  /** Frames by APP_SID. */
  frames: Map<string, Frame>
}

export interface Clock {
  /** Unix milliseconds. */
  now(): number
}

export interface TurnableClock extends Clock {
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
  /** Raises the version, renews application_token, fires ONAPPUPDATE. */
  update(memberId: string, clientId: string): void
  /** Kills tokens, bindings and events, then fires ONAPPUNINSTALL. `clean`: settings go too. */
  uninstall(memberId: string, clientId: string, options?: { clean?: boolean }): void
  /** Throws FrameRefused with the sentence that the person reads. */
  openFrame(memberId: string, open: OpenFrame): FrameForm
  /** The portal's half of the frame bridge for what changes state; purely visual commands answer `null` here. */
  frameCommand(memberId: string, sid: string, command: string, params?: unknown): Promise<FrameReply>
  events: EventQueue
  /** Oldest first, bounded. */
  requests: readonly LoggedRequest[]
  clearRequests(): void
  clock: TurnableClock
  faults: Faults
  close(): Promise<void>
}
