import { expect, test } from 'vitest'
import { placementOf } from '../../../../server/bitrix24/manifest.ts'
import { subjectKey, subjectOf } from '../../../../server/subjects/subject.ts'

function subject(code: string, options: Record<string, unknown>) {
  const placement = placementOf(code)
  if (!placement) throw new Error(`no row for ${code}`)
  return subjectOf(placement, options)
}

test.each([
  ['CRM_DEAL_DETAIL_TAB', { ID: '3473' }, 2, '3473'],
  ['CRM_DEAL_DETAIL_TAB', { ID: 3473 }, 2, '3473'],
  ['CRM_DEAL_DETAIL_TAB', { ENTITY_ID: '3473' }, 2, '3473'],
  ['CRM_DEAL_DETAIL_TAB', { ID: '', ENTITY_ID: '3473' }, 2, '3473'],
  ['CRM_DEAL_DETAIL_TAB', { ID: null, ENTITY_ID: '3473' }, 2, '3473'],
  ['CRM_QUOTE_DETAIL_TOOLBAR', { ENTITY_ID: '5' }, 7, '5'],
  ['CRM_LEAD_LIST_MENU', { ID: '12', URI: '/crm/lead/list/' }, 1, '12'],
  ['CRM_DYNAMIC_183_DETAIL_TAB', { ID: '3' }, 183, '3'],
  ['CRM_DYNAMIC_1036_DETAIL_TOOLBAR', { ENTITY_ID: '1' }, 1036, '1'],
])('%s with %j is about item %d:%s', (code, options, entityTypeId, id) => {
  expect(subject(code, options)).toEqual({ kind: 'crm-item', entityTypeId, id })
})

test.each([
  ['no id', {}],
  ['an empty id', { ID: '' }],
  ['zero', { ID: '0' }],
  ['a negative number', { ID: '-1' }],
  ['a fraction', { ID: '1.5' }],
  ['leading zeros, another spelling of the same', { ID: '007' }],
  ['a space after it', { ID: '1 ' }],
  ['a word', { ID: 'undefined' }],
  ['null', { ID: null }],
  ['a list', { ID: ['1'] }],
  ['an object that cannot be a string', { ID: { toString: '1' } }],
  ['a path', { ID: '1/../2' }],
  ['more digits than a number holds exactly', { ID: '9007199254740993' }],
])('with %s there is no subject', (_what, options) => {
  expect(subject('CRM_DEAL_DETAIL_TAB', options)).toBeNull()
})

test.each([
  ['TASK_VIEW_TAB', 'taskId'], ['TASK_VIEW_TAB', 'TASK_ID'], ['TASK_VIEW_SIDEBAR', 'taskId'], ['TASK_VIEW_TOP_PANEL', 'TASK_ID'],
])('the task of %s is looked for under %s', (code, key) => {
  expect(placementOf(code)).toMatchObject({ subject: 'task', idKeys: expect.arrayContaining([key]) })
})

test.each([
  ['CRM_ACTIVITY_LIST_MENU', { ID: '1465' }, 'activity', '1465'],
  ['SONET_GROUP_DETAIL_TAB', { GROUP_ID: '10' }, 'workgroup', '10'],
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/10/tasks/?x=1' }, 'workgroup', '10'],
  ['USER_PROFILE_TOOLBAR', { USER_ID: '5' }, 'user', '5'],
  ['IM_SIDEBAR', { dialogId: 'chat1489' }, 'chat', 'chat1489'],
  ['IM_SIDEBAR', { dialogId: 'sg103' }, 'chat', 'sg103'],
  ['IMMOBILE_CONTEXT_MENU', { dialogId: '5' }, 'chat', '5'],
])('%s with %j is about the %s %s', (code, options, kind, id) => {
  expect(subject(code, options)).toEqual({ kind, entityTypeId: 0, id })
})

test.each([
  ['SONET_GROUP_TOOLBAR', { URI: '/workgroups/group/' }],
  ['SONET_GROUP_TOOLBAR', { URI: '/somewhere/workgroups/group/10/' }],
  ['SONET_GROUP_TOOLBAR', { URI: ['/workgroups/group/10/'] }],
  ['SONET_GROUP_TOOLBAR', {}],
  ['CRM_DEAL_LIST_MENU', { URI: '/workgroups/group/10/' }],
  ['IM_SIDEBAR', { dialogId: '3-5' }],
  ['IM_SIDEBAR', { dialogId: 'imol|1' }],
  ['IM_SIDEBAR', { dialogId: '0' }],
])('%s with %j is about nothing', (code, options) => {
  expect(subject(code, options)).toBeNull()
})

test('a task is named by its number alone', () => {
  expect(subject('TASK_VIEW_TAB', { taskId: '1' })).toEqual({ kind: 'task', entityTypeId: 0, id: '1' })
})

test('the type is part of the key: deal 5 is not lead 5', () => {
  const keys = [1, 2].map(entityTypeId => subjectKey({ kind: 'crm-item', entityTypeId, id: '5' }))

  expect(keys[0]).not.toBe(keys[1])
})
