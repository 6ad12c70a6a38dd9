import { expect, test } from 'vitest'
import { alderOak, failureOf, people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

const sofia = { id: 15, name: 'Sofia Lindqvist' }

/** Marcus and Hannah were here, she a minute after him; the page is Marcus's. */
async function startPeople() {
  const api = await startApi()
  const { session } = await api.openThread({ userId: people.marcus })
  api.sandbox.clock.turn(60_000)
  await api.openThread({ userId: people.hannah })
  api.sandbox.clearRequests()
  const find = async (q: string, bearer = session) => (await api.call(bearer, 'GET', `/api/people?q=${encodeURIComponent(q)}`)).body
  const asked = () => api.sandbox.requests.flatMap(({ commands }) => commands)
  return { ...api, session, find, asked }
}

test('people are found by words of their name, employees before guests', async () => {
  const { find, sandbox } = await startPeople()
  for (const user of sandbox.portal(alderOak).users) if (user.id === sofia.id) user.lastName = 'Aalto-Nair'

  const names = (await find('nair')).map(({ name }: { name: string }) => name)
  const position = (await find('partner')).map(({ id }: { id: number }) => id)

  expect([names, position]).toEqual([['Priya Nair'], [sofia.id]])
  expect((await find('s')).map(({ name }: { name: string }) => name).at(-1)).toBe('Sofia Aalto-Nair')
})

test('who was dismissed is not found', async () => {
  const { find } = await startPeople()

  expect(await find('Neil')).toEqual([])
})

test('to an empty question the answer is oneself, and who was here lately', async () => {
  const { call, session } = await startPeople()

  const { status, body } = await call(session, 'GET', '/api/people')

  expect([status, body]).toEqual([200, [{ id: people.marcus, name: 'Marcus Reid' }, { id: people.hannah, name: 'Hannah Vogel' }, { id: people.admin, name: 'Olivia Bennett' }]])
})

/** A guest, for whom only what they work on in a project is open, and whose page is the application's own. */
async function startGuest() {
  const started = await startPeople()
  const { opening } = await started.open({ userId: sofia.id, placement: 'DEFAULT', options: undefined })
  return { ...started, guest: opening.session }
}

test('a guest of the extranet is named nobody but those whom the portal names to them', async () => {
  const { find, guest } = await startGuest()

  const toMarcus = await find('Hannah')
  const [toGuest, colleagues] = [await find('Hannah', guest), await find('', guest)]

  expect([toMarcus, toGuest]).toEqual([[{ id: people.hannah, name: 'Hannah Vogel' }], []])
  expect(colleagues).toEqual([sofia, { id: people.marcus, name: 'Marcus Reid' }])
})

test('a guest cannot give something to somebody whom they do not know, though Sidenote knows them', async () => {
  const { services, portal } = await startGuest()

  const [guest, colleague] = [await failureOf(services.directory.choose(portal, sofia.id, people.hannah)), await failureOf(services.directory.choose(portal, people.marcus, people.hannah))]

  expect([guest, colleague]).toEqual(['invalid-input', 'no failure'])
})

test('the same letters are asked of the portal once within a minute, by each person', async () => {
  const { find, asked, sandbox } = await startPeople()

  await find('han')
  await find('han')
  const within = asked().length
  sandbox.clock.turn(61_000)
  await find('han')

  expect([within, asked().length]).toEqual([1, 2])
})

test('who was just found is chosen without another question', async () => {
  const { find, asked, services, portal } = await startPeople()
  await find('Priya')

  await services.directory.choose(portal, people.marcus, 7)

  expect(asked()).toEqual(['user.search'])
  expect((await services.people.names(portal.id, [7])).get(7)).toBe('Priya Nair')
})

test('a portal that does not answer is no portal without people', async () => {
  const { call, session, sandbox } = await startPeople()
  sandbox.faults.rest = 'html'

  const { status, body } = await call(session, 'GET', '/api/people?q=han')

  expect([status, body.code]).toEqual([503, 'portal-unreachable'])
})

test('a question of more than a hundred letters is refused', async () => {
  const { find } = await startPeople()

  expect((await find('x'.repeat(101))).code).toBe('invalid-input')
})
