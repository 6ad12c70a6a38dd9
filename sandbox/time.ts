import { isoDate } from './clock.ts'
import type { Operating } from './rest/limits.ts'
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

/** How long a minute's basket counts in the resource limit, in seconds: settings/performance/limits.md */
const OPERATING_WINDOW = 600

/**
 * Starts the stopwatch of one call; the function it returns makes the `time` block that every answer carries.
 * Without what the method has worked so far (nobody is known, or it is a batch) nothing is counted.
 */
export function startTime(clock: Clock, utcOffset: number): (operating?: Operating) => Time {
  const startedAt = clock.now()
  const tick = performance.now()

  return (operating) => {
    const start = startedAt / 1000
    const duration = (performance.now() - tick) / 1000
    return {
      start,
      finish: start + duration,
      duration,
      processing: duration,
      date_start: isoDate(startedAt, utcOffset),
      date_finish: isoDate(startedAt + duration * 1000, utcOffset),
      operating_reset_at: operating?.resetAt ?? Math.floor(start) + OPERATING_WINDOW,
      operating: operating?.operating ?? 0,
    }
  }
}
