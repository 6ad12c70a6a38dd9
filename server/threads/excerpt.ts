import type { Marked } from '../../shared/search.ts'
import { piecesOf, spellingsOf, type Piece } from './words.ts'

interface Range { from: number, to: number }

const wordOrNumber = /[\p{L}\p{M}\p{N}]+/gu
/** Characters of the excerpt, and of what stands in it before the first match. */
const longest = 240
const lead = 60

/**
 * The part of a text around the first of the words that were looked for, with all of them marked, as the search finds them: in another case or
 * spelling too, and the last one where it is the beginning of a word.
 * @param text plain. @param query as it was typed.
 */
export function excerptOf(text: string, query: string): Marked {
  const matches = matchesIn(text, piecesOf(query))
  const { from, to } = around(text, matches[0]?.from ?? 0)

  const parts: Marked = from > 0 ? [{ text: '…', isMatch: false }] : []
  let end = from
  for (const match of matches.filter(match => match.from >= from && match.to <= to)) {
    parts.push({ text: text.slice(end, match.from), isMatch: false }, { text: text.slice(match.from, match.to), isMatch: true })
    end = match.to
  }
  parts.push({ text: text.slice(end, to) + (to < text.length ? '…' : ''), isMatch: false })
  return parts.filter(part => part.text !== '')
}

/** In their order, none of them within another. */
function matchesIn(text: string, pieces: Piece[]): Range[] {
  const last = pieces.at(-1)
  const chains = pieces.flatMap(piece => 'chain' in piece ? occurrences(text, piece.chain) : [])
  const words = [...text.matchAll(wordOrNumber)].flatMap(({ 0: word, index }): Range[] => {
    const spellings = piecesOf(word).flatMap(piece => 'word' in piece ? spellingsOf(piece.word) : [])
    const isMatch = pieces.some(piece => 'word' in piece && spellingsOf(piece.word).some(looked => spellings.some(spelling => piece === last ? spelling.startsWith(looked) : spelling === looked)))
    return isMatch ? [{ from: index, to: index + word.length }] : []
  })
  const ranges = [...words, ...chains].sort((a, b) => a.from - b.from)
  return ranges.filter(({ from }, index) => ranges.slice(0, index).every(({ to }) => to <= from))
}

function occurrences(text: string, chain: string): Range[] {
  const ranges: Range[] = []
  for (let from = text.indexOf(chain); from >= 0; from = text.indexOf(chain, from + chain.length)) ranges.push({ from, to: from + chain.length })
  return ranges
}

/** Begins between words where that is near. */
function around(text: string, first: number): Range {
  if (text.length <= longest || first <= lead) return { from: 0, to: Math.min(text.length, longest) }
  const from = Math.max(0, first - lead)
  const space = text.slice(from, first).search(/\s/)
  const begin = space < 0 ? from : from + space + 1
  return { from: begin, to: Math.min(text.length, begin + longest) }
}
