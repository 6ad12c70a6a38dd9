import type { FollowUp } from '#shared/follow-up'

/** How a follow-up stands, in words: "2 days late" while it is open, else when it is due. */
export function useDueText(followUp: () => FollowUp) {
  const { $t } = useNuxtApp()
  const { words, now } = useTime()

  const due = computed(() => words.due(followUp(), now.value))
  const isLate = computed(() => followUp().state === 'open' && due.value.isLate)
  const text = computed(() => isLate.value && due.value.late ? $t(`due.late.${due.value.late.unit}`, { n: due.value.late.n }) : due.value.words)
  return { text, isLate }
}
