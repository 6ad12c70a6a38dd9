/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} VitestReport what we read of vitest's JSON reporter
 */

/**
 * How many tests passed, failed and were skipped in all these runs together. A test that is only planned (`todo`) counts as skipped.
 * @param {VitestReport[]} reports
 * @returns {Counts}
 */
export function countTests(reports) {
  const total = (/** @type {(report: VitestReport) => number} */ pick) => reports.reduce((sum, report) => sum + pick(report), 0)

  return {
    passed: total(report => report.numPassedTests),
    failed: total(report => report.numFailedTests),
    skipped: total(report => report.numPendingTests + report.numTodoTests),
  }
}

/**
 * The last line of a successful `npm test`; what runs it reads this line, so its form is fixed.
 * @param {Counts} counts
 */
export function countLine({ passed, failed, skipped }) {
  return `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`
}
