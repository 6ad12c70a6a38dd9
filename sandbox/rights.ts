import type { CalendarEvent } from './calendar.ts'
import type { CallRecord } from './telephony.ts'
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

/** Colleagues see each other's calendars, of what is private the time only; extranet users see what they are invited to. */
export function maySeeCalendar(user: PortalUser, { type, ownerId }: { type: string, ownerId: number }): boolean {
  return user.role !== 'extranet' || (type === 'user' && ownerId === user.id)
}

/** May this person read what the event is about, and not only that there is one? */
export function mayReadEvent(user: PortalUser, event: CalendarEvent): boolean {
  if (!event.isPrivate) return maySeeCalendar(user, event)

  return event.ownerId === user.id || event.attendees.some(({ userId }) => userId === user.id)
}

/** Everyone writes into their own calendars, administrators into all. */
export function mayWriteCalendar(user: PortalUser, { type, ownerId }: { type: string, ownerId: number }): boolean {
  return user.role === 'admin' || (user.role !== 'extranet' && type === 'user' && ownerId === user.id)
}

/** The statistics of calls: administrators see all, employees their own; extranet users have none (null). */
export function readableCalls(portal: Portal, user: PortalUser): CallRecord[] | null {
  if (user.role === 'extranet') return null
  if (user.role === 'admin') return portal.data.telephony.calls

  return portal.data.telephony.calls.filter(call => call.PORTAL_USER_ID === String(user.id))
}
