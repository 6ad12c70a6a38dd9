import { z } from 'zod'
import type { SubjectLabel } from '../../../shared/subject.ts'
import type { Answer, Command, PortalError } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'
import { subjectSchema, type Subject } from '../../subjects/subject.ts'

/** @see https://apidocs.bitrix24.com/api-reference/chats/im-dialog-get.html */
export function chatCommand(dialogId: string): Command {
  return ['im.dialog.get', { DIALOG_ID: dialogId }]
}

const chatAnswer = z.object({ name: z.string(), entity_type: z.string().nullish(), entity_id: z.string().nullish() })

/** The documented refusals: not in this chat, and no chat at all. */
const denied = new Set<PortalError['code']>(['access_error', 'dialog_id_empty'])

/** What the CRM calls its types in `entity_id` of a chat: `DEAL|1663`. */
const entityTypes: Record<string, number> = { LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4, QUOTE: 7, SMART_INVOICE: 31 }

/**
 * The chat of a dialog, and the CRM item that it was made for, which the person may or may not read.
 * @throws Failure `not-available` for who is not in it, `portal-unreachable` for anything that is no answer.
 */
export function readChat(answer: Answer, dialogId: string, viewerId: number): { label: SubjectLabel, item: Subject | null } {
  if ('error' in answer) throw new Failure(denied.has(answer.error.code) ? 'not-available' : 'portal-unreachable', { cause: answer.error })
  const read = chatAnswer.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  const subject = chatOf(dialogId, viewerId)
  if (!subject) throw new Failure('not-available')
  const { name, entity_type: entityType, entity_id: entityId } = read.data
  return { label: { ...subject, type: 'chat', title: name, path: null }, item: entityType === 'CRM' ? itemOf(entityId ?? '') : null }
}

/** A private dialog is named by the other person; its thread belongs to both. */
function chatOf(dialogId: string, viewerId: number): Subject | null {
  const id = /^\d+$/.test(dialogId) ? [viewerId, Number(dialogId)].sort((a, b) => a - b).join('-') : dialogId
  return subjectSchema.safeParse({ kind: 'chat', entityTypeId: 0, id }).data ?? null
}

function itemOf(entityId: string): Subject | null {
  const [name = '', id] = entityId.split('|')
  const entityTypeId = entityTypes[name] ?? Number(/^DYNAMIC_(\d+)$/.exec(name)?.[1] ?? 0)
  return subjectSchema.safeParse({ kind: 'crm-item', entityTypeId, id }).data ?? null
}
