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

/** What was asked of Bitrix24, by request. */
const asked = ({ sandbox }: Awaited<ReturnType<typeof startCalls>>) => sandbox.requests.map(({ method }) => method).sort()

test.each([
  ['of a customer, found by the number', { PHONE_NUMBER: '+447700900318' }],
  ['of a customer whom Bitrix24 names', contact],
  ['of nobody', {}],
])('a call %s costs one batch', async (_what, options) => {
  const server = await startCalls()
  server.sandbox.clearRequests()

  await server.call(options)

  expect(asked(server)).toEqual(['app.info', 'batch'])
})

test('also where something was written around the customer, once the number is known here', async () => {
  const server = await startCalls()
  await server.services.notes.add(server.scope({ kind: 'crm-item', entityTypeId: 2, id: '3463' }), { id: uuid(), text: 'Two outlets' }, [{ kind: 'crm-item', entityTypeId: 3, id: '13046' }])
  await server.call({ PHONE_NUMBER: '+447700900318' })
  server.sandbox.clearRequests()

  const { thread } = await server.call({ PHONE_NUMBER: '+447700900318' }, people.hannah)

  expect(thread?.notes).toHaveLength(1)
  expect(asked(server)).toEqual(['app.info', 'batch'])
})

test('a customer found by the number has the header that the same customer has when named', async () => {
  const { call } = await startCalls()

  const [found, named] = [await call({ PHONE_NUMBER: '+447700900318' }), await call(contact)]

  expect(found.thread?.subject.facts.map(({ key }) => key)).toContain('responsible')
  expect(found.thread?.subject).toEqual(named.thread?.subject)
})

test('who may not read the customer of a number, and who has a number that nobody has, are told the same after as many questions', async () => {
  const server = await startCalls()
  // From here on the stages of the portal are known.
  await server.call({})
  const seen = async (PHONE_NUMBER: string) => {
    server.sandbox.clearRequests()
    const { isFound, thread } = await server.call({ PHONE_NUMBER }, people.hannah)
    return { isFound, kind: thread?.subject.kind, requests: asked(server), commands: server.sandbox.requests.map(({ commands }) => commands) }
  }

  const [denied, absent] = [await seen('+447700900711'), await seen('+447700900000')]

  expect(denied).toMatchObject({ isFound: false, kind: 'phone' })
  expect(denied).toEqual(absent)
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
