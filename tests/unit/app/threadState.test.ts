import { describe, expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { everything } from '../../../app/utils/threadFilter.ts'
import { threadState } from '../../../app/utils/threadState.ts'
import { aContact, aFollowUp, aNote } from './entries.fixture.ts'
import type { FollowUp } from '../../../shared/follow-up.ts'
import type { Thread, ThreadPage } from '../../../shared/thread.ts'

const anna = { id: 1, name: 'Anna Weber' }
const marcus = { id: 2, name: 'Marcus Reed' }

describe('a new note', () => {
  test('shows at once and is marked until the server has it', async () => {
    const { thread, call } = arrange()
    const saved = aNote({ id: 'id-1', text: 'Hello' })
    call.mockResolvedValueOnce(saved)

    const adding = thread.addNote('Hello')

    expect(thread.listed.value).toMatchObject([{ id: 'id-1', text: 'Hello', author: { name: 'Anna Weber' } }])
    expect(thread.notes.saveStates.get('id-1')).toBe('saving')
    await adding
    expect(thread.listed.value).toEqual([saved])
    expect(thread.notes.saveStates.size).toBe(0)
  })

  test('that could not be saved is sent again under the same id', async () => {
    const { thread, call } = arrange()
    call.mockRejectedValueOnce(new ApiFailure('offline')).mockResolvedValueOnce(aNote({ id: 'id-1', text: 'Hello' }))

    await expect(thread.addNote('Hello')).rejects.toThrow(ApiFailure)
    expect(thread.notes.saveStates.get('id-1')).toBe('offline')
    await thread.notes.retry('id-1')

    expect(call.mock.calls.map(([path, options]) => [path, options?.body])).toEqual([
      ['/api/notes', { id: 'id-1', text: 'Hello' }],
      ['/api/notes', { id: 'id-1', text: 'Hello' }],
    ])
    expect(thread.listed.value).toHaveLength(1)
  })

  test('that could not be saved counts as being typed, and can be taken back before what is being typed', async () => {
    const { thread, call } = arrange()
    call.mockRejectedValueOnce(new ApiFailure('storage'))
    await thread.addNote('First').catch(() => {})
    thread.composing.text.value = 'Second'

    expect(thread.unsaved.value).toEqual({ text: 'First' })
    thread.listed.value.forEach(thread.takeBack)

    expect(thread.composing.text.value).toBe('First\n\nSecond')
    expect(thread.listed.value).toEqual([])
  })

  test('is shown also where the filter would hide it', async () => {
    const { thread, call } = arrange({ notes: [aNote({ author: marcus })] })
    await thread.setFilter({ kind: null, authorId: marcus.id })
    call.mockResolvedValueOnce(aNote({ id: 'id-1' }))

    await thread.addNote('Hello')

    expect(thread.isFiltered.value).toBe(false)
    expect(thread.listed.value).toHaveLength(2)
  })
})

describe('a new follow-up', () => {
  const terms = { due: { dueOn: '2026-11-21', dueTime: '15:00' }, assignee: marcus }

  test('shows at once among the open ones, due at its moment in the viewer\'s zone', async () => {
    const { thread, call } = arrange()
    call.mockResolvedValueOnce(aFollowUp({ id: 'id-1' }))

    const adding = thread.followUps.addNew('Call them', terms)

    expect(thread.followUps.open.value).toMatchObject([{ id: 'id-1', text: 'Call them', assignee: marcus, author: anna, dueAt: '2026-11-21T14:00:00.000Z' }])
    await adding
    expect(call.mock.lastCall).toEqual(['/api/follow-ups', { method: 'POST', body: { id: 'id-1', text: 'Call them', dueOn: '2026-11-21', dueTime: '15:00', assigneeId: 2 } }])
  })

  test('that could not be saved goes back into the field with all that was chosen', async () => {
    const { thread, call } = arrange()
    call.mockRejectedValueOnce(new ApiFailure('offline'))
    await thread.followUps.addNew('Call them', terms).catch(() => {})

    expect(thread.unsaved.value).toEqual({ text: 'Call them', terms })
    thread.followUps.open.value.forEach(thread.takeBack)

    expect(thread.composing).toMatchObject({ text: { value: 'Call them' }, kind: { value: 'follow-up' }, terms: { value: terms } })
    expect(thread.followUps.open.value).toEqual([])
  })
})

describe('a follow-up', () => {
  const late = aFollowUp({ id: 'late', dueAt: '2026-11-18T17:00:00.000Z' })
  const soon = aFollowUp({ id: 'soon', dueAt: '2026-11-23T17:00:00.000Z' })

  test('stands among the open ones by when it is due, not in the thread', () => {
    const { thread } = arrange({ followUps: [soon, late] })

    expect(thread.followUps.open.value).toEqual([late, soon])
    expect(thread.listed.value).toEqual([])
  })

  test('that is done stays in its place until the person turns away, and stands in the thread then', async () => {
    const { thread, call } = arrange({ followUps: [late, soon], notes: [aNote()] })
    const done = { ...late, version: 2, state: 'done' as const, closed: { by: anna, at: '2026-11-20T13:31:00.000Z' } }
    call.mockResolvedValueOnce(done)

    const closing = thread.followUps.setState(late, 'done')

    expect(thread.followUps.open.value).toMatchObject([{ id: 'late', state: 'done', closed: { by: anna } }, { id: 'soon' }])
    await closing
    thread.followUps.settle()
    expect(thread.followUps.open.value).toEqual([soon])
    expect(thread.listed.value.map(({ id }) => id)).toEqual(['late', aNote().id])
  })

  test('whose state could not be changed is open again', async () => {
    const { thread, call } = arrange({ followUps: [late] })
    call.mockRejectedValueOnce(new ApiFailure('storage'))

    await expect(thread.followUps.setState(late, 'done')).rejects.toThrow(ApiFailure)
    thread.followUps.settle()

    expect(thread.followUps.open.value).toEqual([late])
  })

  test('that is reopened goes from the thread to the open ones', async () => {
    const closed = aFollowUp({ state: 'cancelled', closed: { by: marcus, at: '2026-11-20T10:00:00.000Z' } })
    const { thread, call } = arrange({ followUps: [closed] })
    call.mockResolvedValueOnce({ ...closed, version: 2, state: 'open', closed: null })

    await thread.followUps.setState(closed, 'open')

    expect(thread.listed.value).toEqual([])
    expect(thread.followUps.open.value).toMatchObject([{ id: closed.id, state: 'open' }])
  })

  test('of a linked subject is changed there, and goes on saying whose it is', async () => {
    const ofContact = aFollowUp({ on: aContact })
    const { thread, call } = arrange({ followUps: [ofContact] })
    call.mockResolvedValueOnce({ ...ofContact, version: 2, assignee: anna, on: null })

    await thread.followUps.change(ofContact, { version: 1, assigneeId: 1 })

    expect(call.mock.lastCall?.[0]).toBe(`/api/follow-ups/${ofContact.id}?subject=crm-item%3A3%3A7`)
    expect(thread.followUps.open.value).toMatchObject([{ assignee: anna, on: aContact }])
  })
})

describe('a pin', () => {
  const note = aNote({ version: 2 })

  test('shows at once and is taken back when it is refused', async () => {
    const { thread, call } = arrange({ notes: [note] })
    call.mockRejectedValueOnce(new ApiFailure('storage'))

    const pinning = thread.notes.setPinned(note, true)

    expect(thread.notes.pinned.value).toHaveLength(1)
    await expect(pinning).rejects.toThrow(ApiFailure)
    expect(thread.listed.value).toEqual([note])
  })

  test('goes onto what somebody else has written meanwhile', async () => {
    const { thread, call } = arrange({ notes: [note] })
    call.mockResolvedValueOnce({ ...note, version: 3, text: 'Changed', pinned: true })

    await thread.notes.setPinned(note, true)

    expect(call.mock.lastCall?.[1]?.body).toEqual({ pinned: true })
    expect(thread.notes.pinned.value).toMatchObject([{ text: 'Changed', pinned: true }])
  })

  test('that is taken from an old note leaves it in view, where the thread is not loaded that far back', async () => {
    const old = aNote({ id: 'old', createdAt: '2025-01-01T10:00:00.000Z', pinned: true })
    const { thread, call } = arrange({ notes: [note, old], older: 'cursor' })
    call.mockResolvedValueOnce({ ...old, pinned: false })

    await thread.notes.setPinned(old, false)

    expect(thread.listed.value.map(({ id }) => id)).toEqual([note.id, 'old'])
  })
})

test.each<['note' | 'follow-up', Partial<Thread>]>([['note', { notes: [aNote()] }], ['follow-up', { followUps: [aFollowUp({ state: 'done', closed: { by: anna, at: '2026-11-20T10:00:00.000Z' } })] }]])(
  'a deleted %s goes at once, and is there again when the server refuses',
  async (kind, page) => {
    const { thread, send } = arrange({ ...page })
    const [entry] = thread.listed.value
    send.mockRejectedValueOnce(new ApiFailure('not-allowed'))

    const removal = kind === 'note' ? thread.notes.remove(aNote()) : thread.followUps.remove(aFollowUp())

    expect(thread.listed.value).toEqual([])
    await expect(removal).rejects.toThrow(ApiFailure)
    expect(thread.entries.value.map(({ id }) => id)).toEqual([entry?.id])
  },
)

describe('what others did meanwhile', () => {
  test('waits where it is new, takes its place where it is known, and goes where it was deleted', async () => {
    const [known, gone] = [aNote(), aNote({ id: 'gone' })]
    const [open, dropped] = [aFollowUp(), aFollowUp({ id: 'dropped' })]
    const { thread, call } = arrange({ notes: [known, gone], followUps: [open, dropped] })
    const changed = { ...known, version: 2, text: 'Changed' }
    const done: FollowUp = { ...open, version: 2, state: 'done', closed: { by: marcus, at: '2026-11-20T14:00:00.000Z' } }
    const [freshNote, freshFollowUp] = [aNote({ id: 'y', createdAt: '2026-11-20T14:30:00.000Z' }), aFollowUp({ id: 'z', createdAt: '2026-11-20T14:31:00.000Z' })]
    call.mockResolvedValueOnce(aPage({ notes: [freshNote, changed], followUps: [freshFollowUp, done], deleted: [gone.id, dropped.id], seq: 9 }))

    await thread.refresh()

    expect(thread.listed.value).toEqual([done, changed])
    expect(thread.followUps.open.value).toEqual([])
    expect(thread.waiting.value).toEqual([freshFollowUp, freshNote])
    thread.showWaiting()
    expect(thread.listed.value).toEqual([freshNote, done, changed])
    expect(thread.followUps.open.value).toEqual([freshFollowUp])
    expect(thread.waiting.value).toEqual([])
  })

  test('does not take away what is being changed here', async () => {
    const [note, followUp] = [aNote(), aFollowUp()]
    const { thread, call } = arrange({ notes: [note], followUps: [followUp] })
    call.mockResolvedValueOnce(aPage({ deleted: [note.id, followUp.id], seq: 9 }))

    thread.notes.edited.add(note.id)
    thread.followUps.edited.add(followUp.id)
    await thread.refresh()

    expect(thread.entries.value).toEqual([note, followUp])
  })
})

describe('a filter', () => {
  const note = aNote({ id: 'n', createdAt: '2026-11-20T12:00:00.000Z' })
  const closed = aFollowUp({ id: 'f', author: marcus, state: 'done', closed: { by: anna, at: '2026-11-20T11:00:00.000Z' } })

  test('asks nobody where the whole thread is here', async () => {
    const { thread, call } = arrange({ notes: [note], followUps: [closed] })

    await thread.setFilter({ kind: 'follow-up', authorId: null })
    expect(thread.listed.value).toEqual([closed])
    await thread.setFilter({ kind: null, authorId: anna.id })
    expect(thread.listed.value).toEqual([note])

    expect(call).not.toHaveBeenCalled()
  })

  test('names those who have written what is here', () => {
    const { thread } = arrange({ notes: [note], followUps: [closed] })

    expect(thread.authors.value).toEqual([anna, marcus])
  })

  test('is offered where it would make a difference', () => {
    const { thread: ofOne } = arrange({ notes: [note, aNote({ id: 'other' })] })
    const { thread: ofTwo } = arrange({ notes: [note], followUps: [closed] })

    expect([ofOne.hasKinds.value, ofOne.hasAuthors.value]).toEqual([false, false])
    expect([ofTwo.hasKinds.value, ofTwo.hasAuthors.value]).toEqual([true, true])
  })

  test('fetches what the thread has not loaded, and shows no gaps when it is taken away again', async () => {
    const { thread, call } = arrange({ notes: [note], older: 'cursor' })
    const old = aNote({ id: 'old', createdAt: '2026-01-05T12:00:00.000Z' })
    call.mockResolvedValueOnce(aPage({ notes: [note, old], older: 'cursor-of-notes' }))

    await thread.setFilter({ kind: 'note', authorId: anna.id })

    expect(call).toHaveBeenCalledExactlyOnceWith('/api/thread?kind=notes&author=1')
    expect(thread.listed.value).toEqual([note, old])
    await thread.setFilter(everything)
    expect(thread.listed.value).toEqual([note])
  })

  test('goes on before its own cursor', async () => {
    const { thread, call } = arrange({ notes: [note], older: 'cursor' })
    call.mockResolvedValueOnce(aPage({ followUps: [closed], older: 'before-f' }))
    await thread.setFilter({ kind: 'follow-up', authorId: null })
    const older = aFollowUp({ ...closed, id: 'older', closed: { by: anna, at: '2026-10-01T10:00:00.000Z' } })
    call.mockResolvedValueOnce(aPage({ followUps: [older] }))

    await thread.loadOlder()

    expect(call.mock.lastCall).toEqual(['/api/thread?before=before-f&kind=follow-ups'])
    expect(thread.listed.value).toEqual([closed, older])
    expect(thread.older.value).toBeNull()
  })

  test('offers everybody who has written in the thread, also what is not loaded', () => {
    const { thread } = arrange({ notes: [aNote({ author: anna })], older: 'cursor', authors: [marcus, anna] })

    expect(thread.authors.value).toEqual([anna, marcus])
    expect(thread.hasAuthors.value).toBe(true)
  })

  test('that could not be fetched says so, and is tried again', async () => {
    const { thread, call } = arrange({ notes: [note], older: 'cursor' })
    call.mockRejectedValueOnce(new ApiFailure('offline')).mockResolvedValueOnce(aPage({ followUps: [closed] }))

    await thread.setFilter({ kind: 'follow-up', authorId: null })

    expect([thread.failure.value, thread.isLoading.value]).toEqual(['offline', false])
    await thread.reload()
    expect(thread.failure.value).toBeNull()
    expect(thread.listed.value).toEqual([closed])
  })

  test('that is changed again meanwhile leaves no failure of the one before', async () => {
    const { thread, call } = arrange({ notes: [note], older: 'cursor' })
    call.mockRejectedValueOnce(new ApiFailure('offline'))

    const first = thread.setFilter({ kind: 'follow-up', authorId: null })
    await thread.setFilter(everything)
    await first

    expect([thread.failure.value, thread.isLoading.value]).toEqual([null, false])
  })
})

describe('what was being typed when the page was closed', () => {
  const terms = { due: { dueOn: '2026-11-21', dueTime: '15:00' }, assignee: marcus }

  test('is a note again', () => {
    const { thread } = arrange({ drafts: [{ noteId: null, text: 'Half a thought', baseVersion: null }] })

    expect(thread.composing).toMatchObject({ text: { value: 'Half a thought' }, kind: { value: 'note' }, terms: { value: null } })
  })

  test('is a follow-up again, with its day, its time and whose it was to be', () => {
    const { thread } = arrange({ drafts: [{ noteId: null, text: 'Call them', baseVersion: null, terms }] })

    expect(thread.composing).toMatchObject({ text: { value: 'Call them' }, kind: { value: 'follow-up' }, terms: { value: terms } })
  })
})

function aPage(changed: Partial<ThreadPage> = {}): ThreadPage {
  return { notes: [], followUps: [], deleted: [], older: null, seq: 1, ...changed }
}

function arrange(given: Partial<Thread> = {}) {
  const thread: Thread = {
    ...aPage(),
    authors: [],
    drafts: [],
    subject: { kind: 'crm-item', entityTypeId: 2, type: 'deal', id: '5', title: 'A deal', path: null, facts: [] },
    ...given,
  }
  const call = vi.fn()
  const send = vi.fn()
  let ids = 0
  const viewer = { ...anna, timeZone: 'Europe/Berlin' }
  return { thread: threadState({ thread, viewer, now: () => '2026-11-20T13:30:00.000Z', newId: () => `id-${++ids}`, call, send }), call, send }
}
