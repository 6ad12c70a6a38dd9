import { expect, test } from 'vitest'
import { pairsOf, piecesOf, spellingsOf } from '../../../../server/threads/words.ts'

/** A text as the index gets it. */
const indexed = (text: string) => piecesOf(text).flatMap(piece => 'word' in piece ? spellingsOf(piece.word) : pairsOf(piece.chain))

test.each([
  ['English', 'Don\'t call ACME_Ltd. before 10:30', ['don', 't', 'call', 'acme', 'ltd', 'before', '10', '30']],
  ['German', 'Große Überraschung', ['grosse', 'uberraschung', 'ueberraschung']],
  ['French', 'l’œuvre déjà vue', ['l', 'oeuvre', 'deja', 'vue']],
  ['Danish, Polish and Vietnamese', 'Ærø Łódź Đặng', ['aero', 'lodz', 'dang']],
  ['Turkish', 'İSTANBUL Isparta ısparta', ['istanbul', 'isparta', 'isparta']],
  ['Greek', 'ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
  ['Russian', 'Ёлка, йод', ['елка', 'йод']],
  ['Arabic', 'العَقْد أُرسِل مُـوقَّعًا', ['العقد', 'ارسل', 'موقعا']],
  ['Persian as Arabic', 'کی كى', ['كي', 'كي']],
  ['Hebrew', 'שָׁלוֹם', ['שלום']],
  ['Hindi', 'फ़ोन कीजिए', ['फोन', 'कीजिए']],
  ['Chinese', '签合同。', ['签合', '合同', '同']],
  ['Japanese, narrow and wide', 'ｻｰﾊﾞｰ サーバー', ['サー', 'ーバ', 'バー', 'ー', 'サー', 'ーバ', 'バー', 'ー']],
  ['Thai', 'ราคา', ['รา', 'าค', 'คา', 'า']],
  ['Korean', '고객에게', ['고객', '객에', '에게', '게']],
  ['a mixture', '第3回のABC会議', ['第', '3', '回の', 'の', 'abc', '会議', '議']],
])('%s is taken apart as people look for it', (_language, text, words) => {
  expect(indexed(text)).toEqual(words)
})

test('what has no shape of its own is no part of a word: soft hyphens, joiners, marks of direction', () => {
  expect(indexed('Vertrags\u00ADnummer \u200Fمی\u200Cخواهم')).toEqual(['vertragsnummer', 'ميخواهم'])
})

test('the same character counts in whichever bytes it comes', () => {
  expect(indexed('e\u0301te\u0301 ＡＢＣ ﬁx')).toEqual(indexed('été ABC fix'))
})

test('punctuation and pictures are no words', () => {
  expect(indexed('!? … „“ — * " ( ) 。、 👍')).toEqual([])
})

test('of a word without end its beginning counts', () => {
  expect(indexed('x'.repeat(10_000))).toEqual(['x'.repeat(64)])
})
