import type { Note } from '#shared/thread'

/** What follows when a note's editor closes: the focus goes back to the note, and what was dropped can be had back. */
export function useEditingEnd(note: () => Note, editing: NoteEditing) {
  const { $t } = useNuxtApp()
  const { polite } = useAnnouncer()
  const { offerUndo } = useNotices()

  async function save(saving: Promise<boolean>) {
    if (await saving) polite($t('note.saved'))
    if (!editing.isOpen.value) await backToNote()
  }

  async function drop() {
    const { id } = note()
    const dropped = editing.cancel()
    const place = placeOf(id)
    await backToNote()
    if (dropped !== null) offerUndo($t('editor.dropped'), $t('editor.continue'), place, async () => editing.resume(dropped))
  }

  async function backToNote() {
    await nextTick()
    focusNote(note().id, { action: 'edit' })
  }

  return { save, drop }
}
