import type { PortalUser } from '../types.ts'

/** Chats, their messages and people's notifications: the messenger's part of a portal's data. */

/** `type` of im.dialog.get: a dialog of two, a group chat, one created within the CRM, one of an open channel. */
export type ChatType = 'private' | 'chat' | 'crm' | 'lines'

/** Somebody outside the portal who writes through an open channel: a user with `connector: true`. */
export interface Guest { id: number, name: string, lastName: string }

export interface ChatMessage {
  id: number
  /** 0: the system. */
  authorId: number
  /** Unix milliseconds. */
  at: number
  /** With BB codes: api-reference/chats/messages/index.md */
  text: string
  params: Record<string, unknown>
  uuid: string | null
}

export interface Chat {
  id: number
  type: ChatType
  /** Empty for a private dialog, which carries the other person's name. */
  title: string
  description: string
  ownerId: number
  members: number[]
  guests: Guest[]
  /** What the chat belongs to: `CRM` and `DEAL|3473`, `LINES` and connector, line, chat and user. */
  entityType: string
  entityId: string
  /** Unix milliseconds. */
  createdAt: number
  /** Oldest first. */
  messages: ChatMessage[]
  /** The last message that each person has seen. */
  seen: Map<number, number>
}

export interface Notification {
  id: number
  userId: number
  /** 0 for a system notification. */
  authorId: number
  at: number
  text: string
  /** Unique within the application: a later notification with the same tag takes the place of this one. */
  tag: string
  subTag: string
  clientId: string
  read: boolean
}

/** The name by which a person addresses a chat: the other person's id for a private dialog, `chat` and its id for all others. */
export function dialogIdOf(chat: Chat, userId: number): string {
  if (chat.type !== 'private') return `chat${chat.id}`

  return String(chat.members.find(member => member !== userId) ?? userId)
}

/** The chat behind a dialog id, whether or not the person takes part in it. */
export function findChat(chats: Chat[], dialogId: string, userId: number): Chat | undefined {
  if (/^chat\d+$/.test(dialogId)) return chats.find(chat => chat.type !== 'private' && `chat${chat.id}` === dialogId)

  return chats.find(chat => chat.type === 'private' && chat.members.includes(userId) && dialogIdOf(chat, userId) === dialogId)
}

/** Message ids rise through the whole portal. */
export function nextMessageId(chats: Chat[]): number {
  return Math.max(0, ...chats.flatMap(chat => chat.messages.map(({ id }) => id))) + 2
}

/** Puts a message at the end of a chat, of a new one too. */
export function addMessage(chats: Chat[], chat: Chat, { authorId, at, text, uuid = null, params = {} }: {
  authorId: number
  at: number
  text: string
  uuid?: string | null
  params?: Record<string, unknown>
}): ChatMessage {
  if (!chats.includes(chat)) chats.push(chat)
  const message = { id: nextMessageId(chats), authorId, at, text, params, uuid }
  chat.messages.push(message)
  if (authorId) chat.seen.set(authorId, message.id)

  return message
}

export function unreadCount(chat: Chat, userId: number): number {
  const seen = chat.seen.get(userId) ?? 0

  return chat.messages.filter(({ id, authorId }) => id > seen && authorId !== userId).length
}

/** A private dialog that nobody has written in yet; it belongs to the portal's chats once its first message is sent. */
export function privateDialog(chats: Chat[], userId: number, otherId: number, at: number): Chat {
  return {
    id: Math.max(0, ...chats.map(({ id }) => id)) + 2,
    type: 'private',
    title: '',
    description: '',
    ownerId: userId,
    members: [userId, otherId],
    guests: [],
    entityType: '',
    entityId: '',
    createdAt: at,
    messages: [],
    seen: new Map(),
  }
}

/** What a person reads as the chat's name. */
export function titleOf(users: PortalUser[], chat: Chat, userId: number): string {
  if (chat.type !== 'private') return chat.title
  const other = users.find(({ id }) => id !== userId && chat.members.includes(id))

  return other ? `${other.name} ${other.lastName}` : chat.title
}

/** Does anybody from outside the company take part? */
export function isExtranet(users: PortalUser[], chat: Chat): boolean {
  return users.some(({ id, role }) => role === 'extranet' && chat.members.includes(id))
}
