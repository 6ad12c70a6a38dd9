import { RestError } from '../error.ts'
import type { Call, Method } from '../method.ts'
import { integer, text, upperKeys } from '../params.ts'

const LARGEST_ATTACH = 60_000

/** Notifications of the bell: api-reference/chats/notifications */
export const notifications: Record<string, Method> = {
  'im.notify.personal.add': {
    scope: ['im'],
    rights: 'any',
    application: true,
    handle: call => ({ result: notify(call, call.user.id) }),
  },

  'im.notify.system.add': {
    scope: ['im'],
    rights: 'any',
    application: true,
    handle: call => ({ result: notify(call, 0) }),
  },
}

/**
 * The id of the notification, or false where the person does not exist. A tag is unique within the application: what carried it before is
 * gone. Source: api-reference/chats/notifications/im-notify-personal-add.md
 */
function notify({ world, portal, token, params }: Call, authorId: number): number | false {
  const { USER_ID, MESSAGE, TAG, SUB_TAG, ATTACH } = upperKeys(params)
  const userId = integer(USER_ID)
  if (userId <= 0) throw new RestError('USER_ID_EMPTY', 'User ID can\'t be empty')
  const message = text(MESSAGE).trim()
  if (!message) throw new RestError('MESSAGE_EMPTY', 'Message can\'t be empty')
  checkAttach(ATTACH)
  if (!portal.users.some(({ id, active }) => id === userId && active)) return false

  const { clientId } = token
  const tag = text(TAG)
  const { notifications } = portal.data
  const id = Math.max(0, ...notifications.map(known => known.id)) + 1
  portal.data.notifications = [
    ...notifications.filter(known => !tag || known.tag !== tag || known.clientId !== clientId),
    { id, userId, authorId, at: world.clock.now(), text: message, tag, subTag: text(SUB_TAG), clientId, read: false },
  ]

  return id
}

function checkAttach(attach: unknown): void {
  if (attach === undefined || attach === '') return
  if (typeof attach === 'number' || typeof attach === 'boolean' || attach === null) throw new RestError('ATTACH_ERROR', 'Incorrect attach params')
  const written = typeof attach === 'string' ? attach : JSON.stringify(attach)
  if (written.length > LARGEST_ATTACH) throw new RestError('ATTACH_OVERSIZE', 'You have exceeded the maximum allowable size of attach')
}
