import { computed } from 'vue'
import { entryList, type Server } from './entryList.ts'
import type { Note } from '#shared/thread'

/** The notes of a thread. */
export function threadNotes({ notes, ...server }: Server & { notes: readonly Note[] }) {
  const list = entryList<Note>({ ...server, path: '/api/notes', entries: notes, bodyOf: ({ id, text }) => ({ id, text }) })
  const pinned = computed(() => list.items.value.filter(note => note.pinned))
  const unpinned = computed(() => list.items.value.filter(note => !note.pinned))

  /** They stay in view, also where the thread is not loaded that far back. */
  const unpinnedHere = new Set<string>()

  /** @throws ApiFailure */
  async function setPinned(note: Note, pinned: boolean) {
    if (!pinned) unpinnedHere.add(note.id)
    await list.changeAtOnce(note, { ...note, pinned }, { pinned })
  }

  return { ...list, pinned, unpinned, unpinnedHere, setPinned }
}
