import { describe, expect, it } from 'vitest'
import { ADMIN, at, EXTRANET, HANNAH, MARCUS, post, stage, type Answer } from './setup.ts'

const TOM = 9
const PRIYA = 7
/** Of the documented callbacks. */
const GROUP = 'chat1489'
const MESSAGE = 84889
const WITHOUT_ADMIN = 'chat1492'

function refusal({ status, body }: Answer): unknown[] {
  return [status, body.error, body.error_description]
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function ids(body: unknown): number[] {
  return list(at(body, 'result', 'messages')).map(message => Number(at(message, 'id')))
}

describe('im.dialog.get', () => {
  it('knows the chat of the documented callbacks', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'im.dialog.get', { DIALOG_ID: GROUP })

    expect(body.result).toMatchObject({ id: 1489, dialog_id: GROUP, type: 'chat', role: 'member', user_counter: 4, counter: 2, last_message_id: MESSAGE })
  })

  it('says which deal a chat belongs to', async () => {
    const { call } = await stage()

    const { body } = await call(TOM, 'im.dialog.get', { DIALOG_ID: 'chat1439' })

    expect(body.result).toMatchObject({
      type: 'crm', entity_type: 'CRM', entity_id: 'DEAL|3473', entity_link: { type: 'DEAL', url: '/crm/deal/details/3473/', id: 'DEAL|3473' },
    })
  })

  it('names a private dialog by the other person, on either side', async () => {
    const { call } = await stage()

    const hers = await call(ADMIN, 'im.dialog.get', { DIALOG_ID: MARCUS })
    const his = await call(MARCUS, 'im.dialog.get', { DIALOG_ID: String(ADMIN) })

    expect([at(hers.body, 'result', 'name'), at(hers.body, 'result', 'dialog_id')]).toEqual(['Marcus Reid', '3'])
    expect([at(his.body, 'result', 'name'), at(his.body, 'result', 'dialog_id')]).toEqual(['Olivia Bennett', '1'])
    expect(at(hers.body, 'result', 'id')).toBe(at(his.body, 'result', 'id'))
  })

  it.each([
    ['a chat whose members do not include the administrator', ADMIN, WITHOUT_ADMIN],
    ['a private dialog under its chat id', ADMIN, 'chat1401'],
    ['a dialog of two others', HANNAH, '12'],
    ['a group chat, to an extranet user who is not in it', EXTRANET, GROUP],
    ['a chat that is not there', ADMIN, 'chat1'],
  ])('refuses %s', async (_, user, dialogId) => {
    const { call } = await stage()

    const answer = await call(user, 'im.dialog.get', { DIALOG_ID: dialogId })

    expect(refusal(answer)).toEqual([403, 'ACCESS_ERROR', 'You do not have access to the specified dialog'])
  })

  it.each([['nothing', {}], ['a word', { DIALOG_ID: 'deal' }]])('asks for an id when it gets %s', async (_, params) => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'im.dialog.get', params)

    expect(refusal(answer)).toEqual([400, 'DIALOG_ID_EMPTY', 'Dialog ID can\'t be empty'])
  })

  it('marks the chat of an extranet user and lets her in', async () => {
    const { call } = await stage()

    const { body } = await call(EXTRANET, 'im.dialog.get', { DIALOG_ID: 'chat1515' })

    expect(body.result).toMatchObject({ extranet: true, type: 'chat' })
  })
})

