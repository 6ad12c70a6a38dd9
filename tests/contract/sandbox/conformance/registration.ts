import { ADMIN } from '../setup.ts'
import type { Family } from './row.ts'

const HANDLER = 'https://app.example/'

export const registration: Family = {
  rows: [
    {
      method: 'placement.get',
      params: async ({ call }) => {
        await call(ADMIN, 'placement.bind', { PLACEMENT: 'CRM_DEAL_LIST_TOOLBAR', HANDLER, LANG_ALL: { ru: { TITLE: 'Add invoice' } } })
        return {}
      },
      except: { 'result.0.id': 'the pages of the widgets after this example have it: api-reference/widgets/placement-get.md' },
    },
    { method: 'placement.list' },
    { method: 'placement.unbind', params: { PLACEMENT: 'LEFT_MENU' } },
    { method: 'event.bind', params: { event: 'ONAPPUNINSTALL', handler: HANDLER } },
    { method: 'event.unbind', params: { event: 'ONAPPTEST', handler: HANDLER } },
  ],
  notYet: [
    'bizproc.event.send',
    'bizproc.robot.add',
    'bizproc.robot.delete',
    'bizproc.robot.update',
    'userfieldconfig.add',
    'userfieldconfig.list',
    'userfieldtype.add',
    'userfieldtype.delete',
    'userfieldtype.update',
  ],
}
