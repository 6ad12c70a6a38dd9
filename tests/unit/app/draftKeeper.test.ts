import { describe, expect, test, vi } from 'vitest'
import { draftKeeper } from '../../../app/utils/draftKeeper.ts'
import type { Draft } from '../../../shared/thread.ts'

const draft = (text: string, noteId: string | null = null): Draft => ({ noteId, text, baseVersion: null })

describe('keeping drafts', () => {
  test('stores the last text once the person pauses', async () => {
    const { keeper, store, pause } = arrange()

    keeper.keep(draft('H'))
    keeper.keep(draft('Hello'))
    await pause()

    expect(store.mock.calls).toEqual([[draft('Hello'), false]])
  })

  test('keeps the drafts of several notes apart', async () => {
    const { keeper, store, pause } = arrange()

    keeper.keep(draft('new'))
    keeper.keep(draft('changed', 'n1'))
    await pause()

    expect(store.mock.calls.map(([stored]) => stored)).toEqual([draft('new'), draft('changed', 'n1')])
  })

  test('stores at once when the page goes', () => {
    const { keeper, store } = arrange()

    keeper.keep(draft('almost lost'))
    keeper.flush()

    expect(store.mock.calls).toEqual([[draft('almost lost'), true]])
  })

  test('stores nothing when nothing has changed since', async () => {
    const { keeper, store, pause } = arrange()

    keeper.keep(draft('kept'))
    await pause()
    keeper.flush()

    expect(store).toHaveBeenCalledTimes(1)
  })

  test('tries a draft again that could not be stored', async () => {
    const { keeper, store, pause } = arrange()
    store.mockRejectedValueOnce(new Error('offline'))

    keeper.keep(draft('stubborn'))
    await pause()
    keeper.flush()

    expect(store.mock.calls).toEqual([[draft('stubborn'), false], [draft('stubborn'), true]])
  })
})

function arrange() {
  const waiting = new Set<() => void>()
  const store = vi.fn<(draft: Draft, leaving: boolean) => Promise<unknown>>().mockResolvedValue(undefined)
  const keeper = draftKeeper({
    store,
    later: (task) => {
      waiting.add(task)
      return () => waiting.delete(task)
    },
  })

  /** The pause in typing is over, and what it started has ended. */
  async function pause() {
    for (const task of waiting) task()
    waiting.clear()
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }

  return { keeper, store, pause }
}
