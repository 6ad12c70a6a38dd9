import { describe, expect, it } from 'vitest'
import { openingOf, sliderTarget } from '../../../../sandbox/interface/assets/paths.js'
import { interfaceOf } from '../../../../sandbox/interface/assets/placement-interface.js'
import { formatReply, parseMessage } from '../../../../sandbox/interface/assets/wire.js'

describe('a message of the application', () => {
  it.each([
    ['getInitData:KEY:SID', 'getInitData', undefined],
    ['setTitle:{"title":"a:b \\"c\\""}:KEY:SID', 'setTitle', { title: 'a:b "c"' }],
    ['selectCRM:{}:KEY:SID', 'selectCRM', {}],
    ['reloadData:{"isRawValue":false}:KEY:SID', 'reloadData', {}],
    ['setValue:{"a":"1:2"}:KEY:SID', 'setValue', { a: '1:2' }],
    ['setValue:{"isRawValue":1}:KEY:SID', 'setValue', { isRawValue: 1 }],
    ['setValue:"text":KEY:SID', 'setValue', 'text'],
    ['setLayout:a word:KEY:SID', 'setLayout', 'a word'],
  ])('is read from the text %s', (text, command, params) => {
    const message = parseMessage(text)

    expect(message).toEqual({ command, params, key: 'KEY', sid: 'SID' })
  })

  it.each([
    [{ method: 'im:getImTextareaContent', params: '', callback: 'KEY', appSid: 'SID', requestId: 'r1' }, { requestId: 'r1' }],
    [{ method: 'im:setImTextareaContent', params: { text: 'Hi', isRawValue: false }, callback: 'KEY', appSid: 'SID', requestId: undefined }, { text: 'Hi' }],
    [{ method: 'im:any', params: 'a word', callback: 'KEY', appSid: 'SID' }, 'a word'],
    [{ method: 'im:any', params: '', callback: 'KEY', appSid: 'SID' }, undefined],
  ])('is read from an object when its name holds a colon: %j', (data, params) => {
    const message = parseMessage(data)

    expect(message).toEqual({ command: data.method, params, key: 'KEY', sid: 'SID' })
  })

  it.each([[''], ['getInitData'], ['getInitData:KEY'], ['::'], [null], [42], [{ method: 'getInitData' }], [['getInitData', 'KEY', 'SID']]])('is none in %j', (data) => {
    expect(parseMessage(data)).toBeNull()
  })
})

describe('a placement\'s own interface', () => {
  it.each([
    ['DEFAULT', [], []],
    ['CRM_DEAL_DETAIL_TAB', ['reloadData'], []],
    ['CRM_DYNAMIC_128_LIST_MENU', ['reloadData'], []],
    ['CRM_DEAL_LIST_TOOLBAR', [], []],
    ['CRM_DETAIL_SEARCH', ['crmShowFoundEntities', 'crmShowCreatedEntity'], ['onCrmEntityIsNeedToCreate']],
    ['IM_TEXTAREA', ['im:getImTextareaContent', 'im:setImTextareaContent'], []],
    ['USERFIELD_TYPE', ['setValue', 'getValue'], []],
  ])('of %s has what its page documents', (placement, commands, events) => {
    expect(interfaceOf(placement)).toMatchObject({ commands, events })
  })
})

it('a reply is text, and the empty reply ends after the colon', () => {
  const replies = [undefined, null, { result: 'close' }, []].map(reply => formatReply('KEY', reply))

  expect(replies).toEqual(['KEY:', 'KEY:null', 'KEY:{"result":"close"}', 'KEY:[]'])
})

describe('openPath', () => {
  const target = (path: unknown) => sliderTarget(path, 'http://portal.test')

  it.each([
    ['/crm/deal/details/1/', 1640],
    ['/crm/type/0/details/0/../../../../../crm/deal/details/1/', 1640],
    ['/company/personal/user/0/groups/create/../../../../../../crm/deal/details/1/', 1200],
    ['/crm/company/requisite/0/../../../../crm/deal/details/1/', 950],
    ['/workgroups/group/0/card/../../../../crm/deal/details/1/', 900],
  ])('leads to the deal, as wide as the prefix says: %s', (path, width) => {
    expect(target(path)).toMatchObject({ path: '/crm/deal/details/1/', width })
  })

  it.each(['/marketplace/detail/some.app/', '/company/personal/user/1/tasks/task/view/7/', '/workgroups/group/4/tasks/', '/crm/lead/list/', '/crm/type/128/details/1/'])('may lead to %s', (path) => {
    expect(target(path)?.path).toBe(path)
  })

  it.each([
    '/sandbox/open', '/crm/deal/../../sandbox/open', '/crm/deal/%2e%2e/%2e%2e/sandbox/open', '/crm/quote/details/1/', '/company/',
    '//other.test/crm/deal/', '/\\other.test/crm/deal/', 'http://portal.test/crm/deal/details/1/', 'crm/deal/details/1/', '', 7, undefined,
  ])('may not lead to %j', (path) => {
    expect(target(path)).toBeNull()
  })
})

describe('openApplication', () => {
  it('keeps the slider\'s settings from the application, those it does not know as well', () => {
    const label = { text: 'New', bgColor: 'green', color: '#fff' }

    const opening = openingOf({ place: 'settings', bx24_width: '800', bx24_leftBoundary: 40, bx24_title: 'Settings', bx24_label: label, bx24_future: 1 })

    expect(opening).toEqual({ settings: { title: 'Settings', width: 800, leftBoundary: 40, label }, options: { place: 'settings' } })
  })

  it('takes settings of a wrong type for none', () => {
    const { settings } = openingOf({ bx24_width: 'wide', bx24_leftBoundary: -1, bx24_title: 7, bx24_label: 'New' })

    expect(settings).toEqual({})
  })
})
