/**
 * Parameters as an object to take apart: applications may send anything.
 * @param {unknown} params
 * @returns {Record<string, unknown>}
 */
export function record(params) {
  return typeof params === 'object' && params !== null ? { ...params } : {}
}
