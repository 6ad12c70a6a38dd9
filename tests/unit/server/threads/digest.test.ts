import { expect, test } from 'vitest'
import { newestEntries } from '../../../../server/threads/digest.ts'
import type { ThreadPage } from '../../../../shared/thread.ts'
import { aNote } from '../../app/entries.fixture.ts'

/** A thread of so many notes, 50 on a page; the oldest one is pinned and comes with the first page too. */
function threadOf(notes: number) {
  const ids = Array.from({ length: notes }, (_, index) => String(notes - index))
  const asked: (string | undefined)[] = []

  async function pageBefore(before?: string): Promise<ThreadPage> {
    asked.push(before)
    const from = before === undefined ? 0 : ids.indexOf(before) + 1
    const page = ids.slice(from, from + 50)
    const shown = before === undefined && !page.includes('1') ? [...page, '1'] : page
    return { notes: shown.map(id => aNote({ id, pinned: id === '1' })), followUps: [], deleted: [], older: from + 50 < notes ? page.at(-1) ?? null : null, seq: 1 }
  }
  return { pageBefore, asked }
}

test('a summary has every entry of a thread once, also the pinned one that came twice', async () => {
  const { notes, isCut } = await newestEntries(threadOf(120).pageBefore)

  expect(notes.map(({ id }) => id).sort()).toEqual(Array.from({ length: 120 }, (_, index) => String(index + 1)).sort())
  expect(isCut).toBe(false)
})

test('of a thread that goes on for years it has the newest 500, and knows that there are more', async () => {
  const { pageBefore, asked } = threadOf(10_000)

  const { notes, isCut } = await newestEntries(pageBefore)

  expect([notes.length, isCut, asked.length]).toEqual([501, true, 10])
})
