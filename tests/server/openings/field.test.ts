import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { unsealSession } from '../../../server/openings/session.ts'
import { alderOak, deals, failureOf, people, startServices } from '../../support/services.ts'
import { promise } from '../threads/start-follow-ups.ts'

const ofDeal = (id: number | string) => ({ ENTITY_ID: 'CRM_DEAL', FIELD_NAME: 'UF_CRM_NEXT', ENTITY_VALUE_ID: String(id), MODE: 'view', MULTIPLE: 'N', MANDATORY: 'N' })

/** Alder & Oak, where an administrator has made a field of the type that this version answers for but does not register. */
async function startFields() {
  const server = await startServices()
  const portal = await server.install()
  const { url, memberId } = server.sandbox.portal(alderOak)
  const { accessToken } = server.sandbox.issueToken({ memberId, userId: people.admin, clientId: server.app.clientId })
  await fetch(`${url}/rest/userfieldtype.add`, { method: 'POST', body: new URLSearchParams({ auth: accessToken, USER_TYPE_ID: 'next', HANDLER: `${server.config.appUrl}/field`, TITLE: 'Next' }) })
  const subject = { kind: 'crm-item' as const, entityTypeId: 2, id: String(deals.open) }

  return {
    ...server, portal, subject,
    promised: async (dueOn: string, text: string) => {
      const id = uuid()
      await server.services.followUps.add({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject }, promise(id, { dueOn, text }), { links: [], source: null, timeZone: 'UTC' })
      return id
    },
    async field(options: object, userId = people.marcus) {
      const { opening } = await server.open({ placement: 'USERFIELD_TYPE', options: { ...options }, userId })
      if (opening.view !== 'field') throw new Error(`this opens ${opening.view}`)
      return { ...opening, sealed: await unsealSession(server.services.sealer, opening.session) }
    },
  }
}

test('the field of an item shows what is due first, and how much comes after it', async () => {
  const { field, promised, subject } = await startFields()
  await promised('2026-12-02', 'Later')
  await promised('2026-11-24', 'First')
  await promised('2026-11-30', 'Second')

  const { item, next, more, sealed } = await field(ofDeal(deals.open))

  expect({ item, text: next?.text, more }).toEqual({ item: 'Reception desk and lounge seating, Harbour Hotel Bristol', text: 'First', more: 2 })
  expect(sealed?.subject).toEqual(subject)
})

test('what is done is not next', async () => {
  const { field, promised, services, portal, subject } = await startFields()
  const id = await promised('2026-11-24', 'Done')
  await services.followUps.setState({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject }, id, 'done')

  expect(await field(ofDeal(deals.open))).toMatchObject({ next: null, more: 0 })
})

test('in a smart process the type is that of ENTITY_DATA', async () => {
  const { field } = await startFields()

  const { sealed } = await field({ ...ofDeal(3), ENTITY_ID: 'CRM_8', ENTITY_DATA: { entityTypeId: 183, entityId: 3, module: 'crm' } }, people.admin)

  expect(sealed?.subject).toEqual({ kind: 'crm-item', entityTypeId: 183, id: '3' })
})

test('a card that was never saved has no item', async () => {
  const { field } = await startFields()

  expect(await field(ofDeal(0))).toMatchObject({ item: null, next: null, more: 0, sealed: { subject: null } })
})

test('the field of an item that one may not read, and of none, are one refusal', async () => {
  const { field } = await startFields()

  const denied = await failureOf(field(ofDeal(deals.secret), people.hannah))
  const absent = await failureOf(field(ofDeal(deals.absent), people.hannah))

  expect([denied, absent]).toEqual(['not-available', 'not-available'])
})
