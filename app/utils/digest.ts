import { isFollowUp } from './entries.ts'
import { badgeText, factText } from './facts.ts'
import { timeWords } from './time.ts'
import type { FollowUp } from '#shared/follow-up'
import type { Fact, SubjectCard, SubjectLabel } from '#shared/subject'
import type { Note, Person } from '#shared/thread'

/** What a summary is made of: the thread, as the page got it. */
export interface DigestSource { subject: SubjectCard, notes: readonly Note[], followUps: readonly FollowUp[], isCut: boolean }

export const digestParts = ['pinned', 'open', 'notes', 'done'] as const
export type DigestPart = typeof digestParts[number]

/** What the person wants in it. */
export interface DigestChoice {
  parts: readonly DigestPart[]
  /** Days back from now; null for all. What is still open is of now, however old. */
  days: number | null
  /** Ids of the people whose notes and follow-ups go in. */
  people: readonly number[]
}

/** One note or follow-up: who and when in one line, then what. Only a note has `html`: the text of a follow-up is plain. */
export interface DigestEntry { id: string, head: string, text: string, html: string | null }

/** A summary as a document, from which page, file and clipboard are made. */
export interface Digest {
  title: string
  facts: { name: string, value: string }[]
  sections: { part: DigestPart, title: string, entries: DigestEntry[] }[]
  /** Of when it is, and what it leaves out. */
  foot: string[]
}

interface Words {
  $t: (key: string, values?: Record<string, string | number>) => string
  /** BCP 47 tag of the language. */
  tag: string
  /** IANA zone that the times are written in. */
  timeZone: string
  /** ISO 8601. */
  now: string
}

const DAY = 86_400_000

/** The part that an entry belongs to; null for what no summary tells: promises that were called off. */
function partOf(entry: Note | FollowUp): DigestPart | null {
  if (!isFollowUp(entry)) return entry.pinned ? 'pinned' : 'notes'
  return entry.state === 'cancelled' ? null : entry.state
}

/** Who an entry is of: a note's author, and who is to keep a promise. */
function personOf(entry: Note | FollowUp): Person {
  return isFollowUp(entry) ? entry.assignee : entry.author
}

/** Entries of a part, in the order in which a document tells them: what is due next first, everything else as it happened. */
function orderOf(entry: Note | FollowUp): string {
  if (!isFollowUp(entry)) return entry.createdAt
  return entry.state === 'open' ? entry.dueAt : entry.closed?.at ?? entry.createdAt
}

function sectionsOf({ notes, followUps }: DigestSource) {
  const entries = [...notes, ...followUps]
  return digestParts.map(part => ({ part, entries: entries.filter(entry => partOf(entry) === part).sort((a, b) => orderOf(a).localeCompare(orderOf(b))) }))
}

/** The people whose entries a summary can hold, with how many, in the order of their names. */
export function peopleOf(source: DigestSource, tag: string): { person: Person, n: number }[] {
  const people = new Map<number, { person: Person, n: number }>()
  for (const { entries } of sectionsOf(source)) {
    for (const person of entries.map(personOf)) people.set(person.id, { person, n: (people.get(person.id)?.n ?? 0) + 1 })
  }
  return [...people.values()].sort((a, b) => a.person.name.localeCompare(b.person.name, tag))
}

/** How many entries each part has, whatever is chosen. */
export function sizesOf(source: DigestSource): Record<DigestPart, number> {
  const sizes: Record<DigestPart, number> = { pinned: 0, open: 0, notes: 0, done: 0 }
  for (const { part, entries } of sectionsOf(source)) sizes[part] = entries.length
  return sizes
}

