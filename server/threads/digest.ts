import type { FollowUp } from '../../shared/follow-up.ts'
import type { Note, ThreadPage } from '../../shared/thread.ts'

/** Of a summary: what is older than that many entries is no news to whoever reads a document. */
const mostEntries = 500

/**
 * Everything of a thread that a summary can be made of, the newest pages first until there are 500 entries.
 * @param pageBefore a page of the thread; the first one without a cursor.
 * @returns `isCut`: the thread goes on behind them.
 */
export async function newestEntries(pageBefore: (before?: string) => Promise<ThreadPage>): Promise<{ notes: Note[], followUps: FollowUp[], isCut: boolean }> {
  // By id: what is pinned or open comes with the first page, and perhaps once more with the one that it is of.
  const notes = new Map<string, Note>()
  const followUps = new Map<string, FollowUp>()
  let page = await pageBefore()
  for (;;) {
    for (const note of page.notes) notes.set(note.id, note)
    for (const followUp of page.followUps) followUps.set(followUp.id, followUp)
    if (page.older === null || notes.size + followUps.size >= mostEntries) break
    page = await pageBefore(page.older)
  }
  return { notes: [...notes.values()], followUps: [...followUps.values()], isCut: page.older !== null }
}
