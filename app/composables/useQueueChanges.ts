import type { FollowUp } from '#shared/follow-up'

/** Changes of one or many follow-ups of the list, and what is said of them: what was done can be taken back, what was not is named. */
export function useQueueChanges() {
  const { $t } = useNuxtApp()
  const { change, rows, chosen, select } = useQueue()
  const { offerUndo, sayFailure, warn } = useNotices()

  /** @param place pixels from the top of the frame, where the person has just acted */
  async function apply(followUps: FollowUp[], to: QueueChange, place: number) {
    const neighbour = neighbourOf(followUps)
    try {
      const { done, refused, undo } = await change(followUps, to)
      if (done) offerUndo($t(`queue.done.${kindOf(to)}`, { n: done }), $t('note.undo'), place, undo)
      if (refused) warn($t('queue.refused', { n: refused }), $t('queue.refusedWhy'), place)
    }
    catch (error) {
      sayFailure($t('queue.notDone'), codeOf(error), place)
    }
    await nextTick()
    if (document.activeElement === document.body) focusRow(neighbour)
  }

  /** Selects nothing any more. What could be done with the selected ones goes, and the focus to the first of them. */
  async function clear() {
    const ids = chosen.value.map(({ id }) => id)
    select(ids, false)
    await nextTick()
    if (document.activeElement === document.body) focusRow(ids[0])
  }

  /** Where the focus goes when the row that has it leaves the list: to the one after it, or before it. */
  function neighbourOf(followUps: FollowUp[]): string | undefined {
    const leaving = new Set(followUps.map(({ id }) => id))
    const last = rows.value.findLastIndex(({ id }) => leaving.has(id))
    return (rows.value.slice(last + 1).find(({ id }) => !leaving.has(id)) ?? rows.value.slice(0, last).findLast(({ id }) => !leaving.has(id)))?.id
  }

  return { apply, clear }
}

function kindOf(to: QueueChange) {
  if ('assignee' in to) return 'assignee'
  return 'due' in to ? 'due' : to.state
}

function focusRow(id: string | undefined) {
  const row = id === undefined ? null : document.querySelector<HTMLElement>(`[data-follow-up="${id}"] input`)
  const target = row ?? document.querySelector<HTMLElement>('[data-queue-search] input')
  target?.focus({ preventScroll: true })
}
