/**
 * Black or white, whichever is read better on a colour of a stage. Bitrix24 lets administrators choose any.
 * @param color `#rrggbb`, as crm.status.list answers it; anything else has no answer
 * @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export function readableOn(color: string): '#000' | '#fff' | null {
  const digits = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  if (!digits) return null
  const [red = 0, green = 0, blue = 0] = digits.slice(1).map(hex => linear(Number.parseInt(hex, 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff'
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
