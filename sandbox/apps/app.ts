import type { Automation, Binding, EventBinding, OfflineRecord } from '../types.ts'

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

export interface AppRegistration {
  clientId?: string
  clientSecret?: string
  title: string | Record<string, string>
  url: string
  installUrl?: string
  scope: string[]
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

/** What an application has been paid for; `blocked`: the grace period is over too, tokens and calls are refused. */
export interface Payment { expired: boolean, days: number | null, blocked: boolean }

/** grace: expired, and works on for a while. expired: works no more. */
export type PaymentState = 'free' | 'demo' | 'trial' | 'paid' | 'grace' | 'expired'
