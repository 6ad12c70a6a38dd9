import { z } from 'zod'

export { subjectKey } from './subject-key.ts'

/** The kinds of Bitrix24 objects that can have a thread. */
export const subjectKinds = ['crm-item', 'activity', 'task', 'workgroup', 'user', 'chat', 'phone'] as const
export type SubjectKind = typeof subjectKinds[number]

/** Up to 15 digits: a longer one is not exact as a number, so that another object would be asked about than the thread belongs to. */
const number = /^[1-9]\d{0,14}$/

/**
 * How each kind is named within a portal. A private dialog is the pair of those who talk, the smaller number first: to each of them Bitrix24
 * names it by the other one. A phone number belongs to whoever wrote about it, until it is attached to a customer.
 */
const idForms: Record<SubjectKind, RegExp> = {
  'crm-item': number,
  'activity': number,
  'task': number,
  'workgroup': number,
  'user': number,
  'chat': /^((chat|sg)[1-9]\d{0,14}|[1-9]\d{0,14}-[1-9]\d{0,14})$/,
  'phone': /^[1-9]\d{0,14}:\+?\d{3,20}$/,
}

/** Which Bitrix24 object it is; together with the portal the key of a thread. `entityTypeId` is 0 for all but CRM items. */
export const subjectSchema = z.object({ kind: z.enum(subjectKinds), entityTypeId: z.int().nonnegative(), id: z.string() })
  .refine(({ kind, entityTypeId, id }) => idForms[kind].test(id) && (kind === 'crm-item' ? entityTypeId > 0 : entityTypeId === 0))
export type Subject = z.infer<typeof subjectSchema>

/** The subject of such a word; null for anything else. */
export function parseSubjectKey(key: string): Subject | null {
  const [, kind, entityTypeId, id] = /^([a-z-]+):(\d{1,9}):(.+)$/.exec(key) ?? []
  return subjectSchema.safeParse({ kind, entityTypeId: Number(entityTypeId), id }).data ?? null
}

/** What a subject is called and looks like: key of `subject.<type>` in the catalogues, and of its icon. */
export const subjectTypes = [
  'lead', 'deal', 'contact', 'company', 'quote', 'smart-invoice', 'dynamic', 'order', 'activity', 'task', 'workgroup', 'user', 'chat', 'phone',
] as const
export type SubjectType = typeof subjectTypes[number]

/** A subject as it is named in a list, or beside what was written on it. */
export interface SubjectLabel extends Subject {
  type: SubjectType
  title: string
  /** The standard card on the portal, for `openPath`; null where Bitrix24 does not let an application open it. */
  path: string | null
}

/** One live fact of a subject, as its type has it; names, never ids. `key` is one of `fact.<key>` in the catalogues. */
export type Fact
  /** The state of an item that has stages or statuses: the header's badge. `color` is #rrggbb, as the administrator chose it. */
  = | { key: 'stage', kind: 'stage', value: string, color: string | null, outcome: 'open' | 'won' | 'lost' }
    | { key: string, kind: 'text', value: string }
    | { key: string, kind: 'money', value: number, currency: string }
    /** `value` is YYYY-MM-DD, or ISO 8601 with its time. */
    | { key: string, kind: 'date', value: string, isLate: boolean }
    | { key: string, kind: 'phone' | 'email', value: string }

/** The object that a widget was opened on, as the viewer may see it now. */
export interface SubjectCard extends SubjectLabel { facts: Fact[] }
