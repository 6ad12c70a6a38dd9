import { expect, test, vi } from 'vitest'
import { alderOak, brightwater, deals, failureOf, people, startServices } from '../../support/services.ts'

test('a deal tab opens with the live facts, the person and the origin that may frame it', async () => {
  const server = await startServices()
  await server.install()

  const { opening, portalOrigin } = await server.open()

  expect(portalOrigin).toBe(server.sandbox.portal(alderOak).url)
  expect(opening).toMatchObject({
    view: 'thread',
    lang: 'en',
    shape: 'tab',
    now: '2026-11-20T09:00:00.000Z',
    viewer: { id: people.marcus, name: 'Marcus Reid', isAdmin: false, timeZone: 'Europe/London' },
    thread: {
      subject: {
        kind: 'crm-item', entityTypeId: 2, id: '3473', type: 'deal', title: 'Reception desk and lounge seating, Harbour Hotel Bristol', path: '/crm/deal/details/3473/',
        facts: [
          { key: 'stage', value: 'In the workshop', outcome: 'open' },
          { key: 'amount', value: 48_200, currency: 'EUR' },
          { key: 'client', value: 'Harbour Hotel Group · Eleanor Marsh' },
          { key: 'responsible', value: 'Marcus Reid' },
          { key: 'closeDate', value: '2026-12-08', isLate: false },
          { key: 'pipeline', value: 'Furniture sales' },
        ],
      },
      notes: [], drafts: [],
    },
  })
})

test('a contact is shown with the company that it belongs to', async () => {
  const server = await startServices()
  await server.install()

  const { thread } = await server.openThread({ placement: 'CRM_CONTACT_DETAIL_TAB', options: { ID: '13037' } })

  expect(thread.subject).toMatchObject({ type: 'contact', title: 'Eleanor Marsh' })
  expect(thread.subject.facts).toContainEqual({ key: 'company', kind: 'text', value: 'Harbour Hotel Group' })
})

test('what a page is given holds no token of Bitrix24', async () => {
  const server = await startServices()
  await server.install()
  const { callback, path } = server.visit()

  const page = JSON.stringify(await server.services.open(callback, path))

  for (const secret of [callback.accessToken, callback.refreshToken, callback.applicationToken]) {
    expect(page).not.toContain(secret?.reveal())
  }
})

test('with the portal\'s APPLICATION_TOKEN verdict and data are asked at once: one step, two requests', async () => {
  let inFlight: string[] = []
  const server = await startServices({
    // The OAuth server stays silent until the portal has been asked: whoever waits for the verdict first, waits for ever.
    fetch: async (...request) => {
      await vi.waitFor(() => expect(server.sandbox.requests.map(({ method }) => method).concat(inFlight)).toContain('batch'))
      return fetch(...request)
    },
  })
  inFlight = ['batch']
  await server.install()
  inFlight = []

  await server.open()

  expect(server.sandbox.requests.map(({ method }) => method).sort()).toEqual(['app.info', 'batch'])
})

test.each([
  ['absent, as older portals have it', null],
  ['another than ours', 'f'.repeat(32)],
])('with an APPLICATION_TOKEN that is %s the verdict comes first', async (_case, token) => {
  const server = await startServices()
  await server.install()

  await server.open({ posted: { APPLICATION_TOKEN: token } })

  const [verdict, batch] = server.sandbox.requests
  expect([verdict?.method, batch?.method]).toEqual(['app.info', 'batch'])
  expect(batch?.startedAt).toBeGreaterThanOrEqual(verdict?.endedAt ?? Infinity)
})

test('after an update the next administrator brings the new APPLICATION_TOKEN, an employee does not', async () => {
  const server = await startServices()
  const { memberId } = await server.install()
  server.sandbox.update(memberId, server.app.clientId)
  const before = await server.portalRow()

  await server.open({ userId: people.marcus })
  const afterEmployee = await server.portalRow()
  await server.open({ userId: people.admin })
  const afterAdministrator = await server.portalRow()

  expect(afterEmployee.applicationToken).toBe(before.applicationToken)
  expect(afterAdministrator.applicationToken).not.toBe(before.applicationToken)
  expect(afterAdministrator.previousApplicationToken).toBe(before.applicationToken)
})

test('a portal that moved is found at its new address by the verdict', async () => {
  const server = await startServices()
  const { id, clientEndpoint } = await server.install()
  await server.services.portals.update(id, { clientEndpoint: server.sandbox.portal(brightwater).url.replace(/\d+$/, '1/rest/') })

  await server.openThread()

  expect((await server.portalRow()).clientEndpoint).toBe(clientEndpoint)
})

test('the application\'s own page names the places that were bound', async () => {
  const server = await startServices()
  await server.install()

  const { opening } = await server.open({ placement: 'DEFAULT', options: undefined })

  expect(opening).toMatchObject({ view: 'home', places: expect.arrayContaining(['CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_183_DETAIL_TAB']) })
})

test('the language of the page is that of the person', async () => {
  const server = await startServices()
  await server.install()

  expect((await server.openThread({ userId: people.hannah })).lang).toBe('de')
})

test('a deal that is denied and one that does not exist give the identical failure', async () => {
  const server = await startServices()
  await server.install()

  const denied = await failureOf(server.open({ userId: people.hannah, options: { ID: deals.secret } }))
  const absent = await failureOf(server.open({ userId: people.hannah, options: { ID: deals.absent } }))

  expect([denied, absent]).toEqual(['not-available', 'not-available'])
})

test('an external partner gets no CRM item', async () => {
  const server = await startServices()
  await server.install()

  expect(await failureOf(server.open({ userId: 15 }))).toBe('not-available')
})

test.each([{}, { ID: '' }, { ID: '0' }, { ID: '../1' }, { ID: { a: 1 } }])('a tab that names no item (%j) is not available, and nobody is asked', async (options) => {
  const server = await startServices()
  await server.install()

  expect(await failureOf(server.open({ options }))).toBe('not-available')
  expect(server.sandbox.requests).toEqual([])
})

test('a smart process item opens like every other', async () => {
  const server = await startServices()
  await server.install()

  const { thread } = await server.openThread({ userId: people.admin, placement: 'CRM_DYNAMIC_183_DETAIL_TAB', options: { ID: 3 } })

  expect(thread.subject).toMatchObject({ type: 'dynamic', entityTypeId: 183, id: '3', path: '/crm/type/183/details/3/' })
  expect(thread.subject.facts).toContainEqual(expect.objectContaining({ key: 'stage' }))
})
