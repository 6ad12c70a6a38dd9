import { z } from 'zod'
import { entityTypeOf } from '../bitrix24/crm-types.ts'
import { parseSubjectKey, subjectSchema, type Subject } from '../subjects/subject.ts'

/** What the parameters of a link name. */
export type Named = { note: string } | { followUp: string } | { subject: Subject }

const entryId = z.uuidv7()

/**
 * What a link names, whoever wrote it; null when that is nothing. Our own links (shared/link.ts) have `note`, `followUp` or `subject`. Those that people write into a
 * message of an automation rule have `ENTITY` and `ID`: they know both of the item that the rule runs on.
 */
export function readLink(params: Record<string, unknown>): Named | null {
  const { note, followUp, subject, ENTITY, ID } = params
  if (entryId.safeParse(note).success) return { note: String(note) }
  if (entryId.safeParse(followUp).success) return { followUp: String(followUp) }
  const named = typeof subject === 'string' ? parseSubjectKey(subject) : typeof ENTITY === 'string' ? crmItem(ENTITY, ID) : null
  return named && { subject: named }
}

/** People write the names of CRM types in whatever case. */
function crmItem(entity: string, id: unknown): Subject | null {
  return subjectSchema.safeParse({ kind: 'crm-item', entityTypeId: entityTypeOf(entity.toUpperCase()), id: String(id) }).data ?? null
}
