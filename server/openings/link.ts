import { z } from 'zod'
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

/** Bitrix24's names of CRM types, in whatever case. @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html */
const entityTypes: Record<string, number> = { LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4, QUOTE: 7, ORDER: 14, SMART_INVOICE: 31 }

function crmItem(entity: string, id: unknown): Subject | null {
  const name = entity.toUpperCase()
  const entityTypeId = entityTypes[name] ?? Number(/^DYNAMIC_(\d{1,9})$/.exec(name)?.[1] ?? 0)
  return subjectSchema.safeParse({ kind: 'crm-item', entityTypeId, id: String(id) }).data ?? null
}
