import { z } from 'zod'
import { lengthOf, mostDays } from './calendar.ts'

const id = z.coerce.number().int().positive()

/** Query of GET /api/calendar → CalendarPage. `owner`: whose events, `user:3` or `group:5`; `people`: whose follow-ups. */
export const calendarQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  owner: z.string().regex(/^(user|group):[1-9]\d{0,14}$/).transform((key) => {
    const [of, number] = key.split(':')
    return { of: of === 'group' ? 'group' as const : 'user' as const, id: Number(number) }
  }),
  people: z.union([z.enum(['me', 'all']), id]),
}).refine(({ from, to }) => lengthOf({ from, to }) >= 1 && lengthOf({ from, to }) <= mostDays)
export type CalendarQuery = z.output<typeof calendarQuery>