describe('im.chat.get', () => {
  it('finds the chat of an object, and nothing where there is none', async () => {
    const { call } = await stage()

    const found = await call(PRIYA, 'im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: 'DEAL|3473' })
    const absent = await call(PRIYA, 'im.chat.get', { ENTITY_TYPE: 'CRM', ENTITY_ID: 'DEAL|1' })
    const unnamed = await call(PRIYA, 'im.chat.get')

    expect([found, absent, unnamed].map(({ body }) => body.result)).toEqual([{ ID: 1439 }, null, null])
  })
})

describe('im.dialog.messages.get', () => {
  it('gives the newest first, with the people who wrote them or are named', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP })

    expect(ids(body)[0]).toBe(MESSAGE)
    expect(ids(body)).toEqual([...ids(body)].sort((a, b) => b - a))
    expect(at(body, 'result', 'messages', 0)).toMatchObject({ author_id: MARCUS, chat_id: 1489, unread: true, params: [] })
    expect(list(at(body, 'result', 'users')).map(user => at(user, 'id'))).toEqual([1, 3, 5, 9])
  })

  it('goes back with LAST_ID and forward with FIRST_ID', async () => {
    const { call } = await stage()
    const all = ids((await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP })).body)

    const older = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, LAST_ID: all[3], LIMIT: 2 })
    const newer = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, FIRST_ID: all[3], LIMIT: 2 })

    expect(ids(older.body)).toEqual([all[4], all[5]])
    expect(ids(newer.body)).toEqual([all[2], all[1]])
  })

  it('gives nothing relative to a message that is not there', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, LAST_ID: 7 })

    expect(body.result).toEqual({ chat_id: 1489, messages: [], users: [], files: [] })
  })

  it('gives 20, and 50 at the most', async () => {
    const { call } = await stage()
    for (let index = 0; index < 60; index++) await call(TOM, 'im.message.add', { DIALOG_ID: GROUP, MESSAGE: `Board ${index}` })

    const lengths = await Promise.all([{}, { LIMIT: 90 }, { LIMIT: 30 }].map(params => call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, ...params })))

    expect(lengths.map(({ body }) => ids(body).length)).toEqual([20, 50, 30])
  })

  it.each([
    [{ LAST_ID: 'x' }, 'LAST_ID_STRING', 'Last ID can\'t be string'],
    [{ FIRST_ID: 'x' }, 'FIRST_ID_STRING', 'First ID can\'t be string'],
  ])('refuses %o', async (params, error, description) => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, ...params })

    expect(refusal(answer)).toEqual([400, error, description])
  })

  it('shows the administrator no message of a chat without them', async () => {
    const { call } = await stage()

    const answer = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: WITHOUT_ADMIN })

    expect(refusal(answer)).toEqual([403, 'ACCESS_ERROR', 'You do not have access to the specified dialog'])
  })
})

describe('im.dialog.users.list', () => {
  it('counts everybody, and leaves out the visitor of an open channel when asked', async () => {
    const { call } = await stage()

    const all = await call(PRIYA, 'im.dialog.users.list', { DIALOG_ID: 'chat1503' })
    const own = await call(PRIYA, 'im.dialog.users.list', { DIALOG_ID: 'chat1503', SKIP_EXTERNAL: 'Y' })

    expect([all.body.total, own.body.total]).toEqual([3, 2])
    expect(at(all.body, 'result', 2)).toMatchObject({ id: 61, name: 'Rachel Stein', connector: true, extranet: true })
  })

  it('turns pages', async () => {
    const { call } = await stage()

    const first = await call(ADMIN, 'im.dialog.users.list', { DIALOG_ID: GROUP, LIMIT: 3 })
    const second = await call(ADMIN, 'im.dialog.users.list', { DIALOG_ID: GROUP, LIMIT: 3, OFFSET: 3 })

    expect([list(first.body.result).length, first.body.next, list(second.body.result).length, second.body.next]).toEqual([3, 3, 1, undefined])
  })
})

describe('im.message.add', () => {
  it('puts a message at the end of the chat, unread for the others', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'im.message.add', { DIALOG_ID: GROUP, MESSAGE: ' Hello ' })
    const read = await call(HANNAH, 'im.dialog.messages.get', { DIALOG_ID: GROUP, LIMIT: 1 })

    expect(at(read.body, 'result', 'messages', 0)).toMatchObject({ id: body.result, text: 'Hello', author_id: MARCUS, unread: true })
  })

  it('begins a dialog with a colleague', async () => {
    const { call } = await stage()

    await call(PRIYA, 'im.message.add', { DIALOG_ID: String(HANNAH), MESSAGE: 'Guten Tag' })
    const { body } = await call(HANNAH, 'im.dialog.get', { DIALOG_ID: String(PRIYA) })

    expect(body.result).toMatchObject({ name: 'Priya Nair', type: 'private', counter: 1 })
  })

  it.each([
    ['an empty text', MARCUS, { DIALOG_ID: GROUP, MESSAGE: ' ' }, 'MESSAGE_EMPTY'],
    ['a chat of others', PRIYA, { DIALOG_ID: GROUP, MESSAGE: 'Hello' }, 'ACCESS_ERROR'],
    ['nobody', PRIYA, { MESSAGE: 'Hello' }, 'USER_ID_EMPTY'],
    ['a person who is not there', PRIYA, { DIALOG_ID: 999, MESSAGE: 'Hello' }, 'USER_NOT_FOUND'],
    ['an extranet user without a chat in common', PRIYA, { DIALOG_ID: EXTRANET, MESSAGE: 'Hello' }, 'ACCESS_ERROR'],
    ['an answer to a message of another chat', MARCUS, { DIALOG_ID: 'chat1439', MESSAGE: 'Yes', REPLY_ID: MESSAGE }, 'REPLY_FROM_OTHER_CHAT_ERROR'],
    ['an answer to a message out of reach', PRIYA, { DIALOG_ID: 'chat1503', MESSAGE: 'Yes', REPLY_ID: MESSAGE }, 'REPLY_ACCESS_ERROR'],
  ])('refuses %s', async (_, user, params, error) => {
    const { call, portal } = await stage()
    const before = portal.data.chats.length

    const { status, body } = await call(user, 'im.message.add', params)

    expect([status, body.error, portal.data.chats.length]).toEqual([400, error, before])
  })

  it('is the writer\'s to change and to delete, and nobody else\'s', async () => {
    const { call } = await stage()
    const { body } = await call(MARCUS, 'im.message.add', { DIALOG_ID: GROUP, MESSAGE: 'Helo' })

    const foreign = await call(ADMIN, 'im.message.update', { MESSAGE_ID: body.result, MESSAGE: 'Hi' })
    await call(MARCUS, 'im.message.update', { MESSAGE_ID: body.result, MESSAGE: 'Hello' })
    const changed = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, LIMIT: 1 })
    await call(MARCUS, 'im.message.delete', { MESSAGE_ID: body.result })
    const deleted = await call(ADMIN, 'im.dialog.messages.get', { DIALOG_ID: GROUP, LIMIT: 1 })

    expect([foreign.status, foreign.body.error]).toEqual([403, 'CANT_EDIT_MESSAGE'])
    expect(at(changed.body, 'result', 'messages', 0, 'text')).toBe('Hello')
    expect(ids(deleted.body)).toEqual([MESSAGE])
  })
})

