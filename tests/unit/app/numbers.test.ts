import { describe, expect, test } from 'vitest'
import { numberWords } from '../../../app/utils/numbers.ts'

describe('numbers', () => {
  test('are grouped as the language does', () => {
    expect([numberWords('en-US').count(12480), numberWords('de-DE').count(12480)]).toEqual(['12,480', '12.480'])
  })

  test('that are shares have no decimals, and the sign where the language puts it', () => {
    expect(numberWords('en-US').share(0.756)).toBe('76%')
    expect(numberWords('de-DE').share(0.756)).toMatch(/^76\s%$/)
  })
})
