import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { brightwater, people } from '../../support/services.ts'
import { startApi } from './start-api.ts'

/** Alder & Oak, and the sessions of a few people there. */
async function startSnippets() {
  const api = await startApi()
  const sessionOf = async (userId: number) => (await api.openThread({ userId })).session
  const [marcus, hannah, admin] = [await sessionOf(people.marcus), await sessionOf(people.hannah), await sessionOf(people.admin)]
  const titles = async (userId: number, isAdmin = false) => (await api.services.snippets.of({ portalId: api.portal.id, userId, isAdmin })).map(({ title }) => title)

  return {
    ...api, marcus, hannah, admin, titles,
    /** Marcus keeps one. */
    async keep(changes: object = {}) {
      const id = uuid()
      await api.call(marcus, 'POST', '/api/snippets', { id, title: 'Opening hours', text: 'Saturday, ten to two', isShared: false, ...changes })
      return id
    },
  }
}

test('a snippet of one\'s own is nobody else\'s, not even an administrator\'s', async () => {
  const { keep, titles, call, hannah, admin } = await startSnippets()
  const id = await keep()

  expect(await titles(people.marcus)).toEqual(['Opening hours'])
  expect([await titles(people.hannah), await titles(people.admin, true)]).toEqual([[], []])
  for (const session of [hannah, admin]) {
    expect(await call(session, 'PATCH', `/api/snippets/${id}`, { title: 'x', text: 'x', isShared: true })).toMatchObject({ status: 404, body: { code: 'not-found' } })
    await call(session, 'DELETE', `/api/snippets/${id}`)
  }
  expect(await titles(people.marcus)).toEqual(['Opening hours'])
})

test('a shared one is for everybody of the portal, by title, and for no other portal', async () => {
  const { keep, titles, install, services } = await startSnippets()
  await keep({ title: 'Way to the showroom', isShared: true })
  await keep({ title: 'Delivery', isShared: true })
  const there = await install(brightwater)

  expect(await titles(people.hannah)).toEqual(['Delivery', 'Way to the showroom'])
  expect(await services.snippets.of({ portalId: there.id, userId: people.hannah, isAdmin: true })).toEqual([])
})

test('whoever made a shared one changes and deletes it, and so do administrators, nobody else', async () => {
  const { keep, titles, call, marcus, hannah, admin } = await startSnippets()
  const id = await keep({ isShared: true })
  const change = { title: 'Hours', text: 'Ten to four', isShared: true }

  expect(await call(hannah, 'PATCH', `/api/snippets/${id}`, change)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect(await call(hannah, 'DELETE', `/api/snippets/${id}`)).toMatchObject({ status: 403 })
  expect(await call(admin, 'PATCH', `/api/snippets/${id}`, change)).toMatchObject({ status: 200, body: { id, ...change, editable: true } })
  expect(await call(marcus, 'DELETE', `/api/snippets/${id}`)).toMatchObject({ status: 204 })
  expect(await titles(people.hannah)).toEqual([])
})

test('a save that is repeated is one snippet', async () => {
  const { call, marcus, titles } = await startSnippets()
  const snippet = { id: uuid(), title: 'Twice', text: 'x', isShared: false }

  const first = await call(marcus, 'POST', '/api/snippets', snippet)
  const second = await call(marcus, 'POST', '/api/snippets', { ...snippet, text: 'y' })

  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.body).toEqual(first.body)
  expect(await titles(people.marcus)).toEqual(['Twice'])
})

test('an id that somebody else has used is not available', async () => {
  const { keep, call, hannah } = await startSnippets()
  const id = await keep({ isShared: true })

  expect(await call(hannah, 'POST', '/api/snippets', { id, title: 'x', text: 'x', isShared: false })).toMatchObject({ status: 404 })
})

test.each([{ title: '' }, { title: 'x'.repeat(101) }, { text: ' ' }, { text: 'x'.repeat(4_001) }, { isShared: 'yes' }, { id: '1' }])('%j is not accepted', async (wrong) => {
  const { call, marcus } = await startSnippets()

  expect(await call(marcus, 'POST', '/api/snippets', { id: uuid(), title: 'x', text: 'x', isShared: false, ...wrong })).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
})

test('there is room for 200 of a person', async () => {
  const { services, portal, call, marcus } = await startSnippets()
  const owner = { portalId: portal.id, userId: people.marcus, isAdmin: false }
  for (let n = 1; n <= 200; n++) await services.snippets.add(owner, { id: uuid(), title: `${n}`, text: 'x', isShared: false })

  expect(await call(marcus, 'POST', '/api/snippets', { id: uuid(), title: 'One more', text: 'x', isShared: false })).toMatchObject({ status: 409, body: { code: 'too-many-snippets' } })
})
