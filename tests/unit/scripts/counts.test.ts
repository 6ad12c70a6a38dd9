import { expect, test } from 'vitest'
import { countLine, countTests } from '../../../scripts/lib/counts.mjs'

test('the counts of all projects are summed into one line, planned tests as skipped', () => {
  const unit = { numPassedTests: 40, numFailedTests: 0, numPendingTests: 1, numTodoTests: 2 }
  const e2e = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }

  const line = countLine(countTests([unit, e2e]))

  expect(line).toBe('tests: 42 passed, 1 failed, 3 skipped')
})
