import type { FollowUp, FollowUpState } from '#shared/follow-up'

/** Finishing, cancelling and reopening: at once, said aloud, and taken back with a word when it is refused. */
export function useFollowUpState(followUp: () => FollowUp) {
  const { $t } = useNuxtApp()
  const followUps = useFollowUps()
  const { polite } = useAnnouncer()
  const { sayFailure } = useNotices()

  return async function setState(state: FollowUpState) {
    const { id } = followUp()
    const place = placeOf(id)
    try {
      await followUps.setState(followUp(), state)
      polite($t(`followUp.is.${state}`))
    }
    catch (error) {
      sayFailure($t('note.notSaved'), codeOf(error), place)
    }
    // Where the change has moved it to another list, the focus moves with it.
    await nextTick()
    if (document.activeElement === document.body) focusEntry(id, { stay: true })
  }
}
