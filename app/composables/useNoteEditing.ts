import type { Note } from '#shared/thread'

export type NoteEditing = EntryEditing<Note, { text: string }>

/** `entryEditing` of a note of this page's thread. */
export function useNoteEditing(note: () => Note): NoteEditing {
  const { notes } = useThread()
  const { keep, take } = useDrafts()

  return useEditingIn(notes, note, entryEditing<Note, { text: string }>({
    entry: note,
    valueOf: ({ text }) => ({ text }),
    limit: noteLimit,
    restored: take(note().id),
    change: (of, version, { text }) => notes.change(of, { version, text }),
    accept: notes.accept,
    keepDraft: draft => keep(draft, note()),
  }))
}
