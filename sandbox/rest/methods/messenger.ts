import { dialogIdOf, findChat, titleOf, type Chat, type ChatMessage } from '../../portal/chats.ts'
import { mayWriteTo, readableChats, isInChat } from '../../portal/rights.ts'
import { isoDate } from '../../clock.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { flag, integer, text, upperKeys } from '../params.ts'
import { chatRecord, dialogRecord, guestRecord, messageRecord, participantRecords, userRecord } from '../records/messenger-records.ts'

const MESSAGES = { page: 20, most: 50 }
const PARTICIPANTS = { page: 50, most: 200 }
const RECENT = { page: 50, most: 200 }

/** Dialogs and what is in them: api-reference/chats. Only those who take part in a chat read it, administrators included. */
export const messenger: Record<string, Method> = {
  'im.dialog.get': {
    scope: ['im'],
    rights: 'any',
    handle: call => ({ result: dialogRecord(call, dialogOf(call)) }),
  },

  // Any user may ask which chat an object has; its content stays with those who take part. `null` when there is none.
  'im.chat.get': {
    scope: ['im'],
    rights: 'any',
    handle({ portal, params }) {
      const { ENTITY_TYPE, ENTITY_ID } = upperKeys(params)
      const chat = text(ENTITY_TYPE) && portal.data.chats.find(({ entityType, entityId }) => entityType === text(ENTITY_TYPE) && entityId === text(ENTITY_ID))
      return { result: chat ? { ID: chat.id } : null }
    },
  },

  'im.dialog.messages.get': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const chat = dialogOf(call)
      const messages = messagesOf(call, chat)
      return { result: {
        chat_id: chat.id,
        messages: messages.map(message => messageRecord(call, chat, message)),
        users: speakers(call, chat, messages),
        files: [],
      } }
    },
  },

  'im.dialog.users.list': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const { SKIP_EXTERNAL, LIMIT, OFFSET, LAST_ID } = upperKeys(call.params)
      const rows = participantRecords(call, dialogOf(call)).filter(({ connector }) => !flag(SKIP_EXTERNAL) || connector === false)
      const after = rows.findIndex(({ id }) => id === integer(LAST_ID)) + 1
      const from = Math.max(0, integer(OFFSET)) + after
      const to = from + limit(LIMIT, PARTICIPANTS)
      return { result: rows.slice(from, to), total: rows.length, ...to < rows.length && { next: to } }
    },
  },

  'im.recent.list': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const { SKIP_OPENLINES, SKIP_DIALOG, SKIP_CHAT, UNREAD_ONLY, LIMIT, OFFSET } = upperKeys(call.params)
      const rows = readableChats(call.portal, call.user)
        .filter(({ type }) => !(flag(SKIP_OPENLINES) && type === 'lines') && !(flag(SKIP_DIALOG) && type === 'private') && !(flag(SKIP_CHAT) && ['chat', 'crm'].includes(type)))
        .map(chat => recentRecord(call, chat))
        .filter(({ counter }) => !flag(UNREAD_ONLY) || counter !== 0)
      const from = Math.max(0, integer(OFFSET))
      const to = from + limit(LIMIT, RECENT)
      return { result: { items: rows.slice(from, to), hasMorePages: to < rows.length, hasMore: to < rows.length } }
    },
  },

  'im.user.get': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const { ID } = upperKeys(call.params)
      const id = ID === undefined ? call.user.id : integer(ID)
      if (!id) throw new RestError('ID_EMPTY', 'User ID can\'t be empty')
      const user = call.portal.users.find(user => user.id === id)
      if (!user) throw new RestError('USER_NOT_EXISTS', 'User not exists')
      if (!mayWriteTo(call.portal, call.user, user)) throw new RestError('ACCESS_DENIED', 'You don\'t have access to this user')
      return { result: userRecord(call, user) }
    },
  },
}

/** DIALOG_ID is `chat12`, or the id of the other person of a private dialog. */
function dialogId(call: Call): string {
  const id = text(upperKeys(call.params).DIALOG_ID)
  if (!/^((chat|sg)?[1-9]\d*)$/.test(id)) throw new RestError('DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty')

  return id
}

/** The same answer for a chat that is not there and one that is not theirs. */
function dialogOf(call: Call): Chat {
  const chat = findChat(call.portal.data.chats, dialogId(call), call.user.id)
  if (!chat || !isInChat(call.user, chat)) throw new RestError('ACCESS_ERROR', 'You do not have access to the specified dialog', { status: 403 })

  return chat
}

function limit(value: unknown, { page, most }: { page: number, most: number }): number {
  const wanted = integer(value, page)

  return wanted > 0 ? Math.min(wanted, most) : page
}

/**
 * The newest messages first; with LAST_ID those before it, with FIRST_ID those after it, the oldest of them first. An id that no message
 * of this chat has gives an empty list.
 */
function messagesOf(call: Call, { messages }: Chat): ChatMessage[] {
  const { LAST_ID, FIRST_ID, LIMIT } = upperKeys(call.params)
  const lastId = messageId(LAST_ID, 'LAST_ID_STRING', 'Last ID can\'t be string')
  const firstId = messageId(FIRST_ID, 'FIRST_ID_STRING', 'First ID can\'t be string')
  const count = limit(LIMIT, MESSAGES)
  const known = (wanted: number) => messages.some(({ id }) => id === wanted)
  if (lastId) return known(lastId) ? messages.filter(({ id }) => id < lastId).slice(-count).reverse() : []
  if (firstId) return known(firstId) ? messages.filter(({ id }) => id > firstId).slice(0, count) : []

  return messages.slice(-count).reverse()
}

function messageId(value: unknown, code: string, description: string): number {
  if (value !== undefined && !/^\d*$/.test(text(value))) throw new RestError(code, description)

  return integer(value)
}

/** Those who wrote the messages or are named in them. */
function speakers(call: Call, chat: Chat, messages: ChatMessage[]) {
  const ids = new Set(messages.flatMap(({ authorId, text }) => [authorId, ...[...text.matchAll(/\[USER=(\d+)/g)].map(([, id]) => Number(id))]))

  return [
    ...call.portal.users.filter(({ id }) => ids.has(id)).map(user => userRecord(call, user)),
    ...chat.guests.filter(({ id }) => ids.has(id)).map(guest => guestRecord(call, guest)),
  ]
}

/** api-reference/chats/im-recent-list.md */
function recentRecord(call: Call, chat: Chat): Record<string, unknown> {
  const { portal, user } = call
  const record = dialogRecord(call, chat)
  const last = chat.messages.at(-1)
  const at = isoDate(last?.at ?? chat.createdAt, portal.utcOffset)
  const author = portal.users.find(({ id }) => id === (chat.type === 'private' ? Number(dialogIdOf(chat, user.id)) : last?.authorId))

  return {
    id: chat.type === 'private' ? Number(dialogIdOf(chat, user.id)) : dialogIdOf(chat, user.id),
    chat_id: chat.id,
    type: chat.type === 'private' ? 'user' : 'chat',
    avatar: { url: '', color: record.color },
    title: titleOf(portal.users, chat, user.id),
    message: last && { id: last.id, text: last.text, file: false, author_id: last.authorId, attach: false, sticker: null, date: at, status: 'received', uuid: last.uuid },
    counter: record.counter,
    last_id: record.last_id,
    pinned: false,
    unread: false,
    has_reminder: false,
    date_update: at,
    date_last_activity: at,
    chat: chat.type === 'private' ? { text_field_enabled: true, background_id: null, mute_list: [] } : chatRecord(call, chat),
    ...author && { user: userRecord(call, author) },
    options: [],
  }
}
