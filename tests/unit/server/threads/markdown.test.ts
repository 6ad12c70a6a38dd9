import { expect, test } from 'vitest'
import { renderMarkdown } from '../../../../server/threads/markdown.ts'

test.each([
  ['**bold** and *soft*', '<p><strong>bold</strong> and <em>soft</em></p>'],
  ['one\ntwo', '<p>one<br>\ntwo</p>'],
  ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  ['`<b>`', '<p><code>&lt;b&gt;</code></p>'],
  ['5 < 6 & 7 > 6', '<p>5 &lt; 6 &amp; 7 &gt; 6</p>'],
])('%j is shown formatted', (source, html) => {
  expect(renderMarkdown(source).trim()).toBe(html)
})

test.each([
  ['[site](https://example.com/a?b=1&c=2)', 'https://example.com/a?b=1&amp;c=2'],
  ['https://example.com', 'https://example.com'],
  ['anna@example.com', 'mailto:anna@example.com'],
  ['[call](tel:+493012345)', 'tel:+493012345'],
])('%j is a link that opens outside and tells nothing', (source, href) => {
  expect(renderMarkdown(source)).toContain(`<a href="${href}" target="_blank" rel="noopener noreferrer nofollow ugc">`)
})

const hostile = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example></sCrIpT>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>@import "//evil.example"</style>',
  '<form action=//evil.example><input name=x></form>',
  '<base href="//evil.example">',
  '<b onmouseover=alert(1)>x</b>',
  '</p><script>alert(1)</script>',
  '**<script>alert(1)</script>**',
  '- > <script>alert(1)</script>',
  '[<img src=x onerror=alert(1)>](https://example.com)',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](%6aavascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x]( javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:image/svg+xml;base64,PHN2Zy8+)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/api/notes)',
  '[x](blob:https://example.com/1)',
  '<javascript:alert(1)>',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '[x](https://example.com"onmouseover="alert(1))',
  '[x](https://example.com "title\\" onmouseover=\\"alert(1)")',
  '[x](https://example.com/\'"><script>alert(1)</script>)',
  'https://example.com/"onmouseover="alert(1)',
  '```html"><script>alert(1)</script>\nx\n```',
  '```"onmouseover="alert(1)\nx\n```',
  '|a|\n|-|\n|<script>alert(1)</script>|',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '![x][1]\n\n[1]: https://evil.example/pixel.png',
  '[![x](https://evil.example/pixel.png)](https://example.com)',
]

test.each(hostile)('%j cannot do anything', (source) => {
  const html = renderMarkdown(source)

  // Every tag is one that Markdown makes, with the attributes that this renderer gives it: the rest is text.
  for (const [tag] of html.matchAll(/<[^>]*>/g)) {
    expect(tag).toMatch(/^<\/?(p|strong|em|ul|ol|li|blockquote|code|pre|br)>$|^<code class="language-[^"<>]*">$|^<\/a>$|^<a href="(https?:|mailto:|tel:)[^"<>]*"( title="[^"<>]*")? target="_blank" rel="noopener noreferrer nofollow ugc">$/)
  }
})

test.each(hostile.filter(source => source.includes('![')))('%j asks no stranger for an image', (source) => {
  expect(renderMarkdown(source)).not.toContain('<img')
})

const longest = 20_000

test.each([
  ['a table of empty cells', `${'|a'.repeat(2000)}|\n${'|-'.repeat(2000)}|\n${'|\n'.repeat(longest)}`],
  ['a wall of <', '<'.repeat(longest)],
  ['paragraphs of one letter', '\na\n'.repeat(longest)],
  ['links', '[a](b:c)'.repeat(longest)],
])('%s does not grow beyond six times its source', (_case, source) => {
  const note = source.slice(0, longest)

  expect(renderMarkdown(note).length).toBeLessThan(6 * longest)
})

test('nesting ends after twenty levels', () => {
  const html = renderMarkdown(`${'> '.repeat(1000)}a`)

  expect(html.match(/<blockquote>/g)?.length).toBe(20)
})
