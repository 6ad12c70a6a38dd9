import { expect, test } from 'vitest'
import { failureOf } from '../../support/services.ts'
import { generator } from '../../support/generator.ts'
import { startTimeline } from './start-timeline.ts'

const rounds = Number(process.env.SEQUENCES ?? 60)
const firstSeed = Number(process.env.SEED ?? 1)

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('notes count since they were written and follow-ups since they were closed, newest first', async () => {
  const { timeline, reader, putNote, putFollowUp } = startTimeline(0)
  const [old, recent] = [putNote({ createdAt: 1000 }), putNote({ createdAt: 3000 })]
  for (let n = 0; n < 48; n++) putNote({ createdAt: 4000 })
  const done = putFollowUp({ closedAt: 2000 })

  const first = await timeline.page(reader, undefined, {})
  const second = await timeline.page(reader, first.older ?? undefined, {})

  expect([first.notes.at(-1)?.id, idsOf(first.followUps)]).toEqual([recent, [done]])
  expect([idsOf(second.notes), second.followUps, second.older]).toEqual([[old], [], null])
})

test('open follow-ups come with the first page alone, overdue first, and are no part of its fifty', async () => {
  const { timeline, reader, ids, putNote, putFollowUp } = startTimeline(1)
  for (let n = 0; n < 60; n++) putNote({ createdAt: 4000 + n })
  const [late, next, linked] = [putFollowUp({ dueAt: 100 }), putFollowUp({ dueAt: 300 }), putFollowUp({ dueAt: 200, subjectId: ids[1] })]

  const first = await timeline.page(reader, undefined, {})
  const second = await timeline.page(reader, first.older ?? undefined, {})

  expect([first.notes.length, idsOf(first.followUps)]).toEqual([50, [late, linked, next]])
  expect([second.notes.length, second.followUps]).toEqual([10, []])
})

test('two hundred open follow-ups are enough: of more, those that are due first', async () => {
  const { timeline, reader, ids, putFollowUp } = startTimeline(2)
  for (let n = 0; n < 300; n++) putFollowUp({ dueAt: 1000 - n, subjectId: ids[n % 3] })

  const { followUps } = await timeline.page(reader, undefined, {})

  expect(followUps.map(({ dueAt }) => dueAt)).toEqual(Array.from({ length: 200 }, (_, index) => 701 + index))
})

test('the pinned notes of all its subjects come with the first page', async () => {
  const { timeline, reader, ids, putNote } = startTimeline(2)
  const pins = ids.map(subjectId => putNote({ subjectId, pinned: true, createdAt: 1 }))
  for (let n = 0; n < 60; n++) putNote({ createdAt: 4000 })

  const first = await timeline.page(reader, undefined, {})
  const second = await timeline.page(reader, first.older ?? undefined, {})

  expect(idsOf(first.notes).slice(50).sort()).toEqual(pins.sort())
  expect(idsOf(second.notes)).toEqual(expect.arrayContaining(pins))
})

test('nothing of a subject that is not linked is ever read, whatever changes there', async () => {
  const { timeline, reader, ids, idsThere, putNote, putFollowUp } = startTimeline(2)
  const withoutSecond = { ...reader, linked: reader.linked?.slice(0, 1) }
  for (const place of [{ subjectId: ids[2] }, { portalId: 2, subjectId: idsThere[0] }, { portalId: 2, subjectId: idsThere[1] }]) {
    putNote({ ...place, pinned: true })
    putFollowUp({ ...place })
    putFollowUp({ ...place, closedAt: 2000 })
    putNote({ ...place, deletedAt: 5 })
  }
  const own = putNote({ subjectId: ids[1] })

  const pages = [await timeline.page(withoutSecond, undefined, {}), await timeline.page(withoutSecond, undefined, { author: 7 }), await timeline.since(withoutSecond, 0)]
  const alone = await timeline.page({ ...reader, linked: [] }, undefined, {})

  for (const { notes, followUps } of pages) expect([idsOf(notes), followUps]).toEqual([[own], []])
  expect([alone.notes, alone.followUps]).toEqual([[], []])
})

test('a subject that is linked to itself is not read twice', async () => {
  const { timeline, reader, ids, putNote } = startTimeline(1)
  for (let n = 0; n < 50; n++) putNote()

  const { notes, older } = await timeline.page({ ...reader, linked: (reader.linked ?? []).map(link => ({ ...link, id: ids[0] ?? 0 })) }, undefined, {})

  expect([notes.length, older]).toEqual([50, null])
})

test('where nothing was written on the subject itself, what is linked to it is read nevertheless', async () => {
  const { timeline, reader, ids, putNote } = startTimeline(1)
  const id = putNote({ subjectId: ids[1] })

  const { notes } = await timeline.page({ ...reader, subject: { kind: 'task', entityTypeId: 0, id: '9' } }, undefined, {})

  expect(idsOf(notes)).toEqual([id])
})

test('a page goes on where it ended, also when what stood there was deleted or opened again', async () => {
  const { timeline, reader, database, putNote, putFollowUp } = startTimeline(0)
  const [older, note, last] = [putNote({ createdAt: 1000 }), putNote({ createdAt: 2000 }), putFollowUp({ closedAt: 2000 })]
  for (let n = 0; n < 49; n++) putNote({ createdAt: 4000 })
  const first = await timeline.page(reader, undefined, {})
  database.$client.prepare('update follow_ups set state = \'open\', closed_at = null where id = ?').run(last)

  const second = await timeline.page(reader, first.older ?? undefined, {})

  expect(first.older).toBe(`f2000-${last}`)
  expect(idsOf(second.notes)).toEqual([note, older])
})

