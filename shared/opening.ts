import type { FailureCode } from './failures.ts'
import type { FollowUpList, HomeLists, ListScope } from './lists.ts'
import type { SubjectType } from './subject.ts'
import type { Person, Thread } from './thread.ts'

/** How the portal shows the frame; decides the page's layout. */
export type HostShape = 'tab' | 'sidebar' | 'slider' | 'page'

export interface Viewer extends Person {
  isAdmin: boolean
  /** IANA time zone, from `profile`. */
  timeZone: string
}

/** What every page has that was opened for somebody. */
export interface OpeningFrame {
  lang: string
  /** Sealed bearer for the calls of this page; memory only. */
  session: string
  viewer: Viewer
  shape: HostShape
  /** ISO 8601, the server's now: both renders agree on it. */
  now: string
}

/** A failure, in the language of the person; nothing that was posted is in it. */
export interface FailedOpening { view: 'failure', lang: string, code: FailureCode, requestId: string }

/** The portal is slow: the sealed callback is redeemed once at POST /api/opening → Opening. */
export interface PendingOpening { view: 'pending', lang: string, callback: string, shape: HostShape }

export interface ThreadOpening extends OpeningFrame { view: 'thread', thread: Thread }

/** Follow-ups of a kind of object, or on the tasks of a person or workgroup. */
export interface QueueOpening extends OpeningFrame {
  view: 'queue'
  scope: ListScope
  /** What it is about, and what the portal calls that: a smart process, a person, a workgroup. Null where the type says it all, or the portal says nothing. */
  type: SubjectType
  name: string | null
  /** The open ones, the first to fall due in front. */
  list: FollowUpList
}

/** The application's own page: what the viewer has to do and what has happened, and where on this portal Sidenote is found. */
export interface HomeOpening extends OpeningFrame, HomeLists {
  view: 'home'
  /** Placement codes bound on this portal, in the manifest's order. */
  places: string[]
}

/** The install page: what will be done, for an administrator. POST /api/install runs it. */
export interface InstallOpening extends OpeningFrame {
  view: 'install'
  /** Host of the verified portal. */
  portal: string
  /** This portal was set up before: registering again repairs. */
  again: boolean
}

/** What a page is made of: put there by the callback, in the answer to Bitrix24's POST. */
export type Opening = FailedOpening | PendingOpening | ThreadOpening | QueueOpening | HomeOpening | InstallOpening

/** The steps of an installation, in their order. */
export const installSteps = ['portal', 'widgets', 'events', 'check'] as const
export type InstallStep = typeof installSteps[number]

/**
 * One line (NDJSON) of the answer of POST /api/install: a step began, advanced (`done` of `total` registrations) or ended; `finished`
 * ends a good run and only then may the page call `installFinish`; `failed` names the step that can be tried again.
 */
export type InstallProgress
  = | { step: InstallStep, state: 'running' | 'done', done: number, total: number }
    | { state: 'finished', widgets: number, skipped: number }
    | { state: 'failed', step: InstallStep, code: FailureCode, requestId: string }
