import { LRUCache } from 'lru-cache'
import MarkdownIt from 'markdown-it'

/**
 * HTML in the source stays text, and markdown-it lets only http(s), mail and phone addresses become links: what comes out is safe by
 * construction. Images are left out: a remote one would tell a stranger who reads the note. Tables are, too: a missing cell is filled up, so
 * that 20 KB become 700 KB of HTML, rendered while everybody else waits.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(['image', 'table'])
// 20 levels of lists and quotes are more than anybody can read; each further one multiplies the work on `[[[[[`.
markdown.set({ maxNesting: 20 })
const isSafe = markdown.validateLink
markdown.validateLink = url => isSafe(url) && /^(https?:|mailto:|tel:)/i.test(url)

markdown.renderer.rules.link_open = (tokens, index, options, _environment, renderer) => {
  tokens[index]?.attrSet('target', '_blank')
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow ugc')
  return renderer.renderToken(tokens, index, options)
}

/** The same notes are read far more often than written; sized in characters. */
const rendered = new LRUCache<string, string>({ maxSize: 5_000_000, sizeCalculation: (html, source) => html.length + source.length + 1, memoMethod: source => markdown.render(source) })

/** A note's Markdown as HTML that is safe to put into the page. */
export function renderMarkdown(source: string): string {
  return rendered.memo(source)
}

/** What a note says, without what gives it its form: for one line of a list. */
export function plainText(source: string): string {
  const wordsOf = ({ type, content }: { type: string, content: string }) => type.endsWith('break') ? ' ' : content
  return markdown.parse(source, {}).map(({ children, content }) => children ? children.map(wordsOf).join('') : ` ${content} `).join('').replace(/\s+/g, ' ').trim()
}
