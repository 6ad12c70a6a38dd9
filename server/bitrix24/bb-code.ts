/** What a closed pair of tags becomes. `argument` is what stands behind the `=` of the opening one. */
type Pair = (content: string, argument: string) => string

const content: Pair = content => content
const marked = (mark: string): Pair => content => content.trim() ? `${mark}${content.trim()}${mark}` : content

/** Only what leads out of the page by itself becomes a link: the portal's own paths mean nothing where a note is read. */
const link: Pair = (content, argument) => {
  const address = (argument || content).trim()
  const label = content.trim()
  if (!/^https?:\/\/[^\s()]+$/i.test(address)) return content
  return label === address ? address : `[${label}](${address})`
}

/**
 * The tags of Bitrix24's texts. A person, a chat or a phone number that is named stays its name; colours and sizes stay their text; pictures have none.
 * @see https://apidocs.bitrix24.com/api-reference/chats/messages/index.html
 */
const pairs = new Map<string, Pair>([
  ['b', marked('**')], ['i', marked('*')], ['s', marked('~~')], ['u', content],
  ['url', link], ['quote', content => `\n${quoted(content)}\n`],
  ['code', content => content.includes('\n') ? `\n\`\`\`\n${content.trim()}\n\`\`\`\n` : `\`${content}\``],
  ['user', content], ['chat', content], ['context', content], ['call', (content, number) => content || number],
  ['send', (content, sent) => content || sent], ['put', (content, sent) => content || sent],
  ['size', content], ['color', content], ['font', content], ['p', content => `\n${content}\n`], ['left', content], ['center', content], ['right', content], ['justify', content],
  ['list', content], ['img', () => ''], ['video', () => ''],
])

/** Tags that stand alone. */
const single = new Map<string, (rest: string) => string>([
  ['br', () => '\n'], ['*', () => '\n- '], ['disk', () => ''], ['icon', rest => /\btitle=([^\]]*?)(?:\s\w+=|$)/.exec(rest)?.[1] ?? ''],
])

/** `[NAME]`, `[NAME=argument]`, `[NAME attribute=value]`, `[/NAME]`; no longer than what Bitrix24 makes, so that brackets without end cost nothing. */
const tag = /\[(\/?)(\*|[a-z]{1,10})(?:=([^\]\n]{0,2000})|(?=[ \]])([^\]\n]{0,200}))?\]/gi

/** Nobody nests deeper; beyond it a closing tag without its opening one would be looked for at every turn. */
const deepest = 20

/**
 * What somebody wrote in Bitrix24 (a message, the description of an activity) as the Markdown of a note. What is no tag of Bitrix24 stays as it is; a tag that
 * is never closed is left out.
 */
export function bbCodeToMarkdown(source: string): string {
  const open: { name: string, argument: string, before: string }[] = []
  let written = ''
  let from = 0

  for (const found of source.matchAll(tag)) {
    const [whole, slash, spelled = '', argument = '', rest = ''] = found
    const name = spelled.toLowerCase()
    const inCode = open.at(-1)?.name === 'code'
    if (inCode ? !(slash && name === 'code') : !pairs.has(name) && !single.has(name)) continue

    written += source.slice(from, found.index)
    from = found.index + whole.length
    if (single.has(name)) written += single.get(name)?.(rest || argument) ?? ''
    else if (!slash) {
      if (open.length === deepest) continue
      open.push({ name, argument, before: written })
      written = ''
    }
    else {
      const at = open.findLastIndex(pair => pair.name === name)
      if (at < 0) continue
      // What was opened inside and not closed loses its tag.
      for (const inner of open.splice(at + 1).reverse()) written = inner.before + written
      const pair = open.pop()
      if (pair) written = pair.before + (pairs.get(name)?.(written, pair.argument) ?? written)
    }
  }

  written += source.slice(from)
  for (const unclosed of open.reverse()) written = unclosed.before + written
  return tidy(quotedBlocks(written))
}

/** Every line of a text as a quotation. */
export function quoted(text: string): string {
  return text.trim().split('\n').map(line => `> ${line}`.trimEnd()).join('\n')
}

/** The messenger writes a quotation between two lines of dashes, with who said it, and when, in its first line. */
function quotedBlocks(text: string): string {
  const [before = '', ...parts] = text.split(/^-{20,}$/m)
  return parts.reduce((written, part, index) => written + (index % 2 === 0 && index + 1 < parts.length ? `${quoted(part)}\n` : part), before)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ' }

/** The text of an e-mail's HTML: lines where it has blocks, no pictures, no styles. What comes out is text, which whoever shows it escapes. */
export function htmlToText(html: string): string {
  return tidy(html
    .replace(/<(style|script|head|title)\b[^>]*>[^]*?<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/h[1-6]|\/ul|\/ol|\/blockquote)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => entities[String(name).toLowerCase()] ?? characterOf(decimal ? Number(decimal) : parseInt(hex, 16)) ?? whole))
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').replace(/^ +(?=\S)/gm, '').replace(/\n{3,}/g, '\n\n').trim()
}
