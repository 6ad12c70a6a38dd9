import type { RuleChoice } from './automation.ts'
import type { CalendarPage, CalendarPeople, CalendarPlace } from './calendar.ts'
import type { FailureCode, PortalScope } from './failures.ts'
import type { FollowUp } from './follow-up.ts'
import type { Figures, InsightPeriod } from './insights.ts'
import type { FollowUpList, HomeLists, ListScope } from './lists.ts'
import type { Snippet } from './snippet.ts'
import type { SubjectCard, SubjectLabel, SubjectType } from './subject.ts'
import type { Draft, Note, Person, Source, Thread } from './thread.ts'

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
  /** Where links to Sidenote on this portal begin (shared/link.ts). */
  links: string
}

/** A failure, in the language of the person; nothing that was posted is in it. */
export interface FailedOpening {
  view: 'failure'
  lang: string
  code: FailureCode
  requestId: string
  /** With `missing-scope`: the permission that the portal does not give. */
  scope?: PortalScope
}

/** The portal is slow: the sealed callback is redeemed once at POST /api/opening → Opening. */
export interface PendingOpening { view: 'pending', lang: string, callback: string, shape: HostShape }

export interface ThreadOpening extends OpeningFrame {
  view: 'thread'
  thread: Thread
  /** Opened on a row of a list: the object's card is not around the page, and a link leads there. */
  isPeek: boolean
  /** The entry that a link has named. `elsewhere`: that entry, where the page's part of the thread does not have it; `isGone`: it was deleted. */
  focus?: { id: string, elsewhere: Note | FollowUp | null, isGone: boolean }
}

/** What a summary of the thread can be made of; `isCut`: there is more than that, and older. */
export interface DigestOpening extends OpeningFrame { view: 'digest', subject: SubjectCard, notes: Note[], followUps: FollowUp[], isCut: boolean }

/** The days that Bitrix24's calendar shows, with whose follow-ups on them come with the page. */
export interface CalendarOpening extends OpeningFrame, CalendarPlace, CalendarPage { view: 'calendar', people: CalendarPeople }

/** Follow-ups in figures; `type`: only those on CRM items of that entity type. */
export interface InsightsOpening extends OpeningFrame { view: 'insights', days: InsightPeriod, type: number | null, weekStart: number, figures: Figures }

/** The automation rules that are wanted on this portal; `isPermitted`: the portal has given Sidenote the scope that rules need. */
export interface AutomationOpening extends OpeningFrame { view: 'automation', rules: RuleChoice[], isPermitted: boolean }
/** A form for a note or a follow-up about what it was opened on. */
export interface CaptureOpening extends OpeningFrame {
  view: 'capture'
  source: Source | null
  /** What the form begins with, by what it becomes. */
  prefill: { note: string, followUp: string }
  /** What it can be attached to, the most useful first. */
  targets: SubjectLabel[]
  /** Of the first target. */
  drafts: Draft[]
}

/** Who is calling: the thread of the customer, or of the number (`isFound` false); none for a withheld number. */
export interface CallOpening extends OpeningFrame { view: 'call', number: string | null, isFound: boolean, thread: Thread | null }

/** What can be put into a message; `notes` of the chat and of what it belongs to, newest first. */
export interface ComposerOpening extends OpeningFrame { view: 'composer', snippets: Snippet[], notes: Note[] }

/** A field of a CRM card: the next open follow-up of its item, and how many come after it. `item` is null while the card was never saved. */
export interface FieldOpening extends OpeningFrame { view: 'field', item: string | null, next: FollowUp | null, more: number }

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
export type Opening = FailedOpening | PendingOpening | ThreadOpening | CaptureOpening | CallOpening | ComposerOpening | FieldOpening | DigestOpening | CalendarOpening | InsightsOpening | AutomationOpening | QueueOpening | HomeOpening | InstallOpening

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
