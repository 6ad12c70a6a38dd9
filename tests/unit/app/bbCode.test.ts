import { expect, test } from 'vitest'
import { markdownToBbCode } from '../../../app/utils/bbCode.ts'

test.each([
  ['**early** and *soft*, ~~gone~~', '[B]early[/B] and [I]soft[/I], [S]gone[/S]'],
  ['# Deliveries', '[B]Deliveries[/B]'],
  ['> quoted\n> twice\n\nyes', '>>quoted\n>>twice\n\nyes'],
  ['[the drawing](https://example.com/a)', '[URL=https://example.com/a]the drawing[/URL]'],
  ['- one\n- two', '- one\n- two'],
])('%j goes into a message as %j', (markdown, message) => {
  expect(markdownToBbCode(markdown)).toBe(message)
})

test.each(['2 * 3 * 4 = 24', 'a**b', '#3473', 'snake_case_name', '[1] and (2)'])('%j stays as it is', (text) => {
  expect(markdownToBbCode(text)).toBe(text)
})
