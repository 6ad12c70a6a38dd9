/** https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-path.html */
const AVAILABLE = /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/\d+|workgroups\/group\/\d+)\//

/**
 * The SDK asks for a width by leading the path through a page that Bitrix24 opens at that width
 * (`/crm/company/requisite/0/../../../../crm/deal/details/1/`); any other page gets the widest.
 * @type {[RegExp, number][]}
 */
const WIDTHS = [
  [/^\/workgroups\/group\/0\/card\//, 900],
  [/^\/crm\/company\/requisite\/0\//, 950],
  [/^\/company\/personal\/user\/0\/groups\/create\//, 1200],
]

/**
 * Where openPath leads: the address after `..` is resolved, as slider content, and the width asked for.
 * @param {unknown} path
 * @param {string} origin the portal's
 * @returns {{ url: string, width: number } | null} null for a path that applications may not open
 */
export function sliderTarget(path, origin) {
  if (typeof path !== 'string' || !path.startsWith('/')) return null

  const url = URL.parse(path, origin)
  if (url?.origin !== origin || !AVAILABLE.test(url.pathname)) return null

  url.searchParams.set('IFRAME', 'Y')
  url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
  const width = WIDTHS.find(([prefix]) => prefix.test(path))?.[1] ?? 1640
  return { url: url.pathname + url.search, width }
}
