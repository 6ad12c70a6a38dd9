import { expect, test } from 'vitest'
import { failureOf } from '../../support/services.ts'
import { startNotes } from './start-notes.ts'

/** A thread of 120 notes, `note 1` to `note 120`, of which the 3rd, the 60th and the 119th are pinned. */
async function startLongThread() {
  const started = await startNotes()
  for (let n = 1; n <= 120; n++) await started.notes.add(started.marcus, { id: `n${n}`, text: `note ${n}` }, [])
  for (const n of [3, 60, 119]) await started.notes.pin(started.marcus, `n${n}`, true)
  return started
}

const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => `n${from - index}`)

test('the first page has the fifty newest notes and all pinned ones', async () => {
  const { read } = await startLongThread()

  const page = await read()

  expect(page.notes.map(({ id }) => id)).toEqual([...range(120, 71), 'n60', 'n3'])
})

test('further pages follow the cursor to the end, and miss nothing', async () => {
  const { read } = await startLongThread()

  const first = await read()
  const second = await read(first.older)
  const third = await read(second.older)

  expect(second.notes.map(({ id }) => id)).toEqual(range(70, 21))
  expect(third.notes.map(({ id }) => id)).toEqual(range(20, 1))
  expect(third.older).toBeNull()
})

test('notes that come or go while somebody pages move nothing', async () => {
  const { notes, marcus, read } = await startLongThread()
  const first = await read()

  await notes.add(marcus, { id: 'n121', text: 'new' }, [])
  await notes.remove(marcus, 'n100')
  const second = await read(first.older)

  expect(second.notes.map(({ id }) => id)).toEqual(range(70, 21))
})

test('a thread of exactly one page has no second', async () => {
  const { notes, marcus, read } = await startNotes()
  for (let n = 1; n <= 50; n++) await notes.add(marcus, { id: `n${n}`, text: 'x' }, [])

  const page = await read()

  expect([page.notes.length, page.older]).toEqual([50, null])
})

test('"since" gives what was written, changed, pinned and deleted after a counter, and nothing else', async () => {
  const { notes, marcus, portal, services, deal } = await startNotes()
  for (const id of ['n1', 'n2', 'n3', 'n4']) await notes.add(marcus, { id, text: id }, [])
  const seq = (await services.portals.get(portal.id))?.seq ?? 0

  await notes.edit(marcus, 'n1', 1, 'changed')
  await notes.remove(marcus, 'n2')
  await notes.pin(marcus, 'n3', true)
  await notes.add(marcus, { id: 'n5', text: 'n5' }, [])
  const page = await services.threads.since({ ...marcus, subject: deal }, seq)

  expect(page.notes.map(({ id }) => id)).toEqual(['n5', 'n3', 'n1'])
  expect(page.deleted).toEqual(['n2'])
  expect((await services.threads.since({ ...marcus, subject: deal }, page.seq)).notes).toEqual([])
})

test('"since" tells fifty changes at once, the oldest first, and goes on where it was cut', async () => {
  const { services, marcus } = await startLongThread()
  const told: string[] = []
  const counts: number[] = []

  for (let seq = 0, cut = true; cut;) {
    const page = await services.threads.since(marcus, seq)
    told.push(...page.notes.map(({ id }) => id))
    counts.push(page.notes.length)
    cut = page.notes.length === 50
    seq = page.seq
  }

  expect(counts).toEqual([50, 50, 20])
  expect(new Set(told).size).toBe(120)
})

test('what changes nothing is told to nobody', async () => {
  const { notes, marcus, portal, services } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'n1' }, [])
  const seq = (await services.portals.get(portal.id))?.seq

  await notes.add(marcus, { id: 'n1', text: 'n1' }, [])
  await notes.edit(marcus, 'n1', 1, 'n1')
  await notes.pin(marcus, 'n1', false)
  await notes.restore(marcus, 'n1')

  expect((await services.portals.get(portal.id))?.seq).toBe(seq)
})

/** Twenty-one notes, `n1` to `n21`, all but the last of them pinned. */
async function startPinned() {
  const started = await startNotes()
  for (let n = 1; n <= 21; n++) await started.notes.add(started.marcus, { id: `n${n}`, text: `note ${n}` }, [])
  for (let n = 1; n <= 20; n++) await started.notes.pin(started.marcus, `n${n}`, true)
  return started
}

test('a subject has room for twenty pinned notes, and for another when one goes', async () => {
  const { notes, marcus, hannah } = await startPinned()

  const refused = await failureOf(notes.pin(hannah, 'n21', true))
  const again = await failureOf(notes.pin(marcus, 'n1', true))
  await notes.remove(marcus, 'n1')
  const afterwards = await failureOf(notes.pin(hannah, 'n21', true))

  expect([refused, again, afterwards]).toEqual(['too-many-pins', 'no failure', 'no failure'])
})

test('a restored note is pinned again only where there is room', async () => {
  const { notes, marcus } = await startPinned()
  await notes.remove(marcus, 'n1')
  await notes.pin(marcus, 'n21', true)

  const crowded = await notes.restore(marcus, 'n1')
  await notes.remove(marcus, 'n2')
  const roomy = await notes.restore(marcus, 'n2')

  expect([crowded.pinned, roomy.pinned]).toEqual([false, true])
})

test('a cursor of another subject is not found, also where nothing was written yet, nor is one that is none', async () => {
  const { services, marcus, deal, otherDeal, read } = await startLongThread()
  const cursor = (await read()).older ?? undefined
  await services.notes.add({ ...marcus, subject: otherDeal }, { id: 'elsewhere', text: 'x' }, [])

  const codes = [
    await failureOf(services.threads.page({ ...marcus, subject: { ...deal, id: '3466' } }, cursor)),
    await failureOf(services.threads.page({ ...marcus, subject: otherDeal }, cursor)),
    await failureOf(read(`n${Date.now()}-elsewhere`)), await failureOf(read(`n${Date.now()}-nowhere`)), await failureOf(read('n71')),
  ]

  expect(codes).toEqual(Array(5).fill('not-found'))
})
