import type { Note } from '#shared/thread'

/** `noteEditing` with this page's thread, drafts and notices. */
export function useNoteEditing(note: () => Note): NoteEditing {
  const { change, show } = useThread()
  const { keep, take } = useDrafts()

  return noteEditing({ note, restored: take(note().id), change, accept: show, keepDraft: keep })
}
