import type { EventQueue, FiredEvent } from './apps/events.ts'
import type { Faults } from './faults/faults.ts'
import type { Limits, LimitSettings } from './rest/limits.ts'
import type { AppRegistration, Installation, PaymentState, RegisteredApp } from './apps/app.ts'
import type { AutomationRun } from './apps/automations.ts'
import type { FrameForm, FrameReply, OpenFrame } from './apps/frames.ts'
import type { Clock, TurnableClock } from './clock.ts'
import type { LoggedRequest } from './log.ts'
import type { IssuedToken, TokenRequest } from './oauth/tokens.ts'
import type { Portal } from './portal/portal.ts'
import type { Confirmation } from './rest/confirmation.ts'

/**
 * The sandbox's words. A sandbox is one OAuth server and one or more portals; applications are registered with the OAuth server and
 * installed on portals. All of it lives in memory and is made anew at every start.
 */
export type { AppRegistration, InstallState, Installation, Payment, PaymentState, RegisteredApp, UserFieldType } from './apps/app.ts'
export type { Automation, AutomationRun } from './apps/automations.ts'
export type { EventBinding, OfflineRecord } from './apps/event-binding.ts'
export type { Frame, FrameForm, FrameReply, OpenFrame } from './apps/frames.ts'
export type { Binding } from './apps/placements.ts'
export type { Clock, TurnableClock } from './clock.ts'
export type { LoggedRequest } from './log.ts'
export type { IssuedToken, TokenRequest } from './oauth/tokens.ts'
export type { AutomationRule, CommentFile, CrmActivity, CrmCategory, CrmItem, CrmStatus, Currency, DynamicType, OwnerLink, TimelineComment } from './portal/crm.ts'
export type { Workgroup } from './portal/groups.ts'
export type { ShopOrder } from './portal/orders.ts'
export type { Department, Language, PortalUser, UserRole } from './portal/people.ts'
export type { Portal, PortalData, Webhook } from './portal/portal.ts'
export type { Requisite } from './portal/requisites.ts'
export type { Task, TaskStatus } from './portal/tasks.ts'
export type { UserField } from './portal/user-fields.ts'
export type { Confirmation } from './rest/confirmation.ts'

export interface SandboxOptions {
  /** 0 (default): any free ports. n: portals on n and those that follow, the OAuth server on the one behind them. */
  port?: number
  /** How many, default 2; further ones are small and alike. */
  portals?: number
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
