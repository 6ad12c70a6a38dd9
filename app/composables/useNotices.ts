const TIME_TO_UNDO = 10_000

/**
 * Short notices that go by themselves: what was done and can be undone, and what failed without a place of its own. They are said aloud from
 * here, since the kit hides its own live region from screen readers.
 */
export function useNotices() {
  const { $t } = useNuxtApp()
  const reasonOf = useReason()
  const toast = useToast()
  const { polite, assertive } = useAnnouncer()

  /**
   * @param place pixels from the top of the frame
   * @returns takes the offer back, when there turned out to be nothing to undo
   */
  function offerUndo(title: string, undo: string, place: number, run: () => Promise<unknown>): () => void {
    standAt(place)
    polite(title)
    const { id } = toast.add({
      title,
      duration: TIME_TO_UNDO,
      orientation: 'horizontal',
      close: false,
      actions: [{
        label: undo,
        color: 'air-secondary-accent',
        size: 'sm',
        onClick: () => {
          toast.remove(id)
          void run().catch(error => sayFailure($t('note.notRestored'), codeOf(error), place))
        },
      }],
    })
    return () => toast.remove(id)
  }

  /** @param place pixels from the top of the frame */
  function sayFailure(title: string, code: CallFailure, place: number) {
    warn(title, reasonOf(code), place)
  }

  /** Something that was done, or that remains to be done by hand. @param place pixels from the top of the frame */
  function say(title: string, place: number, description?: string) {
    standAt(place)
    polite(title)
    toast.add({ title, description, duration: description ? TIME_TO_UNDO : undefined })
  }

  /** The same in words of one's own. */
  function warn(title: string, description: string, place: number) {
    standAt(place)
    assertive([title, description].filter(Boolean).join('. '))
    toast.add({ title, description, color: 'air-primary-alert' })
  }

  return { offerUndo, sayFailure, warn, say }
}

/** A tab's frame is as high as its content, so that a corner of it may be far off the screen: notices come up where the person has just acted. */
function standAt(place: number) {
  document.documentElement.style.setProperty('--notice-top', `${Math.max(16, place)}px`)
}
