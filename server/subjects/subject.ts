import { parseSubjectKey, subjectKey, subjectSchema, type Subject, type SubjectLabel } from '../../shared/subject.ts'
import type { Callback } from '../bitrix24/callback.ts'
import type { Placement } from '../bitrix24/manifest.ts'

export { parseSubjectKey, subjectKey, subjectSchema, type Subject }

/** Who, about what: every call is about one subject of one portal, that the caller has made sure the person may see. */
export interface Scope { portalId: number, userId: number, isAdmin: boolean, subject: Subject }

/** A subject that another one is linked to, by its row, where something was written and the reader may read it. */
export interface LinkedSubject { id: number, label: SubjectLabel }

/** The object that a callback is about, from the placement's code and its options; null when they do not name one. */
export function subjectOf(placement: Placement, options: Callback['options']): Subject | null {
  const id = placement.idKeys.map(key => options[key]).find(value => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  const subject = subjectSchema.safeParse({ kind: placement.subject, entityTypeId: placement.entityTypeId ?? 0, id: String(id) })
  return subject.success ? subject.data : null
}
