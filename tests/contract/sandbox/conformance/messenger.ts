import type { Family } from './row.ts'

export const messenger: Family = {
  rows: [],
  notYet: [
    'im.chat.get',
    'im.dialog.get',
    'im.dialog.messages.get',
    'im.dialog.users.list',
    'im.message.add',
    'im.notify.personal.add',
    'im.notify.system.add',
    'voximplant.statistic.get',
  ],
}
