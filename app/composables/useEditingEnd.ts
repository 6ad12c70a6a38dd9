/** What follows when an entry's editor closes: the focus goes back to the entry, and what was dropped can be had back. */
export function useEditingEnd<E extends Entry, Value extends { text: string }>(entry: () => E, editing: EntryEditing<E, Value>) {
  const { $t } = useNuxtApp()
  const { polite } = useAnnouncer()
  const { offerUndo } = useNotices()

  async function save(saving: Promise<boolean>) {
    if (await saving) polite($t('editor.saved'))
    if (!editing.isOpen.value) await backToEntry()
  }

  async function drop() {
    const { id } = entry()
    const dropped = editing.cancel()
    const place = placeOf(id)
    await backToEntry()
    if (dropped !== null) offerUndo($t('editor.dropped'), $t('editor.continue'), place, async () => editing.resume(dropped))
  }

  async function backToEntry() {
    await nextTick()
    focusEntry(entry().id, { action: 'edit' })
  }

  return { save, drop }
}
