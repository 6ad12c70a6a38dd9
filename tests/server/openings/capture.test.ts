import { expect, test } from 'vitest'
import { PortalError } from '../../../server/bitrix24/rest.ts'
import { readActivity } from '../../../server/openings/captures/activity.ts'
import { unsealSession } from '../../../server/openings/session.ts'
import { deals, failureOf, people, startServices, type Visit } from '../../support/services.ts'

/** Alder & Oak, and somebody who opens a form there. */
async function startCapture() {
  const server = await startServices()
  await server.install()

  return {
    ...server,
    async capture(visit: Visit) {
      const { opening } = await server.open(visit)
      if (opening.view !== 'capture') throw new Error(`this opens ${opening.view}`)
      return { ...opening, sealed: await unsealSession(server.services.sealer, opening.session) }
    },
  }
}

const toolbar = (options: object): Visit => ({ placement: 'CRM_DEAL_DETAIL_TOOLBAR', options: { ...options } })
const menu = (activityId: number, options: object = {}): Visit => ({
  placement: 'CRM_DEAL_ACTIVITY_TIMELINE_MENU', options: { ENTITY_ID: deals.open, ASSOCIATED_ENTITY_ID: activityId, ASSOCIATED_ENTITY_TYPE_ID: '6', ...options },
})
const message = (dialogId: string, messageId: number | string): Visit => ({ placement: 'IM_CONTEXT_MENU', options: { dialogId, messageId } })

/** The message of a chat that has these words, by its id. */
function idOf({ sandbox }: Awaited<ReturnType<typeof startCapture>>, words: string): number {
  const found = sandbox.portal('Alder & Oak').data.chats.flatMap(({ messages }) => messages).find(({ text }) => text.includes(words))
  if (!found) throw new Error(`nobody wrote "${words}"`)
  return found.id
}

test('from a card\'s toolbar the form is empty and for the item', async () => {
  const server = await startCapture()

  const { source, prefill, targets, sealed } = await server.capture(toolbar({ ID: deals.open }))

  expect({ source, prefill }).toEqual({ source: null, prefill: { note: '', followUp: '' } })
  expect(targets).toEqual([expect.objectContaining({ kind: 'crm-item', entityTypeId: 2, id: String(deals.open), type: 'deal', title: 'Reception desk and lounge seating, Harbour Hotel Bristol' })])
  expect(sealed).toMatchObject({ view: 'capture', subject: { kind: 'crm-item', entityTypeId: 2, id: String(deals.open) }, source: null })
})

test('an activity is quoted, kept as the source, and can itself be the place', async () => {
  const server = await startCapture()

  const { prefill, targets, source, sealed } = await server.capture(menu(802))

  expect(prefill).toEqual({ note: '> Measured the lobby. The pillar stands 4 cm further left than on the plan. Photos are in the deal.\n\n', followUp: 'Site visit in Bristol' })
  expect(source).toEqual({ kind: 'activity', id: '802', title: 'Site visit in Bristol', path: `/crm/deal/details/${deals.open}/` })
  expect(sealed?.source).toEqual(source)
  expect(targets.map(({ kind, id }) => [kind, id])).toEqual([['crm-item', String(deals.open)], ['activity', '802']])
})

test('an activity without a description leaves the note to the person', async () => {
  const server = await startCapture()

  const { prefill } = await server.capture(menu(804))

  expect(prefill).toEqual({ note: '', followUp: 'Send the cable plan to the electrician' })
})

test('what is no activity in the timeline names the item alone', async () => {
  const server = await startCapture()

  const { source, targets } = await server.capture(menu(802, { ASSOCIATED_ENTITY_TYPE_ID: '7' }))

  expect(source).toBeNull()
  expect(targets).toHaveLength(1)
})

test.each(['802 or 1', '-802', ''])('what names no activity (%j) names the item alone, and nobody is asked about it', async (id) => {
  const server = await startCapture()

  const { source, targets } = await server.capture(menu(802, { ASSOCIATED_ENTITY_ID: id }))

  expect([source, targets.length]).toEqual([null, 1])
  expect(server.sandbox.requests.flatMap(({ commands }) => commands ?? [])).not.toContain('crm.activity.get')
})

test('an answer about the activity that is none is not taken for "not available"', () => {
  const said = (code: string, description: string) => failureOf((async () => readActivity({ error: new PortalError(code, description, 400) }))())

  return expect(Promise.all([said('', 'Something else'), said('insufficient_scope', ''), said('uncoded', 'Access denied'), said('allowed_only_intranet_user', '')]))
    .resolves.toEqual(['portal-unreachable', 'missing-scope', 'not-available', 'not-available'])
})

