import { tagOf } from '../../../shared/languages.ts'
import { weekStartOf } from '../week.ts'
import type { CountInsights } from '../../threads/insights.ts'
import { listReaderOf, type ViewPage } from '../view.ts'

/** Days that the page looks back at first. */
const days = 90

/** Follow-ups in figures: of everything that the person may read, or of the one type whose pipelines the placement stands beside. */
export function insightsPage({ insights, clock }: { insights: CountInsights, clock: () => number }): ViewPage {
  return ({ portal, callback, placement }) => ({
    commands: {},
    async show({ viewer }) {
      const type = placement.entityTypeId
      const weekStart = weekStartOf(tagOf(callback.lang))
      const reader = listReaderOf(portal, viewer, clock())
      return { content: { view: 'insights', days, type, weekStart, figures: await insights(reader, { days, type: type ?? undefined, weekStart }, viewer.timeZone) } }
    },
  })
}
