import type { Note } from '#shared/thread'

/** `noteEditing` with this page's thread, drafts and notices. */
export function useNoteEditing(note: () => Note): NoteEditing {
  const { change, show, edited } = useThread()
  const { keep, take } = useDrafts()

  const editing = noteEditing({ note, restored: take(note().id), change, accept: show, keepDraft: keep })
  watch(editing.isOpen, isOpen => isOpen ? edited.add(note().id) : edited.delete(note().id), { immediate: true })
  return editing
}
