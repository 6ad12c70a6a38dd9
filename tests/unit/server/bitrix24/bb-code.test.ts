import { expect, test } from 'vitest'
import { bbCodeToMarkdown, htmlToText, quoted } from '../../../../server/bitrix24/bb-code.ts'

test.each([
  ['[B]Deliveries before 10 am only[/B], and no drilling', '**Deliveries before 10 am only**, and no drilling'],
  ['[b] early [/b]', '**early**'],
  ['[I]soft[/I] [U]under[/U] [S]gone[/S]', '*soft* under ~~gone~~'],
  ['[B]bold [I]and soft[/I][/B]', '**bold *and soft***'],
  ['[USER=3 REPLACE]Marcus Reid[/USER] invited [USER=9]Tom[/USER]', 'Marcus Reid invited Tom'],
  ['[CHAT=1489]Bristol[/CHAT]', 'Bristol'],
  ['[CALL=+441174960112]the hotel[/CALL], [CALL]+4411[/CALL]', 'the hotel, +4411'],
  ['[SEND=/help]Help[/SEND] [PUT=/find]Find[/PUT]', 'Help Find'],
  ['[COLOR=#ff0000]red[/COLOR] [SIZE=20]large[/SIZE]', 'red large'],
  ['a[BR]b[br]c', 'a\nb\nc'],
  ['[LIST][*]one[*]two[/LIST]', '- one\n- two'],
  ['look: [IMG]https://example.com/a.png[/IMG]', 'look:'],
  ['[ICON=https://example.com/i.png size=20 title=Sample chip height=20]', 'Sample chip'],
  ['[DISK=12]', ''],
])('%j becomes %j', (source, markdown) => {
  expect(bbCodeToMarkdown(source)).toBe(markdown)
})

test.each([
  ['[URL=https://example.com/a]the drawing[/URL]', '[the drawing](https://example.com/a)'],
  ['[URL]https://example.com/a[/URL]', 'https://example.com/a'],
  ['[URL=/crm/deal/details/3473/]Harbour Hotel[/URL]', 'Harbour Hotel'],
  ['[URL=javascript:alert(1)]click[/URL]', 'click'],
  ['[URL=https://example.com/a)(https://example.com/b]click[/URL]', 'click'],
])('a link out of the portal stays one, any other becomes its text: %j', (source, markdown) => {
  expect(bbCodeToMarkdown(source)).toBe(markdown)
})

test('code is left alone', () => {
  expect(bbCodeToMarkdown('[CODE]a[B]b[/B][/CODE]')).toBe('`a[B]b[/B]`')
  expect(bbCodeToMarkdown('see[CODE]\none\ntwo[/CODE]')).toBe('see\n```\none\ntwo\n```')
})

test('a quotation keeps its lines', () => {
  expect(bbCodeToMarkdown('[QUOTE]one\ntwo[/QUOTE]yes')).toBe('> one\n> two\nyes')
})

test('what the messenger quotes between dashes is a quotation', () => {
  const dashes = '-'.repeat(54)

  expect(bbCodeToMarkdown(`${dashes}\nTom Fletcher [today, 09:12]\nThe planer is down\n${dashes}\nSince when?`)).toBe('> Tom Fletcher [today, 09:12]\n> The planer is down\n\nSince when?')
  expect(bbCodeToMarkdown(`a\n${dashes}\nb`)).toBe('a\n\nb')
})

test.each([
  ['[sic] and [1] and array[0]', '[sic] and [1] and array[0]'],
  ['[B]never closed', 'never closed'],
  ['closed[/B] without', 'closed without'],
  ['[B]wrong [I]order[/B] here[/I]', '**wrong order** here'],
  ['[x](y)', '[x](y)'],
])('what is no markup stays, and what is broken loses its tags: %j', (source, markdown) => {
  expect(bbCodeToMarkdown(source)).toBe(markdown)
})

test('the work grows with the length of the text, however its brackets stand', () => {
  const began = performance.now()

  bbCodeToMarkdown('[b]'.repeat(200_000))
  bbCodeToMarkdown('[b'.repeat(200_000))
  bbCodeToMarkdown('[b][/i]'.repeat(100_000))

  expect(performance.now() - began).toBeLessThan(5_000)
})

test('the text of an e-mail is what one reads of it', () => {
  const html = '<html><head><title>x</title><style>p { color: red }</style></head><body><p>Dear&nbsp;Marcus,</p>\n<div>two &lt; three &amp; &#8364;5<br>next <b>line</b></div><ul><li>one</li><li>two</li></ul><script>alert(1)</script></body></html>'

  expect(htmlToText(html)).toBe('Dear Marcus,\ntwo < three & €5\nnext line\n\n- one\n- two')
})

test('every line of what is quoted is marked', () => {
  expect(quoted('one\n\ntwo\n')).toBe('> one\n>\n> two')
})