/** The summary that page, file and clipboard show: of `source` what `choice` wants, in the language of the viewer. */
export function digestOf(source: DigestSource, { parts, days, people }: DigestChoice, words: Words): Digest {
  const { $t, tag, timeZone, now } = words
  const moment = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const asOf = moment.format(new Date(now))
  const since = days === null ? '' : new Date(Date.parse(now) - days * DAY).toISOString()
  const isWanted = (entry: Note | FollowUp) =>
    people.includes(personOf(entry).id) && ((isFollowUp(entry) && entry.state === 'open') || orderOf(entry) >= since)

  const sections = sectionsOf(source).filter(({ part }) => parts.includes(part)).map(({ part, entries }) => ({
    part,
    title: $t(`digest.part.${part}`),
    entries: entries.filter(isWanted).map(entry => entryOf(entry, words, iso => moment.format(new Date(iso)))),
  })).filter(({ entries }) => entries.length)

  return {
    title: source.subject.title,
    facts: [{ name: $t('digest.kind'), value: $t(`subject.${source.subject.type}`) }, ...source.subject.facts.map(fact => ({ name: $t(`fact.${fact.key}`), value: factValue(fact, words) }))],
    sections,
    foot: [
      $t('digest.asOf', { time: asOf }),
      ...days === null ? [] : [$t('digest.within', { n: days })],
      ...source.isCut ? [$t('digest.cut')] : [],
    ],
  }
}

function entryOf(entry: Note | FollowUp, { $t, tag, now }: Words, at: (iso: string) => string): DigestEntry {
  const { id, text, on } = entry
  if (!isFollowUp(entry)) return { id, head: withPlace($t('digest.noteBy', { name: entry.author.name, time: at(entry.createdAt) }), on), text, html: entry.html }

  const { assignee, dueAt, state, closed } = entry
  if (state !== 'open' && closed) return { id, head: withPlace($t('digest.doneBy', { name: closed.by.name, time: at(closed.at) }), on), text, html: null }
  const due = $t('digest.due', { name: assignee.name, time: dueText(entry, tag, at) })
  return { id, head: withPlace(dueAt < now ? `${due} · ${$t('digest.late')}` : due, on), text, html: null }
}

/** A promise without a time is meant for its day, wherever its reader is. */
function dueText({ dueOn, dueTime, dueAt }: FollowUp, tag: string, at: (iso: string) => string): string {
  return dueTime === null ? new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(dueOn)) : at(dueAt)
}

function withPlace(head: string, on: SubjectLabel | null): string {
  return on ? `${head} · ${on.title}` : head
}

function factValue(fact: Fact, { $t, tag, timeZone, now }: Words): string {
  if (fact.kind === 'stage' || fact.kind === 'state') return badgeText(fact, $t)
  if (fact.kind !== 'date') return factText(fact, { $t, tag, now, words: timeWords(tag, timeZone) })
  // A document is read on another day, when "tomorrow" is another one.
  const isDay = fact.value.length === 10
  return new Intl.DateTimeFormat(tag, isDay ? { timeZone: 'UTC', dateStyle: 'long' } : { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(fact.value))
}

/** The summary as Markdown. What people wrote as a note is Markdown already: quoted, so that its own headings and open fences end with it. */
export function digestMarkdown({ title, facts, sections, foot }: Digest): string {
  const blocks = [
    `# ${plain(title)}`,
    facts.map(({ name, value }) => `- **${plain(name)}:** ${plain(value)}`).join('\n'),
    ...sections.flatMap(({ title, entries }) => [`## ${plain(title)}`, ...entries.map(entryMarkdown)]),
    '---',
    foot.map(line => `*${plain(line)}*`).join('  \n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

function entryMarkdown({ head, text, html }: DigestEntry): string {
  const body = html === null ? text.split('\n').map(plain).join('  \n') : text
  return `**${plain(head)}**\n\n${body.split('\n').map(line => `> ${line}`.trimEnd()).join('\n')}`
}

/** Text whose every character stands for itself in Markdown. */
function plain(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll(/[\\`*_[\]<>#|~]/g, String.raw`\$&`).replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, (_, space, mark) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`)
}

/** A file's name that every system takes, of a title that may hold anything. */
export function fileNameOf(title: string): string {
  // eslint-disable-next-line no-control-regex -- exactly these are what file systems refuse
  const name = title.replaceAll(/[\\/:*?"<>|\u0000-\u001F]+/g, ' ').replaceAll(/\s+/g, ' ').trim().replace(/^\.+/, '')
  return `${[...name].slice(0, 80).join('').trim() || 'Sidenote'}.md`
}
