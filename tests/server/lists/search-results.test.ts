import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { deals, failureOf, people } from '../../support/services.ts'
import { deal, startLists } from './start-lists.ts'

/** Notes and a follow-up about the harbour, one of the notes on a deal that is Marcus's alone. */
async function startSearch() {
  const started = await startLists()
  const { services, portal, reader } = started
  const scope = (id: number) => ({ portalId: portal.id, userId: people.marcus, isAdmin: false, subject: deal(id) })
  await services.notes.add(scope(deals.open), { id: uuid(), text: 'Delivery on the **harbour** side' }, [])
  await services.notes.add(scope(deals.secret), { id: uuid(), text: 'The harbour secret' }, [])
  await services.followUps.add(scope(deals.open), { id: uuid(), text: 'Ask about harbour fees', dueOn: '2026-12-01', dueTime: null, assigneeId: people.marcus }, { links: [], source: null, timeZone: 'UTC' })
  const find = (userId: number, text: string, before?: string) => services.findEntries(reader(userId), text, before)
  const shown = (page: Awaited<ReturnType<typeof find>>) => page.hits.map(({ text }) => text.map(part => part.isMatch ? `[${part.text}]` : part.text).join(''))
  return { ...started, find, shown, scope }
}

test('what is found says where it stands, who wrote it, and marks what was looked for', async () => {
  const { find, shown } = await startSearch()

  const page = await find(people.marcus, 'HARB')

  expect(shown(page)).toEqual(['Ask about [harbour] fees', 'The [harbour] secret', 'Delivery on the [harbour] side'])
  expect(page.hits[0]).toMatchObject({ kind: 'follow-up', state: 'open', on: { type: 'deal', id: String(deals.open) }, by: { name: 'Marcus Reid' } })
  expect(page.hits[0]?.on.title).not.toBe('')
  expect(page.older).toBeNull()
})

test('what is on objects that somebody may not read is not found by them', async () => {
  const { find, shown } = await startSearch()

  expect(shown(await find(people.hannah, 'harbour'))).toEqual(['Ask about [harbour] fees', 'Delivery on the [harbour] side'])
  expect(shown(await find(people.hannah, 'secret'))).toEqual([])
})

test('further pages go on behind the last one', async () => {
  const { find, services, scope } = await startSearch()
  for (let n = 1; n <= 25; n++) await services.notes.add(scope(deals.open), { id: uuid(), text: `Harbour note ${n}` }, [])

  const first = await find(people.marcus, 'harbour')
  const second = await find(people.marcus, 'harbour', first.older ?? undefined)

  expect([first.hits.length, second.hits.length, second.older]).toEqual([20, 8, null])
  expect(new Set([...first.hits, ...second.hits].map(({ id }) => id)).size).toBe(28)
})

test('a place that is none is not found', async () => {
  const { find } = await startSearch()

  expect(await failureOf(find(people.marcus, 'harbour', 'note:nowhere'))).toBe('not-found')
})
