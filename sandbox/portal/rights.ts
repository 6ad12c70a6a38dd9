import type { CalendarEvent } from './calendar.ts'
import type { Chat } from './chats.ts'
import type { CallRecord } from './telephony.ts'
import type { CrmItem, Portal, PortalUser, Task, Workgroup, CrmActivity } from '../types.ts'

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

/** Extranet users have no CRM: neither its entry in the menu nor its pages. */
export function mayUseCrm(user: PortalUser): boolean {
  return user.role !== 'extranet'
}

/** Pipelines and automation rules are the CRM's settings. */
export function mayConfigureCrm(user: PortalUser): boolean {
  return user.role === 'admin'
}

/** The items of one CRM type that this person may read, in the portal's own order. */
export function readableItems(portal: Portal, user: PortalUser, entityTypeId: number): CrmItem[] {
  return portal.data.items.filter(item => item.entityTypeId === entityTypeId && mayRead(user, item))
}

/** Whoever may read an item may change it too, except those who merely observe. */
export function mayEdit(user: PortalUser, item: CrmItem): boolean {
  return user.role === 'admin' || (user.role === 'employee' && (item.assignedById === user.id || item.opened === 'Y'))
}

/**
 * Colleagues see each other's calendars and that of the company, of what is private the time only; members and whoever may read a group
 * see its calendar. Extranet users see their own and those of their groups.
 */
export function maySeeCalendar(portal: Portal, user: PortalUser, { type, ownerId }: { type: string, ownerId: number }): boolean {
  if (type === 'group') return portal.data.groups.some(group => group.id === ownerId && mayReadGroup(user, group))

  return user.role !== 'extranet' || (type === 'user' && ownerId === user.id)
}

/** May this person read what the event is about, and not only that there is one? */
export function mayReadEvent(portal: Portal, user: PortalUser, event: CalendarEvent): boolean {
  if (!event.isPrivate) return maySeeCalendar(portal, user, event)

  return event.createdBy === user.id || event.ownerId === user.id || event.attendees.some(({ userId }) => userId === user.id)
}

/** Everyone writes into their own calendars, members into that of their group, administrators into all. */
export function mayWriteCalendar(portal: Portal, user: PortalUser, { type, ownerId }: { type: string, ownerId: number }): boolean {
  if (user.role === 'admin') return true
  if (type === 'group') return portal.data.groups.some(group => group.id === ownerId && isMember(user, group))

  return user.role !== 'extranet' && type === 'user' && ownerId === user.id
}

/** The statistics of calls: administrators see all, employees their own; extranet users have none (null). */
export function readableCalls(portal: Portal, user: PortalUser): CallRecord[] | null {
  if (user.role === 'extranet') return null
  if (user.role === 'admin') return portal.data.telephony.calls

  return portal.data.telephony.calls.filter(call => call.PORTAL_USER_ID === String(user.id))
}

/** An activity is read by whoever may read one of the items that it is shown at. */
export function mayReadActivity(portal: Portal, user: PortalUser, { BINDINGS }: CrmActivity): boolean {
  return BINDINGS.some(({ OWNER_TYPE_ID, OWNER_ID }) => portal.data.items.some(item =>
    item.entityTypeId === Number(OWNER_TYPE_ID) && item.id === Number(OWNER_ID) && mayRead(user, item)))
}

/** Everybody in a group, its owner first. */
export function membersOf(group: Workgroup): number[] {
  return [group.ownerId, ...group.moderators, ...group.members]
}

export function isMember(user: PortalUser, group: Workgroup): boolean {
  return membersOf(group).includes(user.id)
}

/** Do lists offer the group to this person? A secret group only to its members; extranet users are offered their own groups alone. */
export function isListedFor(user: PortalUser, group: Workgroup): boolean {
  return isMember(user, group) || (user.role !== 'extranet' && group.visible)
}

/** May this person know that the group exists? Administrators may look up every group. */
export function maySeeGroup(user: PortalUser, group: Workgroup): boolean {
  return user.role === 'admin' || isListedFor(user, group)
}

/** May this person open the group and read what is in it? Of a closed group the others see only that it exists. */
export function mayReadGroup(user: PortalUser, group: Workgroup): boolean {
  if (user.role === 'admin' || isMember(user, group)) return true

  return user.role === 'employee' && group.visible && group.opened
}

/** Has the person to do with the task, as creator, responsible person, participant or observer? */
export function isInvolved(user: PortalUser, task: Task): boolean {
  return [task.createdBy, task.responsibleId, ...task.accomplices, ...task.auditors].includes(user.id)
}

/** A task is read by those who take part in it, by the members of its project and by administrators. */
export function mayReadTask(portal: Portal, user: PortalUser, task: Task): boolean {
  if (user.role === 'admin' || isInvolved(user, task)) return true
  const group = portal.data.groups.find(({ id }) => id === task.groupId)

  return group !== undefined && isMember(user, group)
}

export function readableTasks(portal: Portal, user: PortalUser): Task[] {
  return portal.data.tasks.filter(task => mayReadTask(portal, user, task))
}

/** Its creator and administrators change a task as they like; the responsible person and the participants work on it. */
export function mayEditTask(user: PortalUser, task: Task): boolean {
  return user.role === 'admin' || task.createdBy === user.id
}

export function mayWorkOnTask(user: PortalUser, task: Task): boolean {
  return mayEditTask(user, task) || task.responsibleId === user.id || task.accomplices.includes(user.id)
}

/** Whom this person knows: colleagues know everybody, extranet users only those they share a group with. */
export function mayKnow(portal: Portal, user: PortalUser, other: PortalUser): boolean {
  if (user.role !== 'extranet' || user.id === other.id) return true

  return portal.data.groups.some(group => isMember(user, group) && isMember(other, group))
}

/** A chat is open to those who take part in it, and to no administrator besides. */
export function isInChat(user: PortalUser, chat: Chat): boolean {
  return chat.members.includes(user.id)
}

/** The chats of a person, those with the newest message first. */
export function readableChats(portal: Portal, user: PortalUser): Chat[] {
  const newest = (chat: Chat) => chat.messages.at(-1)?.at ?? chat.createdAt

  return portal.data.chats.filter(chat => isInChat(user, chat)).sort((one, other) => newest(other) - newest(one))
}

/** May this person write to that one? People outside the company know those with whom they share a chat. */
export function mayWriteTo(portal: Portal, user: PortalUser, other: PortalUser): boolean {
  if (user.id === other.id || (user.role !== 'extranet' && other.role !== 'extranet')) return true

  return portal.data.chats.some(({ members }) => members.includes(user.id) && members.includes(other.id))
}
