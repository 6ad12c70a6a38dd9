import { expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { peopleSearch } from '../../../app/utils/peopleSearch.ts'
import type { Person } from '../../../shared/thread.ts'

const anna = { id: 1, name: 'Anna Weber' }
const marcus = { id: 2, name: 'Marcus Reed' }

test('who comes to mind first is asked for at once', async () => {
  const { search, find, people, state } = arrange()
  find.mockResolvedValueOnce([anna])

  search('')
  await settled()

  expect(find).toHaveBeenCalledExactlyOnceWith('')
  expect([people.value, state.value]).toEqual([[anna], 'found'])
})

test('only what is typed last within a pause is asked', async () => {
  const { search, find, people, pause } = arrange()
  find.mockResolvedValueOnce([marcus])

  search('m')
  search('ma')
  expect(find).not.toHaveBeenCalled()
  pause()
  await settled()

  expect(find).toHaveBeenCalledExactlyOnceWith('ma')
  expect(people.value).toEqual([marcus])
})

test('until the answer comes, only those are left whose names fit', async () => {
  const { search, find, people } = arrange()
  find.mockResolvedValueOnce([anna, marcus])
  search('')
  await settled()

  search('reed MAR')

  expect(people.value).toEqual([marcus])
})

test('an answer that comes late does not take the place of a newer one', async () => {
  const { search, find, people, pause } = arrange()
  let answerLate: (people: Person[]) => void = () => {}
  find.mockReturnValueOnce(new Promise(resolve => void (answerLate = resolve))).mockResolvedValueOnce([marcus])

  search('')
  search('m')
  pause()
  await settled()
  answerLate([anna])
  await settled()

  expect(people.value).toEqual([marcus])
})

test('an answer to what was asked before does not come in while somebody goes on typing', async () => {
  const { search, find, people } = arrange()
  find.mockResolvedValueOnce([anna, marcus])

  search('')
  search('m')
  await settled()

  expect(people.value).toEqual([])
})

test('a search that fails says so and leaves who fits of those found before', async () => {
  const { search, find, people, state, pause } = arrange()
  find.mockResolvedValueOnce([marcus]).mockRejectedValueOnce(new ApiFailure('offline'))
  search('')
  await settled()

  search('m')
  pause()
  await settled()

  expect([people.value, state.value]).toEqual([[marcus], 'offline'])
})

/** All promises that are kept already have been heard. */
const settled = () => new Promise(resolve => setImmediate(resolve))

function arrange() {
  const find = vi.fn<(query: string) => Promise<Person[]>>()
  let waiting: (() => void) | undefined
  const search = peopleSearch({
    find,
    later: (task) => {
      waiting = task
      return () => void (waiting = undefined)
    },
  })
  return { ...search, find, pause: () => waiting?.() }
}
