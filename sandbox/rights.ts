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

/** Whoever may read an item may change it too, except those who merely observe. */
export function mayEdit(user: PortalUser, item: CrmItem): boolean {
  return user.role === 'admin' || (user.role === 'employee' && (item.assignedById === user.id || item.opened === 'Y'))
}
