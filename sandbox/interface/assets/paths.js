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
 * @returns {{ path: string, query: URLSearchParams, width: number } | null} null for a path that applications may not open
 */
export function sliderTarget(path, origin) {
  if (typeof path !== 'string' || !path.startsWith('/')) return null

  const url = URL.parse(path, origin)
  if (url?.origin !== origin || !AVAILABLE.test(url.pathname)) return null

  url.searchParams.set('IFRAME', 'Y')
  url.searchParams.set('IFRAME_TYPE', 'SIDE_SLIDER')
  return { path: url.pathname, query: url.searchParams, width: WIDTHS.find(([prefix]) => prefix.test(path))?.[1] ?? 1640 }
}

/** @typedef {{ title?: string, width?: number, leftBoundary?: number, label?: import('./slider.js').SliderLabel }} OpeningSettings */

/**
 * @param {unknown} value
 * @returns {number | undefined}
 */
function size(value) {
  return Number(value) > 0 ? Number(value) : undefined
}

/**
 * @param {unknown} label
 * @returns {import('./slider.js').SliderLabel | undefined}
 */
function labelOf(label) {
  if (typeof label !== 'object' || label === null) return undefined
  const texts = Object.entries(label).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(texts)
}

/**
 * Takes the parameters of openApplication apart: `bx24_…` are the slider's settings, all others reach the application.
 * https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-application.html
 * @param {Record<string, unknown>} params
 * @returns {{ settings: OpeningSettings, options: Record<string, unknown> }}
 */
export function openingOf(params) {
  const { bx24_width, bx24_leftBoundary, bx24_title, bx24_label } = params
  return {
    settings: {
      title: typeof bx24_title === 'string' && bx24_title ? bx24_title : undefined,
      width: size(bx24_width),
      leftBoundary: size(bx24_leftBoundary),
      label: labelOf(bx24_label),
    },
    options: Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith('bx24_'))),
  }
}
