import { localeOf } from './languages.ts'

/** "€ 12,500" in the order and grouping of the language; whole units, as Bitrix24 shows sums in lists. */
export function money(amount: unknown, currency: unknown, lang: string, style: 'whole' | 'exact' = 'whole'): string {
  const value = Number(amount ?? 0)
  const code = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'EUR'
  return new Intl.NumberFormat(localeOf(lang), { style: 'currency', currency: code, ...style === 'whole' && { maximumFractionDigits: 0 } }).format(value)
}

/** A moment (ISO 8601) as date, or date and time, in the person's zone and language; empty for anything that is no moment. */
export function moment(iso: unknown, lang: string, timeZone: string, style: 'date' | 'date and time' = 'date'): string {
  const at = typeof iso === 'string' ? new Date(iso) : null
  if (!at || Number.isNaN(at.getTime())) return ''
  return new Intl.DateTimeFormat(localeOf(lang), {
    dateStyle: 'medium',
    timeStyle: style === 'date' ? undefined : 'short',
    timeZone,
  }).format(at)
}

/** A moment (Unix milliseconds) as the clock on the person's wall shows it. */
export function timeOfDay(at: number, lang: string, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOf(lang), { hour: 'numeric', minute: '2-digit', timeZone }).format(at)
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words.at(0), words.length > 1 ? words.at(-1) : ''].map(word => word?.at(0) ?? '').join('').toUpperCase()
}
