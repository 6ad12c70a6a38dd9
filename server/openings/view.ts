import type { InstallOpening, Opening, FailedOpening, PendingOpening, OpeningFrame, Viewer } from '../../shared/opening.ts'
import type { Source } from '../../shared/thread.ts'
import type { Callback } from '../bitrix24/callback.ts'
import type { Placement } from '../bitrix24/manifest.ts'
import type { Answer, Command } from '../bitrix24/rest.ts'
import type { Portal } from '../portals/portals.ts'
import type { OpenedSubject } from '../subjects/open-subject.ts'
import type { Reader, Subject } from '../subjects/subject.ts'
import type { ListReader } from '../threads/list-reader.ts'

/** Somebody opens a placement; nobody knows yet whether they may. */
export interface Visit { portal: Portal, callback: Callback, placement: Placement }

/** The portal has answered, and the verdict is good. */
export interface Asked { viewer: Viewer, answers: Record<string, Answer> }

type Distribute<T> = T extends unknown ? Omit<T, keyof OpeningFrame> : never

/** What a view puts into its page, beside what every page has. */
export type Content = Distribute<Exclude<Opening, FailedOpening | PendingOpening | InstallOpening>>

export interface Shown {
  content: Content
  /** What the calls of the page are about. */
  subject?: Subject | null
  /** Where that comes from which is written on the page. */
  source?: Source | null
}

/** What a view wants to know of the portal, and what it shows of the answers. */
export interface Plan {
  /** They join `profile` in the one batch of the opening, so that there may be 49 of them. */
  commands: Record<string, Command>
  /** @throws Failure `not-available` when the person may not see what the placement names, `portal-unreachable` … */
  show(asked: Asked): Promise<Shown>
}

/**
 * One kind of page: a file in `views/` makes each, from the services that it needs.
 * @throws Failure `not-available` when the placement names nothing that could be shown.
 */
export type ViewPage = (visit: Visit) => Plan | Promise<Plan>

/** Who reads the thread of an object that was opened. */
export function readerOf(portal: Portal, { id, isAdmin }: Viewer, { subject, linked }: Pick<OpenedSubject, 'subject' | 'linked'>): Reader {
  return { portalId: portal.id, userId: id, isAdmin, subject, linked }
}

/** Who reads lists. @param now milliseconds since the epoch. */
export function listReaderOf(portal: Portal, { id, isAdmin }: Viewer, now: number): ListReader {
  return { portal, portalId: portal.id, userId: id, isAdmin, now }
}
