/**
 * An amount as the language writes it, without cents where there are none. Portals may have currencies that are not of ISO 4217:
 * then the number and the code.
 */
export function money(value: number, currency: string, tag: string): string {
  const minimumFractionDigits = Number.isInteger(value) ? 0 : 2
  try {
    return new Intl.NumberFormat(tag, { style: 'currency', currency, minimumFractionDigits }).format(value)
  }
  catch {
    return `${new Intl.NumberFormat(tag, { minimumFractionDigits }).format(value)} ${currency}`
  }
}
