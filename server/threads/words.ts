/** Scripts that put no spaces between words, and Korean, which puts endings on them. */
const joined = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]`
const letter = String.raw`[\p{L}\p{M}\p{N}]`
const pieces = new RegExp(`(?<chain>[${letter}&&${joined}]+)|[${letter}--${joined}]+`, 'gv')

/** What has no shape of its own (soft hyphens, joiners, marks of direction), and the stretching of Arabic. */
const invisible = /\p{Cf}|\u0640/gu
/** Accents of Latin, Greek and Cyrillic (й is a letter of its own), vowel signs of Arabic and Hebrew, the dot of Devanagari. */
const accents = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c]/gu
/** Letters that Unicode does not take apart, and that people write in another way too. */
const alike = new Map(Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' }))
const hasAlike = new RegExp([...alike.keys()].join('|'), 'gu')
const plain = /^[a-z0-9]+$/

/** Characters of a word that count: nobody types more, and a page of base64 is no word. */
const longest = 64

/** A text is made of words, and of chains of characters between which words cannot be told apart. */
export type Piece = { word: string } | { chain: string }

/** A text in its words and chains, in order, without case and without what is the same to readers in other bytes. */
export function piecesOf(text: string): Piece[] {
  return Array.from(text.normalize('NFKC').toLowerCase().replace(invisible, '').matchAll(pieces), ([piece, chain]) => chain === undefined ? { word: piece.slice(0, longest) } : { chain })
}

/**
 * The ways in which a word is written by people: without its accents, and for German with an e behind the vowel. Each of them finds it.
 *
 *     müller → muller, mueller      straße → strasse      ёлка → елка
 */
export function spellingsOf(word: string): string[] {
  return plain.test(word) ? [word] : [...new Set([fold(word), fold(word.replace(/[äöü]/g, '$&e'))])]
}

function fold(word: string) {
  return word.normalize('NFKD').replace(accents, '').replace(hasAlike, letter => alike.get(letter) ?? letter).normalize('NFC')
}

/**
 * A chain as pairs of neighbours; the last character stands alone, so that each one begins a pair. Part of a chain is found by its own pairs
 * in a row. Intl.Segmenter would cut words from it, but others from a part than from the whole: of Thai and Japanese words it loses a third
 * (docs/decisions/0011-search.md).
 *
 *     大学生 → 大学, 学生, 生
 */
export function pairsOf(chain: string): string[] {
  const characters = Array.from(chain)
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}