test('a filter gives one kind or one author, page by page', async () => {
  const { pages, putNote, putFollowUp } = startTimeline(0)
  for (let n = 0; n < 130; n++) putNote({ createdAt: 1000 + n, authorId: n % 2 ? 7 : 8, pinned: n < 4 })
  for (let n = 0; n < 130; n++) putFollowUp({ closedAt: 1000 + n, authorId: n % 2 ? 7 : 8 })
  for (let n = 0; n < 6; n++) putFollowUp({ authorId: n % 2 ? 7 : 8 })

  const [notes, followUps, hers, herNotes] = [await pages({ kind: 'notes' }), await pages({ kind: 'follow-ups' }), await pages({ author: 8 }), await pages({ author: 8, kind: 'notes' })]

  expect(notes.map(page => [page.notes.length, page.followUps.length])).toEqual([[54, 0], [50, 0], [30, 0]])
  expect(followUps.map(page => [page.notes.length, page.followUps.length])).toEqual([[0, 56], [0, 50], [0, 30]])
  expect(hers.map(page => page.notes.length + page.followUps.length)).toEqual([55, 50, 30])
  expect(herNotes.map(page => page.notes.length)).toEqual([52, 15])
  expect([...hers, ...herNotes].flatMap(page => [...page.notes, ...page.followUps]).every(({ authorId }) => authorId === 8)).toBe(true)
})

test('"since" tells of both kinds on all subjects in the order of the changes, fifty at once', async () => {
  const { timeline, reader, ids, putNote, putFollowUp } = startTimeline(2)
  const written = Array.from({ length: 120 }, (_, n) => n % 3 ? putNote({ subjectId: ids[n % 3] }) : putFollowUp({ subjectId: ids[n % 2], closedAt: n % 6 ? 2000 : null }))
  const told: string[][] = []

  for (let seq: number | null = 0; seq !== null;) {
    const { notes, followUps, until } = await timeline.since(reader, seq)
    told.push([...idsOf(notes), ...idsOf(followUps)].sort())
    seq = until
  }

  expect(told).toEqual([written.slice(0, 50).sort(), written.slice(50, 100).sort(), written.slice(100).sort()])
})

test('words that are no cursor, and cursors of somewhere else, are not found', async () => {
  const { timeline, reader, ids, idsThere, putNote } = startTimeline(1)
  const [linked, elsewhere] = [putNote({ subjectId: ids[1] }), putNote({ portalId: 2, subjectId: idsThere[0] })]
  const asked = (cursor: string, linked = reader.linked) => failureOf(timeline.page({ ...reader, linked }, cursor, {}))

  const codes = [await asked(`n1000-${linked}`), await asked(`n1000-${linked}`, []), await asked(`n1000-${elsewhere}`), await asked(`f1000-${linked}`), await asked(linked)]

  expect(codes).toEqual(['no failure', 'not-found', 'not-found', 'not-found', 'not-found'])
})

test(`${rounds} threads give, page by page, each entry that stands exactly once and in one order`, { timeout: 60_000 }, async () => {
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
    const random = generator(seed)
    const below = (n: number) => Math.floor(random() * n)
    const { pages, ids, putNote, putFollowUp } = startTimeline(below(4))
    // A few moments only: most entries share theirs with others.
    const moments = 1 + below(12)
    const rows = Array.from({ length: below(350) }, () => {
      const values = { subjectId: ids[below(ids.length)], authorId: 7 + below(3), deletedAt: random() < 0.15 ? 1 : null }
      const at = 1000 + below(moments)
      if (random() < 0.6) return { ...values, at, isNote: true, id: putNote({ ...values, createdAt: at, pinned: random() < 0.02 }) }
      return random() < 0.3 ? { ...values, at: null, isNote: false, id: putFollowUp(values) } : { ...values, at, isNote: false, id: putFollowUp({ ...values, closedAt: at }) }
    })
    const filter = { ...(random() < 0.3 ? { author: 8 } : {}), ...(random() < 0.3 ? { kind: random() < 0.5 ? 'notes' as const : 'follow-ups' as const } : {}) }

    const all = await pages(filter)

    const shown = rows.filter(row => row.deletedAt === null && (!filter.author || row.authorId === filter.author) && (!filter.kind || (filter.kind === 'notes') === row.isNote))
    const where = `SEED=${seed} SEQUENCES=1`
    const arrival = (id: string) => Number(id.slice(1))
    const inOrder = shown.filter(({ at }) => at !== null).sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || Number(a.isNote) - Number(b.isNote) || arrival(b.id) - arrival(a.id)).map(({ id }) => id)
    const expected = Array.from({ length: Math.max(1, Math.ceil(inOrder.length / 50)) }, (_, page) => inOrder.slice(page * 50, (page + 1) * 50))
    // Pinned notes and open follow-ups come along with the first page, and the pinned ones once more in their place.
    const paged = all.map(({ notes, followUps }, page) => [...followUps.filter(({ state }) => state !== 'open'), ...notes]
      .sort((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id)).map(({ id }) => id).filter(id => page > 0 || expected[0]?.includes(id)))
    expect(paged, where).toEqual(expected)
    expect(idsOf(all.flatMap(({ followUps }) => followUps.filter(({ state }) => state === 'open'))).sort(), where).toEqual(shown.filter(({ at }) => at === null).map(({ id }) => id).sort())
  }
})
