/** Formatters are dear to make; a portal has a handful of currencies. */
const made = new Map<string, Intl.NumberFormat>()

/**
 * An amount as the language writes it, without cents where there are none. Portals may have currencies that are not of ISO 4217:
 * then the number and the code.
 */
export function money(value: number, currency: string, tag: string): string {
  const fraction = Number.isInteger(value) ? 0 : 2
  const key = `${tag} ${currency} ${fraction}`
  const format = made.get(key) ?? currencyFormat(currency, tag, fraction)
  made.set(key, format)
  const text = format.format(value)
  return format.resolvedOptions().style === 'currency' ? text : `${text} ${currency}`
}

function currencyFormat(currency: string, tag: string, minimumFractionDigits: number): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(tag, { style: 'currency', currency, minimumFractionDigits })
  }
  catch {
    return new Intl.NumberFormat(tag, { minimumFractionDigits })
  }
}
