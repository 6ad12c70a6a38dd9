import { expect, test } from 'vitest'
import type { Scope } from '../../../server/subjects/subject.ts'
import { failureOf, people } from '../../support/services.ts'
import { historyOf, startNotes } from './start-notes.ts'

test('a note is there for everybody on the subject, with its author and time', async () => {
  const { notes, marcus, read } = await startNotes()

  await notes.add(marcus, { id: 'n1', text: 'Deliver before 10 am' }, [], { kind: 'call', id: 'c1', title: '+49 30 1' })
  const page = await read()

  expect(page.notes).toEqual([{
    id: 'n1', version: 1, text: 'Deliver before 10 am', html: '<p>Deliver before 10 am</p>\n', author: { id: people.marcus, name: '#3' }, createdAt: '2026-11-20T09:00:00.000Z',
    edited: null, pinned: false, on: null, source: { kind: 'call', id: 'c1', title: '+49 30 1' }, editable: true,
  }])
  expect(page.older).toBeNull()
})

test('a save that is retried makes one note', async () => {
  const { notes, marcus, read } = await startNotes()

  const saves = await Promise.all([1, 2, 3].map(() => notes.add(marcus, { id: 'n1', text: 'Once' }, [])))

  expect(saves.map(({ isNew }) => isNew)).toEqual([true, false, false])
  expect((await read()).notes).toHaveLength(1)
})

test('an id that somebody else used, or that stands on another subject, is not found', async () => {
  const { notes, marcus, hannah, otherDeal } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'Mine' }, [])

  expect(await failureOf(notes.add(hannah, { id: 'n1', text: 'Stolen' }, []))).toBe('not-found')
  expect(await failureOf(notes.add({ ...marcus, subject: otherDeal }, { id: 'n1', text: 'Elsewhere' }, []))).toBe('not-found')
})

test('an edit raises the version and says who and when', async () => {
  const { notes, marcus, sandbox } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  sandbox.clock.turn(1000)

  const { note, isStale } = await notes.edit(marcus, 'n1', 1, 'Two')

  expect(isStale).toBe(false)
  expect(note).toMatchObject({ text: 'Two', version: 2, editedBy: people.marcus, editedAt: sandbox.clock.now(), createdAt: sandbox.clock.now() - 1000 })
})

test('a stale edit gives the note that stands, and changes nothing', async () => {
  const { notes, marcus, admin, database } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  await notes.edit(admin, 'n1', 1, 'Theirs')

  const { note, isStale } = await notes.edit(marcus, 'n1', 1, 'Mine')

  expect(isStale).toBe(true)
  expect(note).toMatchObject({ text: 'Theirs', version: 2, editedBy: people.admin })
  expect(historyOf(database, 'n1').map(({ text }) => text)).toEqual(['One', 'Theirs'])
})

test('a successful edit that is sent again is no conflict and no further version', async () => {
  const { notes, marcus, database } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  await notes.edit(marcus, 'n1', 1, 'Two')

  const { note, isStale } = await notes.edit(marcus, 'n1', 1, 'Two')

  expect(isStale).toBe(false)
  expect(note.version).toBe(2)
  expect(historyOf(database, 'n1')).toHaveLength(2)
})

test('the history keeps every text with its writer, and only grows', async () => {
  const { notes, marcus, admin, database } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  await notes.edit(admin, 'n1', 1, 'Two')
  await notes.edit(marcus, 'n1', 2, 'One')
  await notes.remove(marcus, 'n1')
  await notes.restore(marcus, 'n1')

  expect(historyOf(database, 'n1')).toEqual([
    { version: 1, text: 'One', user_id: people.marcus }, { version: 2, text: 'Two', user_id: people.admin }, { version: 3, text: 'One', user_id: people.marcus },
  ])
})

const changes: [string, (notes: Awaited<ReturnType<typeof startNotes>>['notes'], scope: Scope) => Promise<unknown>][] = [
  ['edit', (notes, scope) => notes.edit(scope, 'n1', 1, 'Changed')],
  ['delete', (notes, scope) => notes.remove(scope, 'n1')],
  ['restore', (notes, scope) => notes.restore(scope, 'n1')],
]

test.each(changes)('only its author and administrators may %s a note', async (_verb, change) => {
  const { notes, marcus, hannah, admin } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])

  expect(await failureOf(change(notes, hannah))).toBe('not-allowed')
  expect(await failureOf(change(notes, admin))).toBe('no failure')
})

test.each([...changes, ['pin', (notes, scope) => notes.pin(scope, 'n1', true)] as typeof changes[number]])('to %s a note of another subject is to find nothing, for administrators too', async (_verb, change) => {
  const { notes, marcus, admin, otherDeal } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])

  expect(await failureOf(change(notes, { ...admin, subject: otherDeal }))).toBe('not-found')
})

test('everybody on the thread may pin, and the version of the text stays', async () => {
  const { notes, marcus, hannah } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])

  const pinned = await notes.pin(hannah, 'n1', true)
  const unpinned = await notes.pin(marcus, 'n1', false)

  expect([pinned.pinned, unpinned.pinned, unpinned.version]).toEqual([true, false, 1])
})

test('a deleted note is gone until it is restored, to delete it again changes nothing', async () => {
  const { notes, marcus, read } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])

  await notes.remove(marcus, 'n1')
  await notes.remove(marcus, 'n1')
  const meanwhile = await read()
  const edit = await failureOf(notes.edit(marcus, 'n1', 1, 'Two'))
  const pin = await failureOf(notes.pin(marcus, 'n1', true))
  await notes.restore(marcus, 'n1')
  const afterwards = await read()

  expect([meanwhile.notes.length, edit, pin, afterwards.notes.length]).toEqual([0, 'not-found', 'not-found', 1])
})

test('what an administrator deleted its author cannot restore, the administrators can', async () => {
  const { notes, marcus, admin } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  await notes.remove(admin, 'n1')

  const author = await failureOf(notes.restore(marcus, 'n1'))
  const administrator = await failureOf(notes.restore({ ...admin, userId: people.tom }, 'n1'))

  expect([author, administrator]).toEqual(['not-allowed', 'no failure'])
})

test('a save that is retried after the note was deleted is told so', async () => {
  const { notes, marcus } = await startNotes()
  await notes.add(marcus, { id: 'n1', text: 'One' }, [])
  await notes.remove(marcus, 'n1')

  expect(await failureOf(notes.add(marcus, { id: 'n1', text: 'One' }, []))).toBe('not-found')
})
