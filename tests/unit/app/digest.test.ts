import { createCoreContext, resolveWithKeyValue, translate } from '@intlify/core'
import { describe, expect, test } from 'vitest'
import { digestMarkdown, digestOf, digestParts, fileNameOf, peopleOf, sizesOf, type DigestChoice, type DigestSource } from '../../../app/utils/digest.ts'
import de from '../../../i18n/locales/de.json' with { type: 'json' }
import en from '../../../i18n/locales/en.json' with { type: 'json' }
import type { SubjectCard } from '../../../shared/subject.ts'
import { aFollowUp, aNote } from './entries.fixture.ts'

const now = '2026-11-20T13:30:00.000Z'
const anna = { id: 1, name: 'Anna Weber' }
const marcus = { id: 2, name: 'Marcus Reed' }
const deal: SubjectCard = {
  kind: 'crm-item', entityTypeId: 2, id: '7', type: 'deal', title: 'Seating, Harbour Hotel', path: null, facts: [
    { key: 'stage', kind: 'stage', value: 'In the workshop', color: null, outcome: 'open' },
    { key: 'amount', kind: 'money', value: 48_200, currency: 'EUR' },
  ],
}
const everything: DigestChoice = { parts: digestParts, days: null, people: [anna.id, marcus.id] }

function arrange({ choice = {}, language = 'en', ...changed }: Partial<DigestSource> & { choice?: Partial<DigestChoice>, language?: 'en' | 'de' } = {}) {
  const source: DigestSource = { subject: deal, notes: [], followUps: [], isCut: false, ...changed }
  const context = createCoreContext({ locale: language, messages: { [language]: language === 'de' ? de : en }, messageResolver: resolveWithKeyValue })
  const $t = (key: string, values: Record<string, string | number> = {}) => String(translate(context, key, values, { plural: typeof values.n === 'number' ? values.n : undefined }))
  const digest = digestOf(source, { ...everything, ...choice }, { $t, tag: language === 'de' ? 'de-DE' : 'en-US', timeZone: 'Europe/Berlin', now })
  return { digest, markdown: digestMarkdown(digest), entries: digest.sections.flatMap(({ entries }) => entries.map(({ text }) => text)) }
}

describe('a summary', () => {
  test('names the item, its facts, and everything said with person and time in words', () => {
    const { markdown } = arrange({
      notes: [aNote({ text: 'Ring **twice**', pinned: true }), aNote({ id: 'n2', text: 'The lift is narrow.', createdAt: '2026-11-19T08:05:00.000Z' })],
      followUps: [
        aFollowUp(),
        aFollowUp({ id: 'f2', text: 'Measure the lift', state: 'done', closed: { by: anna, at: '2026-11-19T10:00:00.000Z' } }),
      ],
    })

    expect(markdown.replaceAll('\u202F', ' ')).toBe(`# Seating, Harbour Hotel

- **Kind:** Deal
- **Stage:** In the workshop
- **Amount:** €48,200

## Pinned

**Anna Weber, November 20, 2026 at 2:00 PM**

> Ring **twice**

## Open follow-ups

**Marcus Reed, by November 23, 2026**

> Call the hotel

## Notes

**Anna Weber, November 19, 2026 at 9:05 AM**

> The lift is narrow.

## Done follow-ups

**Done by Anna Weber, November 19, 2026 at 11:00 AM**

> Measure the lift

---

*Summary by Sidenote as of November 20, 2026 at 2:30 PM*
`)
  })

  test('speaks the language of the viewer', () => {
    const { markdown } = arrange({ language: 'de', followUps: [aFollowUp({ dueTime: '15:00', dueAt: '2026-11-19T14:00:00.000Z' })] })

    expect(markdown).toContain('## Offene Wiedervorlagen')
    expect(markdown).toContain('**Marcus Reed, bis 19. November 2026 um 15:00 · überfällig**')
  })

  test('says on what else something was written', () => {
    const { markdown } = arrange({ notes: [aNote({ on: { kind: 'crm-item', entityTypeId: 4, id: '1', type: 'company', title: 'Harbour Hotel Group', path: null } })] })

    expect(markdown).toContain(' · Harbour Hotel Group**')
  })

  test('tells what is due first, and what happened as it happened', () => {
    const { entries } = arrange({
      notes: [aNote({ id: 'b', text: 'Second' }), aNote({ id: 'a', text: 'First', createdAt: '2026-11-01T13:00:00.000Z' })],
      followUps: [aFollowUp({ id: 'c', text: 'Later', dueAt: '2026-12-24T17:00:00.000Z' }), aFollowUp({ id: 'd', text: 'Sooner' })],
    })

    expect(entries).toEqual(['Sooner', 'Later', 'First', 'Second'])
  })

  test('leaves out promises that were called off', () => {
    const { entries } = arrange({ followUps: [aFollowUp({ state: 'cancelled', closed: { by: anna, at: now } })] })

    expect(entries).toEqual([])
  })

  test('says that older entries are not in it', () => {
    expect(arrange({ isCut: true }).markdown).toContain('*Only the newest 500 notes and follow-ups*')
  })
})

