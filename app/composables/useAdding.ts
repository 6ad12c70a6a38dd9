/** Saving a new note, with what is announced of it. A failure stands at the note itself. */
export function useAdding() {
  const { $t } = useNuxtApp()
  const thread = useThread()
  const reasonOf = useReason()
  const { polite, assertive } = useAnnouncer()

  const add = (text: string) => announced(thread.add(text))
  const retry = (id: string) => announced(thread.retry(id))

  /** @returns whether it was saved */
  async function announced(saving: Promise<void>): Promise<boolean> {
    try {
      await saving
      polite($t('note.added'))
      return true
    }
    catch (error) {
      assertive(`${$t('note.notSaved')} ${reasonOf(codeOf(error))}`)
      return false
    }
  }

  return { add, retry }
}
