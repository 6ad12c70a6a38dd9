import { z } from 'zod'
import type { Callback } from '../bitrix24/callback.ts'
import type { Placement } from '../bitrix24/manifest.ts'

/** Which Bitrix24 object it is; together with the portal the key of a thread. */
export const subjectSchema = z.object({
  kind: z.literal('crm-item'),
  entityTypeId: z.int().positive(),
  // Up to 15 digits: a longer one is not exact as a number, so that another item would be asked about than the thread belongs to.
  id: z.string().regex(/^[1-9]\d{0,14}$/),
})
export type Subject = z.infer<typeof subjectSchema>

/** Who, about what: every call is about one subject of one portal, that the caller has made sure the person may see. */
export interface Scope { portalId: number, userId: number, isAdmin: boolean, subject: Subject }

/** The object that a callback is about, from the placement's code and its options; null when they do not name one. */
export function subjectOf(placement: Placement, options: Callback['options']): Subject | null {
  const id = placement.idKeys.map(key => options[key]).find(value => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  const subject = subjectSchema.safeParse({ kind: placement.subject, entityTypeId: placement.entityTypeId, id: String(id) })
  return subject.success ? subject.data : null
}

/** Key of a subject within a portal, for caches. */
export function subjectKey({ kind, entityTypeId, id }: Subject): string {
  return `${kind}:${entityTypeId}:${id}`
}
