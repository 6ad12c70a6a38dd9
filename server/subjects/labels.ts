import type { SubjectLabel, SubjectType } from '../../shared/subject.ts'
import type { PortalObject, Subject } from './subject.ts'

/** CRM types with a name of their own; the others are smart processes. @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html */
const crmTypes: Record<number, SubjectType> = { 1: 'lead', 2: 'deal', 3: 'contact', 4: 'company', 7: 'quote', 14: 'order', 31: 'smart-invoice' }

/** What a subject is called and looks like. */
export function typeOf({ kind, entityTypeId }: PortalObject): SubjectType {
  return kind === 'crm-item' ? crmTypes[entityTypeId] ?? 'dynamic' : kind
}

/** Where the cards of CRM types stand on the portal. Estimates, invoices and orders have none that an application may open. */
const cards: Partial<Record<SubjectType, string>> = { lead: 'lead', deal: 'deal', contact: 'contact', company: 'company' }

/**
 * The standard card for openPath; null where Bitrix24 does not let an application open one. Tasks open in the person's own list of tasks.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-path.html
 */
export function pathOf(subject: PortalObject, userId: number): string | null {
  const { kind, entityTypeId, id } = subject
  if (kind === 'task') return `/company/personal/user/${userId}/tasks/task/view/${id}/`
  if (kind === 'workgroup') return `/workgroups/group/${id}/`
  if (kind === 'user') return `/company/personal/user/${id}/`
  if (kind !== 'crm-item') return null

  const type = typeOf(subject)
  if (type === 'dynamic') return `/crm/type/${entityTypeId}/details/${id}/`
  return cards[type] ? `/crm/${cards[type]}/details/${id}/` : null
}

/**
 * A subject as it is named in lists and beside what was written on it.
 * @param title as the portal called it lately; null when nobody has asked yet
 * @returns with an empty title where the portal has told none: an id would tell nobody anything
 * @param userId who reads it
 */
export function labelOf({ kind, entityTypeId, id }: Subject, title: string | null, userId: number): SubjectLabel {
  const subject = { kind, entityTypeId, id }
  return { ...subject, type: typeOf(subject), title: title || nameOf(subject), path: pathOf(subject, userId) }
}

/** What a subject is called that the portal has not named: a number by itself. */
function nameOf({ kind, id }: Subject): string {
  return kind === 'phone' ? id.slice(id.indexOf(':') + 1) : ''
}
