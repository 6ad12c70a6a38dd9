import { ADMIN, at, HANNAH } from '../setup.ts'
import type { Row } from './row.ts'

const DIALOG_ID = 'chat1489'

export const messenger: Row[] = [
  { method: 'im.chat.get', params: { ENTITY_TYPE: 'CRM', ENTITY_ID: 'DEAL|3473' } },
  { method: 'im.dialog.get', params: { DIALOG_ID: 'chat1439' } },
  { method: 'im.dialog.messages.get', params: { DIALOG_ID }, except: { 'result.files': 'No chat of the data has files.' } },
  { method: 'im.dialog.users.list', params: { DIALOG_ID } },
  { method: 'im.message.add', params: { DIALOG_ID, MESSAGE: 'Hello' } },
  {
    method: 'im.message.update',
    params: async ({ call }) => ({ MESSAGE_ID: at(await call(ADMIN, 'im.message.add', { DIALOG_ID, MESSAGE: 'Helo' }), 'body', 'result'), MESSAGE: 'Hello' }),
    documented: { source: 'api-reference/chats/messages/im-message-update.md', answer: { result: true } },
  },
  { method: 'im.notify.personal.add', params: { USER_ID: HANNAH, MESSAGE: 'Hello' } },
  { method: 'im.notify.system.add', params: { USER_ID: HANNAH, MESSAGE: 'Hello' } },
]