test.each([['of a deal that only others may read', 'secret'], ['that does not exist', 'absent']])('an activity %s is not available', async (_case, which) => {
  const server = await startCapture()
  const secret = server.sandbox.portal('Alder & Oak').data.activities.find(({ BINDINGS }) => BINDINGS.every(({ OWNER_ID }) => OWNER_ID === String(deals.secret) || OWNER_ID === '13066'))
  const id = which === 'secret' ? Number(secret?.ID) : 999_999
  expect(id).toBeGreaterThan(0)

  expect(await failureOf(server.capture({ ...menu(id), userId: people.hannah }))).toBe('not-available')
})

test.each([
  ['the last one', 'Then let us offer benches in the lighter oak', 'Marcus Reid'],
  ['one in the middle', 'It comes in three parts', 'Tom Fletcher'],
])('a message of a chat is quoted with its author: %s', async (_case, words, author) => {
  const server = await startCapture()
  const id = idOf(server, words)

  const { prefill, source, targets, sealed } = await server.capture(message('chat1489', String(id)))

  expect(prefill.note).toMatch(new RegExp(`^> ${words}.*\\n>\\n> — ${author}\\n\\n$`))
  expect(prefill.followUp).toMatch(new RegExp(`^${words}`))
  expect(source).toMatchObject({ kind: 'message', dialogId: 'chat1489', messageId: String(id), title: expect.stringContaining(words.slice(0, 20)) })
  expect(sealed?.source).toEqual(source)
  expect(targets).toEqual([{ kind: 'chat', entityTypeId: 0, id: 'chat1489', type: 'chat', title: 'Harbour Hotel Bristol', path: null }])
})

test('the first message of a chat is found too, its names in plain words', async () => {
  const server = await startCapture()

  const { prefill } = await server.capture(message('chat1489', idOf(server, 'invited [USER=1 REPLACE]Olivia')))

  expect(prefill.note).toBe('> Marcus Reid invited Olivia Bennett, Hannah Vogel and Tom Fletcher to the chat\n\n')
})

test('a message in the chat of a deal is for the deal, else for the chat', async () => {
  const server = await startCapture()

  const { targets, sealed } = await server.capture(message('chat1439', idOf(server, 'Deposit invoice AO-2032')))

  expect(targets.map(({ type, id }) => [type, id])).toEqual([['deal', String(deals.open)], ['chat', 'chat1439']])
  expect(sealed?.subject).toEqual({ kind: 'crm-item', entityTypeId: 2, id: String(deals.open) })
})

test('a message in the chat of a deal that the person may not read is for the chat', async () => {
  const server = await startCapture()
  const deal = server.sandbox.portal('Alder & Oak').data.items.find(({ entityTypeId, id }) => entityTypeId === 2 && id === deals.open)
  Object.assign(deal ?? {}, { opened: 'N', assignedById: people.admin, createdBy: people.admin })

  const { targets } = await server.capture({ ...message('chat1439', idOf(server, 'Deposit invoice AO-2032')), userId: people.tom })

  expect(targets.map(({ type }) => type)).toEqual(['chat'])
})

test('the thread of a private dialog is the same for both', async () => {
  const server = await startCapture()
  const id = idOf(server, 'Frau Moser asks for Zirbe')

  const hers = await server.capture({ ...message(String(people.marcus), id), userId: people.hannah })
  const his = await server.capture({ ...message(String(people.hannah), id), userId: people.marcus })

  expect([hers.targets[0]?.id, his.targets[0]?.id]).toEqual(['3-5', '3-5'])
})

test.each([
  ['of a chat one is not in', 'chat1401'],
  ['that does not exist', 'chat1489'],
  ['of a chat that does not exist', 'chat99999'],
])('a message %s is not available', async (_case, dialogId) => {
  const server = await startCapture()

  expect(await failureOf(server.capture({ ...message(dialogId, dialogId === 'chat1401' ? idOf(server, 'Victoria is fine') : 999_999), userId: people.hannah }))).toBe('not-available')
})

test('a message of another chat is not shown as one of this', async () => {
  const server = await startCapture()

  expect(await failureOf(server.capture({ ...message('chat1489', idOf(server, 'Victoria is fine with the first phase')), userId: people.hannah }))).toBe('not-available')
})

test.each([{}, { dialogId: 'chat1489' }, { messageId: '84889' }, { dialogId: '../1', messageId: '1' }, { dialogId: 'chat1489', messageId: '1 or 1' }])('a context that names no message (%j) is not available, and nobody is asked', async (options) => {
  const server = await startCapture()

  expect(await failureOf(server.capture({ placement: 'IM_CONTEXT_MENU', options }))).toBe('not-available')
  expect(server.sandbox.requests).toEqual([])
})

test('what was typed for the item comes back with the form', async () => {
  const server = await startCapture()
  const { id } = await server.portalRow()
  await server.services.drafts.keep(id, people.marcus, { kind: 'crm-item', entityTypeId: 2, id: String(deals.open) }, { noteId: null, text: 'Half a thought', baseVersion: null })

  const { drafts } = await server.capture(toolbar({ ENTITY_ID: deals.open }))

  expect(drafts).toEqual([{ noteId: null, text: 'Half a thought', baseVersion: null }])
})
