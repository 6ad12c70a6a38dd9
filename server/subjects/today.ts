import { LRUCache } from 'lru-cache'

/** A formatter is dear, and a portal's people live in few zones. */
const formats = new LRUCache<string, Intl.DateTimeFormat>({
  max: 500, memoMethod: timeZone => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
})

/**
 * The calendar day of a moment, YYYY-MM-DD.
 * @param at milliseconds since the epoch
 * @param timeZone IANA name
 */
export function dayIn(timeZone: string, at: number): string {
  return formats.memo(timeZone).format(at)
}
