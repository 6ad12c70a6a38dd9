import { isoDate } from './clock.ts'
import type { Clock } from './types.ts'

export interface Time {
  start: number
  finish: number
  duration: number
  processing: number
  date_start: string
  date_finish: string
  operating_reset_at: number
  operating: number
}

/** Length of one bucket of the resource limit: settings/performance/limits.md */
const OPERATING_WINDOW = 600

/** Starts the stopwatch of one call; the function it returns makes the `time` block that every answer carries. */
export function startTime(clock: Clock, utcOffset: number): () => Time {
  const startedAt = clock.now()
  const tick = performance.now()

  return () => {
    const start = startedAt / 1000
    const duration = (performance.now() - tick) / 1000
    return {
      start,
      finish: start + duration,
      duration,
      processing: duration,
      date_start: isoDate(startedAt, utcOffset),
      date_finish: isoDate(startedAt + duration * 1000, utcOffset),
      operating_reset_at: Math.floor(start) + OPERATING_WINDOW,
      operating: 0,
    }
  }
}
