import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { unsealSession } from '../../../server/openings/session.ts'
import type { Subject } from '../../../server/subjects/subject.ts'
import { deals, failureOf, people, startServices } from '../../support/services.ts'
import { promise } from '../threads/start-follow-ups.ts'

const contact = { CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '13046' }
/** A call as Bitrix24 describes one of which it knows nothing. */
const stranger = { CALL_ID: 'externalCall.c3ee67f1.1723556778', PHONE_NUMBER: '555555', CRM_ENTITY_TYPE: 'undefined', CRM_ENTITY_ID: 'undefined', CRM_ACTIVITY_ID: 'undefined' }

/** Alder & Oak, where the card of a call is opened. */
async function startCalls() {
  const server = await startServices()
  const portal = await server.install()

  return {
    ...server, portal,
    scope: (subject: Subject, userId = people.marcus) => ({ portalId: portal.id, userId, isAdmin: false, subject }),
    async call(options: object, userId = people.marcus) {
      const { opening } = await server.open({ placement: 'CALL_CARD', options: { ...stranger, ...options }, userId })
      if (opening.view !== 'call') throw new Error(`this opens ${opening.view}`)
      return { ...opening, sealed: await unsealSession(server.services.sealer, opening.session) }
    },
  }
}

test('the customer that Bitrix24 names is shown, and what is written there comes from the call', async () => {
  const { call } = await startCalls()

  const { isFound, thread, sealed } = await call({ ...contact, PHONE_NUMBER: '+447700900318' })

  expect(isFound).toBe(true)
  expect(thread?.subject).toMatchObject({ type: 'contact', id: '13046', title: 'Dr Amara Okafor' })
  expect(sealed).toMatchObject({
    view: 'call', subject: { kind: 'crm-item', entityTypeId: 3, id: '13046' }, source: { kind: 'call', id: stranger.CALL_ID, title: '+447700900318' },
  })
})

test('what was promised and pinned on the customer\'s deals is there too', async () => {
  const { call, services, scope } = await startCalls()
  const deal = scope({ kind: 'crm-item', entityTypeId: 2, id: '3463' })
  const [note, followUp] = [uuid(), uuid()]
  const links: Subject[] = [{ kind: 'crm-item', entityTypeId: 3, id: '13046' }]
  await services.notes.add(deal, { id: note, text: 'Two outlets' }, links)
  await services.notes.pin(deal, note, true)
  await services.followUps.add(deal, promise(followUp), { links, source: null, timeZone: 'UTC' })

  const { thread } = await call(contact)

  expect(thread?.notes).toEqual([expect.objectContaining({ id: note, pinned: true, on: expect.objectContaining({ type: 'deal' }) })])
  expect(thread?.followUps).toEqual([expect.objectContaining({ id: followUp })])
})

test('a call without a customer finds who in the CRM has its number', async () => {
  const { call } = await startCalls()

  const { isFound, thread } = await call({ PHONE_NUMBER: '+44 7700 900318' })

  expect(isFound).toBe(true)
  expect(thread?.subject).toMatchObject({ type: 'contact', title: 'Dr Amara Okafor' })
})

test('a number that nobody has is a thread of its own, for whoever answers alone', async () => {
  const { call, services, scope } = await startCalls()
  const mine: Subject = { kind: 'phone', entityTypeId: 0, id: `${people.marcus}:555555` }
  await services.notes.add(scope(mine), { id: uuid(), text: 'Wants a brochure' }, [])

  const his = await call({})
  const hers = await call({}, people.hannah)

  expect(his).toMatchObject({ isFound: false, number: '555555', thread: { subject: { ...mine, type: 'phone', title: '555555' }, notes: [{ text: 'Wants a brochure' }] } })
  expect(hers.thread?.notes).toEqual([])
})

test('a customer whom the person may not read is as unknown as anybody', async () => {
  const { call } = await startCalls()

  const { isFound, thread } = await call({ CRM_ENTITY_TYPE: 'CONTACT', CRM_ENTITY_ID: '13066', PHONE_NUMBER: '+447700900711' }, people.hannah)

  expect(isFound).toBe(false)
  expect(thread?.subject).toMatchObject({ kind: 'phone', id: `${people.hannah}:+447700900711` })
})

test('of several bindings the customer counts, not the deal', async () => {
  const { call } = await startCalls()

  const { thread } = await call({ CRM_BINDINGS: [{ ENTITY_TYPE: 'DEAL', ENTITY_ID: String(deals.open) }, { ENTITY_TYPE: 'CONTACT', ENTITY_ID: '13037' }] })

  expect(thread?.subject).toMatchObject({ type: 'contact', id: '13037' })
})

test.each(['', 'undefined', 'unknown', '0'])('a withheld number (%j) without a customer has no thread', async (number) => {
  const { call } = await startCalls()

  expect(await call({ PHONE_NUMBER: number })).toMatchObject({ number: null, isFound: false, thread: null, sealed: { subject: null } })
})

test('a portal that does not answer is not taken for one that knows nobody', async () => {
  const { call, sandbox } = await startCalls()
  sandbox.faults.rest = 'down'

  expect(await failureOf(call({}))).toBe('portal-unreachable')
})
