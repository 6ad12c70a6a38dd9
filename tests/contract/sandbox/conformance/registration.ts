import { ADMIN } from '../setup.ts'
import type { Row } from './row.ts'

const HANDLER = 'https://app.example/'
const type = { USER_TYPE_ID: 'rating', HANDLER }
const robot = { CODE: 'notes', HANDLER: 'http://localhost:9/robot', NAME: 'Write a note' }
const field = { moduleId: 'crm', field: {
  entityId: 'CRM_8', fieldName: 'UF_CRM_8_LIST', userTypeId: 'enumeration', multiple: 'Y', editFormLabel: { en: 'List', ru: 'List' }, enum: [{ value: 'One' }, { value: 'Two', def: 'Y' }],
} }

type Params = Record<string, unknown>

/** Another call of the administrator goes before. */
function after([method, given]: [string, Params], params: Params = {}): Row['params'] {
  return async ({ call }) => {
    await call(ADMIN, method, given)
    return params
  }
}

export const registration: Row[] = [
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
  { method: 'event.bind', variant: 'in the name of the employee who calls', as: 3, params: { event: 'ONAPPTEST', handler: HANDLER } },
  {
    method: 'event.get',
    params: after(['event.bind', { event: 'ONAPPTEST', handler: HANDLER }]),
    documented: { source: 'api-reference/events/event-get.md', answer: { result: [{ event: 'ONCRMLEADADD', handler: HANDLER, auth_type: '0', offline: 0 }] } },
  },
  { method: 'event.test', documented: { source: 'api-reference/events/test-handler.md', answer: { result: true } } },
  {
    method: 'placement.bind',
    params: { PLACEMENT: 'LEFT_MENU', HANDLER, ICON: { fileData: ['icon.svg', 'PHN2Zy8+'] } },
    documented: { source: 'api-reference/widgets/placement-bind.md', answer: { result: true } },
  },
  { method: 'userfieldtype.add', params: type },
  { method: 'userfieldtype.update', params: after(['userfieldtype.add', type], { USER_TYPE_ID: 'rating', TITLE: 'Stars' }) },
  { method: 'userfieldtype.delete', params: after(['userfieldtype.add', type], { USER_TYPE_ID: 'rating' }) },
  {
    method: 'userfieldtype.list',
    params: after(['userfieldtype.add', type]),
    documented: { source: 'api-reference/widgets/user-field/userfieldtype-list.md', answer: { result: [{ USER_TYPE_ID: 'x', HANDLER, TITLE: 'x', DESCRIPTION: 'x' }], total: 3 } },
  },
  { method: 'userfieldconfig.add', params: field },
  { method: 'userfieldconfig.list', params: after(['userfieldconfig.add', field], { moduleId: 'crm', select: { 0: '*', language: 'ru' } }) },
  {
    method: 'crm.deal.userfield.add',
    params: { fields: { FIELD_NAME: 'COLOUR', USER_TYPE_ID: 'string' } },
    documented: { source: 'api-reference/crm/deals/user-defined-fields/crm-deal-userfield-add.md', answer: { result: 6997 } },
  },
  { method: 'bizproc.robot.add', params: robot },
  { method: 'bizproc.robot.update', params: after(['bizproc.robot.add', robot], { CODE: 'notes', FIELDS: { NAME: 'Write' } }) },
  { method: 'bizproc.robot.delete', params: after(['bizproc.robot.add', robot], { CODE: 'notes' }) },
  {
    method: 'bizproc.robot.list',
    params: after(['bizproc.robot.add', robot]),
    documented: { source: 'api-reference/bizproc/bizproc-robot/bizproc-robot-list.md', answer: { result: ['test_robot'] } },
  },
  {
    method: 'bizproc.event.send',
    params: async (here) => {
      await here.call(ADMIN, 'bizproc.robot.add', robot)
      return { EVENT_TOKEN: here.sandbox.runAutomation(here.portal.memberId, here.app.clientId, { code: 'notes', entityTypeId: 2, id: 3473 }) }
    },
  },
]
