import { addMessage, findChat, privateDialog, type Chat, type ChatMessage } from '../../portal/chats.ts'
import { mayWriteTo, isInChat } from '../../portal/rights.ts'
import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { flag, integer, text, upperKeys } from '../params.ts'

/** Sending, changing and deleting messages: api-reference/chats/messages */
export const messages: Record<string, Method> = {
  'im.message.add': {
    scope: ['im'],
    rights: 'any',
    handle: call => ({ result: send(call).id }),
  },

  'im.message.update': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const { chat, message } = ownMessage(call)
      const { MESSAGE } = upperKeys(call.params)
      const changed = text(MESSAGE).trim()
      // No text leaves the text as it is, an empty one deletes the message: api-reference/chats/messages/im-message-update.md
      if (changed || MESSAGE === undefined) Object.assign(message, { ...changed && { text: changed }, params: { ...message.params, IS_EDITED: 'Y' } })
      else remove(chat, message)
      return { result: true }
    },
  },

  'im.message.delete': {
    scope: ['im'],
    rights: 'any',
    handle(call) {
      const { chat, message } = ownMessage(call)
      remove(chat, message)
      return { result: true }
    },
  },
}

/** api-reference/chats/messages/im-message-add.md: all its refusals have the status 400. */
function send(call: Call): ChatMessage {
  const { world, portal, user } = call
  const { MESSAGE, ATTACH, SYSTEM, REPLY_ID } = upperKeys(call.params)
  const message = text(MESSAGE).trim()
  if (!message && !ATTACH) throw new RestError('MESSAGE_EMPTY', 'Message can\'t be empty')
  const chat = chatToWriteTo(call)
  const replyId = integer(REPLY_ID)
  if (replyId) checkReply(call, chat, replyId)

  return addMessage(portal.data.chats, chat, {
    authorId: flag(SYSTEM) ? 0 : user.id,
    at: world.clock.now(),
    text: message,
    uuid: flag(SYSTEM) ? null : world.random().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    params: { ...replyId && { REPLY_ID: replyId }, ...ATTACH ? { ATTACH: [ATTACH] } : {} },
  })
}

/** A first message to a person makes the private dialog. */
function chatToWriteTo(call: Call): Chat {
  const { world, portal, user } = call
  const wanted = text(upperKeys(call.params).DIALOG_ID)
  const chat = findChat(portal.data.chats, wanted, user.id)
  if (chat && isInChat(user, chat)) return chat
  if (/^\D/.test(wanted)) throw new RestError('ACCESS_ERROR', 'Action unavailable')

  const otherId = integer(wanted)
  if (otherId <= 0) throw new RestError('USER_ID_EMPTY', 'User ID can\'t be empty')
  const other = portal.users.find(({ id, active }) => id === otherId && active)
  if (!other) throw new RestError('USER_NOT_FOUND', 'User not found')
  if (!mayWriteTo(portal, user, other)) throw new RestError('ACCESS_ERROR', 'Action unavailable')

  return privateDialog(portal.data.chats, user.id, otherId, world.clock.now())
}

function checkReply({ portal, user }: Call, chat: Chat, replyId: number): void {
  const original = portal.data.chats.find(({ messages }) => messages.some(({ id }) => id === replyId))
  if (!original || !isInChat(user, original)) throw new RestError('REPLY_ACCESS_ERROR', 'Action unavailable')
  if (original !== chat) throw new RestError('REPLY_FROM_OTHER_CHAT_ERROR', 'You can only reply to a message within the same chat')
}

/** A message may be changed by the person who wrote it, in a chat where they still are. */
function ownMessage({ portal, user, params }: Call): { chat: Chat, message: ChatMessage } {
  const id = integer(upperKeys(params).MESSAGE_ID)
  if (id <= 0) throw new RestError('MESSAGE_ID_ERROR', 'Message ID can\'t be empty')
  for (const chat of portal.data.chats) {
    const message = isInChat(user, chat) && chat.messages.find(message => message.id === id && message.authorId === user.id)
    if (message) return { chat, message }
  }
  throw new RestError('CANT_EDIT_MESSAGE', 'Time has expired for modification or you don\'t have access', { status: 403 })
}

function remove(chat: Chat, message: ChatMessage): void {
  chat.messages = chat.messages.filter(other => other !== message)
}
