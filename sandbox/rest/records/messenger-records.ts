import { isoDate } from '../../clock.ts'
import { dialogIdOf, isExtranet, titleOf, unreadCount, type Chat, type ChatMessage, type Guest } from '../../portal/chats.ts'
import type { Portal, PortalUser } from '../../types.ts'
import type { Call } from '../method.ts'
import { phpMap } from '../params.ts'

type ImRecord = Record<string, unknown>

const COLORS = ['#df532d', '#64a513', '#4ba984', '#4ba5c3', '#3e99ce', '#8474c8', '#1eb4aa', '#f76187', '#58cc47', '#ab7761', '#29619b', '#728f7a', '#ba9c7b', '#e8a441', '#556574', '#909090']

function colorOf(id: number): string {
  return COLORS[id % COLORS.length] ?? '#556574'
}

/** A person as the methods of the messenger write one: api-reference/chats/messages/im-dialog-messages-get.md */
export function userRecord({ world, portal }: Call, user: PortalUser): ImRecord {
  return {
    ...personRecord(user),
    active: user.active,
    work_position: user.position,
    extranet: user.role === 'extranet',
    connector: false,
    external_auth_id: 'default',
    last_activity_date: isoDate(world.clock.now(), portal.utcOffset),
    departments: user.role === 'extranet' ? [] : user.departments ?? [1],
    type: user.role === 'extranet' ? 'extranet' : 'user',
    email: user.email,
  }
}

/** Somebody who writes through an open channel is an extranet user with `connector: true`. */
export function guestRecord({ world, portal }: Call, guest: Guest): ImRecord {
  return {
    ...personRecord(guest),
    active: true,
    work_position: '',
    extranet: true,
    connector: true,
    external_auth_id: 'imconnector',
    last_activity_date: isoDate(world.clock.now(), portal.utcOffset),
    departments: [],
    type: 'user',
    email: '',
  }
}

function personRecord({ id, name, lastName }: Guest): ImRecord {
  return {
    id,
    name: `${name} ${lastName}`,
    first_name: name,
    last_name: lastName,
    color: colorOf(id),
    avatar: '',
    avatar_hr: '',
    gender: 'M',
    birthday: '',
    network: false,
    bot: false,
    status: 'online',
    idle: false,
    mobile_last_date: false,
    desktop_last_date: false,
    absent: false,
    phones: false,
    bot_data: null,
    website: '',
  }
}

/** Members first, then those outside the portal. */
export function participantRecords(call: Call, chat: Chat): ImRecord[] {
  const members = call.portal.users.filter(({ id }) => chat.members.includes(id))

  return [...members.map(user => userRecord(call, user)), ...chat.guests.map(guest => guestRecord(call, guest))]
}

export function messageRecord({ portal, user }: Call, chat: Chat, message: ChatMessage): ImRecord {
  return {
    id: message.id,
    chat_id: chat.id,
    author_id: message.authorId,
    date: isoDate(message.at, portal.utcOffset),
    text: message.text,
    unread: message.authorId !== user.id && message.id > (chat.seen.get(user.id) ?? 0),
    uuid: message.uuid,
    replaces: [],
    params: phpMap(message.params),
    disappearing_date: null,
  }
}

/** Rights by what a chat hangs on: nobody renames the chat of a deal. */
function restrictionsOf(chat: Chat): ImRecord {
  const own = chat.type === 'chat'
  const many = chat.type !== 'private'

  return {
    avatar: own, rename: own, extend: true, call: chat.type !== 'lines', mute: true, leave: many, leave_owner: own, send: true, user_list: many,
    path: '', path_title: '',
  }
}

function entityLink({ entityType, entityId }: Chat): ImRecord {
  if (entityType !== 'CRM') return { type: entityType, url: '', id: entityId }
  const [type = '', id = ''] = entityId.split('|')

  return { type, url: `/crm/${type.toLowerCase()}/details/${id}/`, id: entityId }
}

const MESSAGE_TYPES: Record<Chat['type'], string> = { private: 'P', chat: 'C', crm: 'C', lines: 'L' }

/** What im.dialog.get and im.recent.list have in common. */
export function chatRecord({ portal, user }: Call, chat: Chat): ImRecord {
  return {
    id: chat.id,
    parent_chat_id: 0,
    parent_message_id: 0,
    name: titleOf(portal.users, chat, user.id),
    owner: chat.ownerId,
    extranet: isExtranet(portal.users, chat),
    avatar: '',
    color: colorOf(chat.id),
    type: chat.type,
    entity_type: chat.entityType,
    entity_id: chat.entityId,
    entity_data_1: '',
    entity_data_2: '',
    entity_data_3: '',
    mute_list: [],
    manager_list: [chat.ownerId],
    date_create: isoDate(chat.createdAt, portal.utcOffset),
    message_type: MESSAGE_TYPES[chat.type],
    user_counter: chat.members.length + chat.guests.length,
    restrictions: restrictionsOf(chat),
    role: chat.ownerId === user.id ? 'owner' : 'member',
    text_field_enabled: true,
    background_id: null,
    entity_link: entityLink(chat),
    permissions: {
      manage_users_add: 'member',
      manage_users_delete: 'manager',
      manage_ui: 'member',
      manage_settings: 'owner',
      manage_messages: 'member',
      can_post: 'member',
    },
    public: '',
  }
}

/** Everything of im.dialog.get: api-reference/chats/im-dialog-get.md */
export function dialogRecord(call: Call, chat: Chat): ImRecord {
  const { portal, user } = call
  const seen = chat.seen.get(user.id) ?? 0
  const last = chat.messages.at(-1)
  const others = portal.users.filter(({ id }) => id !== user.id && chat.members.includes(id))

  return {
    ...chatRecord(call, chat),
    description: chat.description,
    counter: unreadCount(chat, user.id),
    message_count: chat.messages.length,
    unread_id: chat.messages.find(({ id, authorId }) => id > seen && authorId !== user.id)?.id ?? 0,
    last_message_id: last?.id ?? 0,
    last_id: seen,
    marked_id: 0,
    disk_folder_id: 0,
    is_new: false,
    readed_list: others.map(other => readState(portal, chat, other)),
    last_message_views: {
      message_id: last?.id ?? 0,
      first_viewers: [],
      count_of_viewers: others.filter(({ id }) => last && id !== last.authorId && chat.seen.get(id) === last.id).length,
    },
    dialog_id: dialogIdOf(chat, user.id),
  }
}

function readState(portal: Portal, chat: Chat, { id, name, lastName }: PortalUser): ImRecord {
  const message = chat.messages.find(message => message.id === chat.seen.get(id))

  return { user_id: id, user_name: `${name} ${lastName}`, message_id: message?.id ?? 0, date: message ? isoDate(message.at, portal.utcOffset) : null }
}
