import { describe, expect, it } from 'vitest'
import { audit, type Stored } from '../../../soak/audit.ts'
import { createLedger, record, settle } from '../../../soak/ledger.ts'
import { markOf, strangeMarks } from '../../../soak/marks.ts'

/** A note that was written and changed, and a third text that its writer was refused; all of it stored as it should be. */
function arrange() {
  const ledger = createLedger()
  const note = ledger.begin({ id: 'note', portal: 7, deal: 41, authorId: 3 })
  for (const [text, version] of [['first', 1], ['second', 2]] as const) record(ledger.attempt(note, 3, text, version), 'done')
  ledger.attempt(note, 3, 'refused', 3)
  const followUp = ledger.promise({ id: 'promise', portal: 7, deal: 41, authorId: 3, text: 'send' })
  settle(followUp.stands, true, 'done')
  settle(followUp.state, 'done', 'done')
  ledger.promise({ id: 'refused', portal: 7, deal: 41, authorId: 3, text: 'not sent' })
  ledger.draft({ portal: 7, deal: 41, userId: 3 }).mayStand = ['half']
  const stored: Stored = {
    portals: [{ portal: 7, state: 'installed' }],
    notes: [{ portal: 7, deal: 41, id: 'note', authorId: 3, text: 'second', version: 2, isDeleted: false, isPinned: false }],
    versions: [
      { portal: 7, noteId: 'note', version: 1, text: 'first', userId: 3 },
      { portal: 7, noteId: 'note', version: 2, text: 'second', userId: 3 },
    ],
    followUps: [{ portal: 7, deal: 41, id: 'promise', authorId: 3, text: 'send', state: 'done', lastState: 'done', version: 2, versions: 2 }],
    drafts: [{ portal: 7, deal: 41, userId: 3, text: 'half' }],
  }
  return { ledger, note, stored }
}

/** What the audit says when the database is not as it was left. */
function findings(tamper: (stored: Stored) => Partial<Stored>) {
  const { ledger, stored } = arrange()
  return audit(ledger, { ...stored, ...tamper(stored) }, [7]).map(({ what }) => what)
}

describe('the audit of a soak', () => {
  it('finds nothing where all is as acknowledged', () => {
    expect(findings(() => ({}))).toEqual([])
  })

  it.each<[string, string, (stored: Stored) => Partial<Stored>]>([
    ['a note that is gone', 'lost', () => ({ notes: [], versions: [] })],
    ['a version that is gone', 'lost', ({ notes, versions }) => ({ notes: notes.map(note => ({ ...note, text: 'first', version: 1 })), versions: versions.slice(0, 1) })],
    ['a draft that is gone', 'lost', () => ({ drafts: [] })],
    ['a second note with the same text', 'duplicated', ({ notes, versions }) => ({
      notes: [...notes, ...notes.map(note => ({ ...note, id: 'twin', text: 'first', version: 1 }))], versions: [...versions, ...versions.slice(0, 1).map(row => ({ ...row, noteId: 'twin' }))],
    })],
    ['a text that its writer was refused', 'changed', ({ notes, versions }) => ({
      notes: notes.map(note => ({ ...note, text: 'refused', version: 3 })), versions: [...versions, { portal: 7, noteId: 'note', version: 3, text: 'refused', userId: 3 }],
    })],
    ['a text that nobody wrote', 'changed', ({ versions }) => ({ versions: [...versions, { portal: 7, noteId: 'other', version: 1, text: 'whose?', userId: 3 }] })],
    ['a note that has come to another deal', 'changed', ({ notes }) => ({ notes: notes.map(note => ({ ...note, deal: 42 })) })],
    ['a note that is not its newest version', 'changed', ({ notes }) => ({ notes: notes.map(note => ({ ...note, text: 'first' })) })],
    ['a note that nobody deleted', 'changed', ({ notes }) => ({ notes: notes.map(note => ({ ...note, isDeleted: true })) })],
    ['a follow-up that is gone', 'lost', () => ({ followUps: [] })],
    ['a second follow-up with the same text', 'duplicated', ({ followUps }) => ({ followUps: [...followUps, ...followUps.map(row => ({ ...row, id: 'twin' }))] })],
    ['a follow-up that its writer was refused', 'changed', ({ followUps }) => ({ followUps: [...followUps, ...followUps.map(row => ({ ...row, id: 'refused', text: 'not sent' }))] })],
    ['a follow-up that nobody wrote', 'changed', ({ followUps }) => ({ followUps: [...followUps, ...followUps.map(row => ({ ...row, id: 'other', text: 'whose?' }))] })],
    ['a follow-up that is open again by itself', 'changed', ({ followUps }) => ({ followUps: followUps.map(row => ({ ...row, state: 'open' })) })],
    ['a follow-up whose history misses a version', 'changed', ({ followUps }) => ({ followUps: followUps.map(row => ({ ...row, versions: 1 })) })],
    ['a portal that nobody removed', 'portal', () => ({ portals: [{ portal: 7, state: 'uninstalled' }] })],
  ])('finds %s', (_, what, tamper) => {
    expect(findings(tamper)).toContain(what)
  })

  it('lets both be true that an answer left open', () => {
    const { ledger, note, stored } = arrange()
    record(ledger.attempt(note, 3, 'unanswered', 3), 'unknown')
    settle(note.deleted, true, 'unknown')
    const landed: Stored = {
      ...stored,
      notes: stored.notes.map(row => ({ ...row, text: 'unanswered', version: 3, isDeleted: true })),
      versions: [...stored.versions, { portal: 7, noteId: 'note', version: 3, text: 'unanswered', userId: 3 }],
    }

    expect(audit(ledger, stored, [7])).toEqual([])
    expect(audit(ledger, landed, [7])).toEqual([])
  })
})

describe('a mark in an answer', () => {
  const place = { portal: 7, deal: 41, userId: 3 }

  it('is for everybody on that deal of that portal, a draft\'s for its writer alone', () => {
    const [note, draft] = [markOf(place, 'all'), markOf(place, 'writer')]
    const seenBy = (reader: Parameters<typeof strangeMarks>[1]) => strangeMarks(`<p>${note}</p> ${draft}`, reader)

    expect(seenBy(place)).toEqual([])
    expect(seenBy({ ...place, userId: 4 })).toEqual([draft])
    for (const reader of [{ ...place, deal: 42 }, { ...place, portal: 8 }, null]) expect(seenBy(reader)).toEqual([note, draft])
  })

  it('may stand on the own page of somebody on that portal who may read every deal', () => {
    const note = markOf(place, 'all')

    expect(strangeMarks(note, { portal: 7, deal: null, userId: 4 })).toEqual([])
    expect(strangeMarks(note, { portal: 8, deal: null, userId: 4 })).toEqual([note])
  })
})
