import type { Note } from '#shared/thread'

export type NoteEditing = EntryEditing<Note, { text: string }>

/** `entryEditing` of a note of this page's thread. */
export function useNoteEditing(note: () => Note): NoteEditing {
  const { notes } = useThread()
  const { keep, take } = useDrafts()
  const draft = take(note().id)

  return useEditingIn(notes, note, entryEditing<Note, { text: string }>({
    entry: note,
    valueOf: ({ text }) => ({ text }),
    limit: noteLimit,
    restored: draft && { value: { text: draft.text }, baseVersion: draft.baseVersion },
    change: (of, version, { text }) => notes.change(of, { version, text }),
    accept: notes.accept,
    keepDraft: draft => keep(draft, note()),
  }))
}