describe('im.recent.list', () => {
  it('lists a person\'s chats and no others, the newest first', async () => {
    const { call } = await stage()

    const { body } = await call(EXTRANET, 'im.recent.list')

    expect(list(at(body, 'result', 'items')).map(item => at(item, 'id'))).toEqual(['chat1515', MARCUS])
  })

  it('leaves out kinds of chats, and what has been read', async () => {
    const { call } = await stage()

    const { body } = await call(ADMIN, 'im.recent.list', { SKIP_DIALOG: 'Y', UNREAD_ONLY: 'Y' })

    expect(list(at(body, 'result', 'items')).map(item => at(item, 'id'))).toEqual([GROUP])
  })
})

describe('notifications', () => {
  it('come from a person or from the system', async () => {
    const { call, portal } = await stage()

    await call(MARCUS, 'im.notify.personal.add', { USER_ID: HANNAH, MESSAGE: 'From me' })
    await call(MARCUS, 'im.notify.system.add', { USER_ID: HANNAH, MESSAGE: 'From nobody' })

    expect(portal.data.notifications.slice(-2)).toMatchObject([
      { userId: HANNAH, authorId: MARCUS, text: 'From me', read: false },
      { userId: HANNAH, authorId: 0, text: 'From nobody', read: false },
    ])
  })

  it('take the place of an earlier one with their tag', async () => {
    const { call, portal } = await stage()

    for (const MESSAGE of ['First', 'Second']) await call(MARCUS, 'im.notify.system.add', { USER_ID: HANNAH, MESSAGE, TAG: 'NOTE|1' })

    expect(portal.data.notifications.filter(({ tag }) => tag === 'NOTE|1').map(({ text }) => text)).toEqual(['Second'])
  })

  it.each([
    [{ MESSAGE: 'Hello' }, 400, 'USER_ID_EMPTY'],
    [{ USER_ID: HANNAH, MESSAGE: '  ' }, 400, 'MESSAGE_EMPTY'],
    [{ USER_ID: HANNAH, MESSAGE: 'Hello', ATTACH: 'x'.repeat(60_001) }, 400, 'ATTACH_OVERSIZE'],
  ])('are refused with %o', async (params, status, error) => {
    const { call } = await stage()

    const answer = await call(MARCUS, 'im.notify.personal.add', params)

    expect([answer.status, answer.body.error]).toEqual([status, error])
  })

  it('are not made for somebody who is not there', async () => {
    const { call } = await stage()

    const { body } = await call(MARCUS, 'im.notify.personal.add', { USER_ID: 999, MESSAGE: 'Hello' })

    expect(body.result).toBe(false)
  })

  it.each(['im.notify.personal.add', 'im.notify.system.add'])('are not for webhooks: %s', async (method) => {
    const { portal } = await stage()
    portal.webhooks.push({ userId: ADMIN, code: 'k3y', scope: ['im'] })

    const answer = await post(`${portal.url}/rest/${ADMIN}/k3y/${method}`, { USER_ID: HANNAH, MESSAGE: 'Hello' })

    expect([answer.status, answer.body.error]).toEqual([403, 'WRONG_AUTH_TYPE'])
  })
})
