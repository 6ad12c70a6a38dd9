import type { Portal } from '../../sandbox/index.ts'
import { placementOf } from '../../server/bitrix24/manifest.ts'
import { subjectKey, type SubjectKind } from '../../shared/subject.ts'
import type { Place } from '../support/places/place.ts'

/** The object that a place is about, as the portal has it: its key for our API, and what the page has to call it. */
export interface Named { key: string, title: string }

/** @returns null for places that are about no object: toolbars, menus. */
export function subjectAt(portal: Portal, place: Place): Named | null {
  const row = placementOf(place.code)
  const id = row?.idKeys.map(key => place.options[key]).find(value => value !== undefined)
  if (!row?.subject || (id === undefined && row.subject !== 'call')) return null

  const { data, users } = portal
  const number = Number(id)
  const named = (kind: SubjectKind, title: string | undefined, entityTypeId = 0, of: string | number = number): Named => ({ key: subjectKey({ kind, entityTypeId, id: String(of) }), title: title ?? '' })
  if (row.subject === 'crm-item' && row.entityTypeId === 14) return named('crm-item', data.orders.find(order => order.id === number)?.accountNumber, 14)
  if (row.subject === 'crm-item') return named('crm-item', data.items.find(item => item.entityTypeId === row.entityTypeId && item.id === number)?.title, row.entityTypeId ?? 0)
  if (row.subject === 'activity') return named('activity', data.activities.find(activity => Number(activity.ID) === number)?.SUBJECT)
  if (row.subject === 'task') return named('task', data.tasks.find(task => task.id === number)?.title)
  if (row.subject === 'workgroup') return named('workgroup', data.groups.find(group => group.id === number)?.name)
  if (row.subject === 'user') return named('user', users.filter(user => user.id === number).map(({ name, lastName }) => `${name} ${lastName}`)[0])
  if (row.subject === 'chat' || row.subject === 'message') return named('chat', data.chats.find(chat => `chat${chat.id}` === place.options.dialogId)?.title, 0, String(place.options.dialogId))
  return null
}