describe('what a person chooses', () => {
  const source = {
    notes: [aNote({ id: 'a', text: 'Old', createdAt: '2026-10-01T13:00:00.000Z' }), aNote({ id: 'b', text: 'New' }), aNote({ id: 'c', text: 'Pinned', pinned: true })],
    followUps: [aFollowUp({ text: 'Promised long ago', dueAt: '2026-09-01T17:00:00.000Z' })],
  }

  test('by part leaves the others out', () => {
    expect(arrange({ ...source, choice: { parts: ['pinned'] } }).entries).toEqual(['Pinned'])
  })

  test('by days leaves out what is older, but not what is still open, and says so', () => {
    const { entries, digest } = arrange({ ...source, choice: { days: 7 } })

    expect(entries).toEqual(['Pinned', 'Promised long ago', 'New'])
    expect(digest.foot).toContain('Only the last 7 days')
  })

  test('by person leaves out notes of an author and promises of an assignee', () => {
    expect(arrange({ ...source, choice: { people: [anna.id] } }).entries).toEqual(['Pinned', 'Old', 'New'])
    expect(arrange({ ...source, choice: { people: [marcus.id] } }).entries).toEqual(['Promised long ago'])
  })

  test('is offered with how many there are of each', () => {
    const all = { subject: deal, isCut: false, ...source }

    expect(sizesOf(all)).toEqual({ pinned: 1, open: 1, notes: 2, done: 0 })
    expect(peopleOf(all, 'en-US')).toEqual([{ person: anna, n: 3 }, { person: marcus, n: 1 }])
  })
})

describe('a summary as Markdown', () => {
  test('keeps a note\'s own headings and open fences to the note', () => {
    const { markdown } = arrange({ notes: [aNote({ id: 'a', text: '# Loud\n\n```\nnever closed' }), aNote({ id: 'b', text: 'After it' })] })

    expect(markdown).toContain('> # Loud\n>\n> ```\n> never closed\n\n**Anna Weber')
    expect(markdown).toContain('\n\n> After it\n')
  })

  test('takes what is plain text literally', () => {
    const { markdown } = arrange({ subject: { ...deal, title: '1. *Best* <b>deal</b>' }, followUps: [aFollowUp({ text: '- call # 5\n[x](http://example.com)' })] })

    expect(markdown).toContain(String.raw`# 1\. \*Best\* \<b\>deal\</b\>`)
    expect(markdown).toContain('> \\- call \\# 5\n> \\[x\\](http://example.com)')
  })
})

test.each([
  ['Desk: 2/3 "old"', 'Desk 2 3 old.md'],
  ['...', 'Sidenote.md'],
  ['', 'Sidenote.md'],
  ['ü'.repeat(200), `${'ü'.repeat(80)}.md`],
])('the file of %j is called %j', (title, name) => {
  expect(fileNameOf(title)).toBe(name)
})
