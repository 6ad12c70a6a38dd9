import type { SubjectKind } from '../../../shared/subject.ts'
import type { PortalObject, Subject } from '../subject.ts'
import { activities } from './activity.ts'
import { chats } from './chat.ts'
import { crmItems } from './crm-item.ts'
import type { Kind } from './kind.ts'
import { orders } from './order.ts'
import { phones } from './phone.ts'
import { tasks } from './task.ts'
import { users } from './user.ts'
import { workgroups } from './workgroup.ts'

const kinds: Record<SubjectKind, Kind> = { 'crm-item': crmItems, 'activity': activities, 'task': tasks, 'workgroup': workgroups, 'user': users, 'chat': chats, 'phone': phones }

const ORDER = 14

/** How an object is asked for. */
export function kindOf({ kind, entityTypeId }: PortalObject): Kind {
  return kind === 'crm-item' && entityTypeId === ORDER ? orders : kinds[kind]
}

/** How the portal's methods name a subject to a person; null when it is not theirs, whatever the portal would say. */
export function objectOf(subject: Subject, userId: number): PortalObject | null {
  if (subject.kind === 'phone') return subject.id.startsWith(`${userId}:`) ? subject : null
  const [, ...pair] = subject.kind === 'chat' ? /^(\d+)-(\d+)$/.exec(subject.id) ?? [] : []
  if (!pair.length) return subject
  return pair.includes(String(userId)) ? { ...subject, id: pair.find(id => id !== String(userId)) ?? String(userId) } : null
}
