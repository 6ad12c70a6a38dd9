import type { Figures, InsightPeriod } from '#shared/insights'
import type { InsightsOpening } from '#shared/opening'

/** The figures of this page, for the period that the person chooses; what is shown stays until another period has come. */
export function useInsights(opening: InsightsOpening) {
  const { call } = useApi()
  const days = ref<InsightPeriod>(opening.days)
  const figures = shallowRef<Figures>(opening.figures)
  const isLoading = ref(false)
  const failure = ref<CallFailure | null>(null)

  async function load() {
    const asked = days.value
    isLoading.value = true
    failure.value = null
    try {
      const answer = await call<Figures>(`/api/insights?${new URLSearchParams({
        days: String(asked), weekStart: String(opening.weekStart), ...opening.type === null ? {} : { type: String(opening.type) },
      })}`)
      if (asked === days.value) figures.value = answer
    }
    catch (error) {
      if (asked === days.value) failure.value = codeOf(error)
    }
    finally {
      if (asked === days.value) isLoading.value = false
    }
  }
  watch(days, load)

  return { days, figures, isLoading, failure, load }
}
