/** Says aloud how the saving of a new entry went. */
export function useSaveAnnouncement() {
  const { $t } = useNuxtApp()
  const reasonOf = useReason()
  const { polite, assertive } = useAnnouncer()

  const saved = (kind: EntryKind) => polite($t(kind === 'note' ? 'note.added' : 'followUp.added'))
  const failed = (code: CallFailure) => assertive(`${$t('note.notSaved')} ${reasonOf(code)}`)

  /** Of a saving whose failure stands at the entry itself. @returns whether it was saved */
  async function outcomeOf(kind: EntryKind, saving: Promise<unknown>): Promise<boolean> {
    try {
      await saving
      saved(kind)
      return true
    }
    catch (error) {
      failed(codeOf(error))
      return false
    }
  }

  return { saved, failed, outcomeOf }
}
