import type { Chat } from './chats.ts'
import type { CrmItem, Portal, PortalUser } from './types.ts'

/**
 * May this person read this CRM item? Administrators everything; employees what is theirs, what they observe and what is
 * "available to everyone" (`opened`); extranet users nothing of the CRM.
 */
export function mayRead(user: PortalUser, item: CrmItem): boolean {
  if (user.role === 'admin') return true
  if (user.role === 'extranet') return false
  if (item.assignedById === user.id || item.opened === 'Y') return true

  return Array.isArray(item.observers) && item.observers.includes(user.id)
}

/** The items of one CRM type that this person may read, in the portal's own order. */
export function readableItems(portal: Portal, user: PortalUser, entityTypeId: number): CrmItem[] {
  return portal.data.items.filter(item => item.entityTypeId === entityTypeId && mayRead(user, item))
}

/** A chat is open to those who take part in it, and to no administrator besides. */
export function takesPart(user: PortalUser, chat: Chat): boolean {
  return chat.members.includes(user.id)
}

/** The chats of a person, those with the newest message first. */
export function readableChats(portal: Portal, user: PortalUser): Chat[] {
  const newest = (chat: Chat) => chat.messages.at(-1)?.at ?? chat.createdAt

  return portal.data.chats.filter(chat => takesPart(user, chat)).sort((one, other) => newest(other) - newest(one))
}

/** May this person write to that one? People outside the company know those with whom they share a chat. */
export function mayWriteTo(portal: Portal, user: PortalUser, other: PortalUser): boolean {
  if (user.id === other.id || (user.role !== 'extranet' && other.role !== 'extranet')) return true

  return portal.data.chats.some(({ members }) => members.includes(user.id) && members.includes(other.id))
}
