import type { Fact, SubjectState } from '#shared/subject'
import { money } from './money.ts'
import { numberWords } from './numbers.ts'
import type { TimeWords } from './time.ts'

/** A fact that has a line of its own: what is no badge. */
export type LineFact = Exclude<Fact, { kind: 'stage' | 'state' }>
export type BadgeFact = Extract<Fact, { kind: 'stage' | 'state' }>

interface Reading {
  /** BCP 47. */
  tag: string
  words: TimeWords
  /** ISO 8601. */
  now: string
  $t: (key: string, values?: Record<string, string | number>) => string
}

/** What a fact says, in the reader's language, zone and formats. */
export function factText(fact: LineFact, { tag, words, now, $t }: Reading): string {
  switch (fact.kind) {
    case 'money': return money(fact.value, fact.currency, tag)
    case 'number': return numberWords(tag).count(fact.value)
    case 'word': return $t(`word.${fact.value}`)
    case 'date': return fact.isLate ? $t('fact.late', { date: words.date(fact.value, now) }) : words.date(fact.value, now)
    default: return fact.value
  }
}

/** Where a phone number or an e-mail address leads. */
export function factLink({ kind, value }: LineFact): string | undefined {
  if (kind === 'phone') return `tel:${value.replace(/[^+\d]/g, '')}`
  if (kind === 'email') return `mailto:${value}`
}

/** The words of a badge: of a stage its name, of a state of Bitrix24's own that in the reader's language. */
export function badgeText(fact: BadgeFact, $t: (key: `state.${SubjectState}`) => string): string {
  return fact.kind === 'stage' ? fact.value : $t(`state.${fact.value}`)
}
