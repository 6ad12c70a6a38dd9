/** Deleting an entry at once, with the offer to undo it. */
export function useRemoval<E extends Entry>({ remove, restore }: Pick<EntryList<E>, 'remove' | 'restore'>) {
  const { $t } = useNuxtApp()
  const { offerUndo, sayFailure } = useNotices()

  /** @param said that it is deleted, in words */
  return async function removeWithUndo(entry: E, said: string) {
    const place = placeOf(entry.id)
    focusNeighbour(entry.id)
    const removal = remove(entry)
    const takeOfferBack = offerUndo(said, $t('note.undo'), place, async () => {
      await removal
      await restore(entry)
      await nextTick()
      focusEntry(entry.id)
    })
    await removal.catch((error) => {
      takeOfferBack()
      sayFailure($t('note.notDeleted'), codeOf(error), place)
    })
  }
}
