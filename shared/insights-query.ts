import { z } from 'zod'
import { insightPeriods } from './insights.ts'

/** Query of GET /api/insights → Figures. `type`: only follow-ups on CRM items of that entity type; `weekStart`: 1 for Monday to 7 for Sunday. */
export const insightsQuery = z.object({
  days: z.coerce.number().pipe(z.union(insightPeriods.map(days => z.literal(days)))),
  type: z.coerce.number().int().positive().optional(),
  weekStart: z.coerce.number().int().min(1).max(7),
})
export type InsightsQuery = z.infer<typeof insightsQuery>
