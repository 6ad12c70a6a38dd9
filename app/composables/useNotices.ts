const TIME_TO_UNDO = 10_000
const TOAST_HEIGHT = 120

/** Short notices that go by themselves: what was done and can be undone, and what failed without a place of its own. */
export function useNotices() {
  const { $t } = useNuxtApp()
  const toast = useToast()

  /**
   * @param place pixels from the top of the frame. A tab's frame is as high as its content, so that a corner of the frame may be far
   * off the screen: the notice comes up where the person has just acted.
   */
  function offerUndo(title: string, undo: string, place: number, run: () => Promise<unknown>) {
    const top = Math.max(16, Math.min(place, innerHeight - TOAST_HEIGHT))
    document.documentElement.style.setProperty('--notice-top', `${top}px`)
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
          void run().catch(error => sayFailure($t('note.notRestored'), codeOf(error)))
        },
      }],
    })
  }

  function sayFailure(title: string, code: CallFailure) {
    toast.add({ title, description: `${$t(`failure.${code}.what`)} ${$t(`failure.${code}.do`)}`, color: 'air-primary-alert' })
  }

  return { offerUndo, sayFailure }
}
