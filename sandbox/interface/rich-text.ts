import type { Portal } from '../types.ts'
import { html, type Html, type Piece } from './html.ts'

/** Square brackets inside an address are part of it: `[URL=/marketplace/view/1/?params[ID]=5]…[/URL]`. */
const MARKS = /\[USER=(?<user>\d+)[^\]]*\](?<userText>.*?)\[\/USER\]|\[URL=(?<href>(?:[^[\]]|\[[^\]]*\])+)\](?<label>.*?)\[\/URL\]|\[URL\](?<plain>.*?)\[\/URL\]|\[(?<tag>[BIUS])\](?<inner>.*?)\[\/\k<tag>\]|(?<br>\[BR\])|(?<bare>https?:\/\/[^\s<]+|\/marketplace\/view\/[^\s<]+)/gis

const TAGS: Record<string, (inner: Piece) => Html> = {
  B: inner => html`<b>${inner}</b>`,
  I: inner => html`<i>${inner}</i>`,
  U: inner => html`<u>${inner}</u>`,
  S: inner => html`<s>${inner}</s>`,
}

interface Surroundings {
  portal: Portal
  /** `false` where links to applications open nothing, which is so in open channels: api-reference/widgets/universal/app-url.md */
  appLinks?: boolean
}

/**
 * A link of a text. Pages of the portal, an application's (`/marketplace/view/…`) among them, open in a slider, other sites in a tab of
 * their own. Anything else than http or a path of the portal stays text.
 */
function link(address: string, label: Piece, { portal, appLinks = true }: Surroundings): Piece {
  const url = URL.parse(address, portal.url)
  if (!url || !/^https?:$/.test(url.protocol)) return label
  if (url.origin !== new URL(portal.url).origin) return html`<a href="${url.href}" target="_blank" rel="noopener noreferrer">${label}</a>`
  if (!appLinks && url.pathname.startsWith('/marketplace/view/')) return label

  return html`<a href="${url.pathname + url.search}" data-slider>${label}</a>`
}

/** Punctuation after a bare address belongs to the sentence. */
function bareLink(text: string, surroundings: Surroundings): Piece {
  const address = text.replace(/[.,;:!?)]+$/, '')

  return [link(address, address, surroundings), text.slice(address.length)]
}

function mark(groups: Record<string, string | undefined>, surroundings: Surroundings): Piece {
  const { user, userText, href, label, plain, tag, inner, bare } = groups
  if (user) return html`<a href="/company/personal/user/${user}/" data-slider="900">${userText}</a>`
  if (href) return link(href, richText(label ?? '', surroundings), surroundings)
  if (plain) return link(plain, plain, surroundings)
  if (tag) return TAGS[tag.toUpperCase()]?.(richText(inner ?? '', surroundings))
  if (bare) return bareLink(bare, surroundings)

  return html`<br>`
}

/** A text of a chat, post, task or notification with its BB codes and links: api-reference/chats/messages/formatting.md */
export function richText(text: string, surroundings: Surroundings): Piece {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(MARKS)) {
    pieces.push(text.slice(at, match.index), mark({ ...match.groups }, surroundings))
    at = match.index + match[0].length
  }

  return [...pieces, text.slice(at)]
}

/** The text without its marks, on one line: for lists and previews. */
export function plainText(text: string): string {
  return text
    .replace(/\[URL=(?:[^[\]]|\[[^\]]*\])+\](.*?)\[\/URL\]/gis, '$1')
    .replace(/\[\/?(USER|URL|[BIUS]|BR)[^\]]*\]/gi, '')
    .replace(/\s+/g, ' ')
}
