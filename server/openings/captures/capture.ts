import type { SubjectCard, SubjectLabel } from '../../../shared/subject.ts'
import type { Source } from '../../../shared/thread.ts'
import type { Command } from '../../bitrix24/rest.ts'
import type { Asked } from '../view.ts'

/** What something is captured from, as the viewer may see it. */
export interface Captured {
  source: Source | null
  /** What the form begins with, by what it becomes. */
  prefill: { note: string, followUp: string }
  /** What it can be attached to, the most useful first. */
  targets: SubjectLabel[]
}

/** What a capture wants to know of the portal, and what it makes of the answers. */
export interface Capture {
  commands: Record<string, Command>
  /** @throws Failure `not-available` when the person may not see what it is captured from, `portal-unreachable` … */
  read(asked: Asked): Promise<Captured>
}

/** Characters of what is quoted: of an e-mail the beginning, a note is no archive. */
const longestQuote = 4_000
/** A follow-up is a sentence, and a source's title a few words. */
const longestPromise = 300
const longestTitle = 80

/** A text as far as a note quotes it. */
export function quotable(text: string): string {
  return cut(text, longestQuote)
}

/** A text as one sentence of what is to be done. */
export function promised(text: string): string {
  return cut(oneLine(text), longestPromise)
}

/** A text as the title of where something comes from. */
export function titled(text: string): string {
  return cut(oneLine(text), longestTitle)
}

function oneLine(text: string): string {
  return text.replace(/^> ?/gm, '').replace(/\s+/g, ' ').trim()
}

/** At most so many characters, whole ones, and an ellipsis where there are more. */
function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length > most ? `${characters.slice(0, most - 1).join('').trimEnd()}…` : text
}

/** What a subject is called, without what else its header says. */
export function withoutFacts({ facts: _facts, ...label }: SubjectCard): SubjectLabel {
  return label
}
