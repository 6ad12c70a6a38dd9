import { z } from 'zod'
import { parseSubjectKey, type Subject } from '../subjects/subject.ts'

/** What the parameters of a link (shared/link.ts) name. */
export type Named = { note: string } | { followUp: string } | { subject: Subject }

const entryId = z.uuidv7()

/** What the parameters of such a link name, whoever wrote them; null when that is nothing. */
export function readLink(params: Record<string, unknown>): Named | null {
  const { note, followUp, subject } = params
  if (entryId.safeParse(note).success) return { note: String(note) }
  if (entryId.safeParse(followUp).success) return { followUp: String(followUp) }
  const named = typeof subject === 'string' ? parseSubjectKey(subject) : null
  return named && { subject: named }
}
