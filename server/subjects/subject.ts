import { parseSubjectKey, subjectKey, subjectSchema, type Subject, type SubjectKind, type SubjectLabel } from '../../shared/subject.ts'
import type { Callback } from '../bitrix24/callback.ts'
import type { Placement } from '../bitrix24/manifest.ts'

export { parseSubjectKey, subjectKey, subjectSchema, type Subject }

/** Who, about what: every call is about one subject of one portal, that the caller has made sure the person may see. */
export interface Scope { portalId: number, userId: number, isAdmin: boolean, subject: Subject }

/** A subject that another one is linked to, by its row, where something was written and the reader may read it. */
export interface LinkedSubject { id: number, label: SubjectLabel }

/** Who reads a thread, with what is rolled up into it. */
export interface Reader extends Scope { linked: LinkedSubject[] }

/**
 * An object as Bitrix24's methods name it to one person: as its subject is named, but for a private dialog, whose id is the other one of the
 * two. Which subject that is, is known when the portal has said who asks.
 */
export interface PortalObject { kind: SubjectKind, entityTypeId: number, id: string }

/** DIALOG_ID. @see https://apidocs.bitrix24.com/api-reference/chats/im-dialog-get.html */
const dialogId = /^(chat|sg)?[1-9]\d{0,14}$/

/** The object that a callback is about, from the placement's code and its options; null when they do not name one. */
export function subjectOf(placement: Placement, options: Callback['options']): PortalObject | null {
  const id = placement.idKeys.map(key => options[key]).find(value => typeof value === 'number' || (typeof value === 'string' && value !== '')) ?? idOfUri(placement, options)
  if (placement.subject === 'chat') return dialogId.test(String(id)) ? { kind: 'chat', entityTypeId: 0, id: String(id) } : null
  const subject = subjectSchema.safeParse({ kind: placement.subject, entityTypeId: placement.entityTypeId ?? 0, id: String(id) })
  return subject.success ? subject.data : null
}

/**
 * The menu above a workgroup names it only by the page that it was opened on.
 * @see https://apidocs.bitrix24.com/api-reference/widgets/workgroups/toolbar.html
 */
function idOfUri({ subject }: Placement, { URI }: Callback['options']): string | undefined {
  return subject === 'workgroup' && typeof URI === 'string' ? /^\/workgroups\/group\/(\d+)\//.exec(URI)?.[1] : undefined
}
