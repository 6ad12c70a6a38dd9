import { describe, expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { threadNotes } from '../../../app/utils/threadNotes.ts'
import { aNote } from './notes.fixture.ts'
import type { Note, Thread } from '../../../shared/thread.ts'

describe('a new note', () => {
  test('shows at once and is marked until the server has it', async () => {
    const { thread, call } = arrange()
    const saved = aNote({ id: 'id-1', text: 'Hello' })
    call.mockResolvedValueOnce(saved)

    const adding = thread.add('Hello')

    expect(thread.notes.value).toMatchObject([{ id: 'id-1', text: 'Hello', author: { name: 'Anna Weber' } }])
    expect(thread.saveStates.get('id-1')).toBe('saving')
    await adding
    expect(thread.notes.value).toEqual([saved])
    expect(thread.saveStates.size).toBe(0)
  })

  test('that could not be saved is sent again under the same id', async () => {
    const { thread, call } = arrange()
    call.mockRejectedValueOnce(new ApiFailure('offline')).mockResolvedValueOnce(aNote({ id: 'id-1', text: 'Hello' }))

    await expect(thread.add('Hello')).rejects.toThrow(ApiFailure)
    expect(thread.saveStates.get('id-1')).toBe('offline')
    await thread.retry('id-1')

    expect(call.mock.calls.map(([path, options]) => [path, options?.body])).toEqual([
      ['/api/notes', { id: 'id-1', text: 'Hello' }],
      ['/api/notes', { id: 'id-1', text: 'Hello' }],
    ])
    expect(thread.notes.value).toHaveLength(1)
  })

  test('that could not be saved counts as being typed, and can be taken back before what is being typed', async () => {
    const { thread, call } = arrange()
    call.mockRejectedValueOnce(new ApiFailure('storage'))
    await thread.add('First').catch(() => {})
    thread.composing.value = 'Second'

    expect(thread.unsaved.value).toBe('First')
    thread.notes.value.forEach(thread.takeBack)

    expect(thread.composing.value).toBe('First\n\nSecond')
    expect(thread.notes.value).toEqual([])
  })
})

describe('a pin', () => {
  const note = aNote({ version: 2 })

  test('shows at once and is taken back when it is refused', async () => {
    const { thread, call } = arrange([note])
    call.mockRejectedValueOnce(new ApiFailure('storage'))

    const pinning = thread.setPinned(note, true)

    expect(thread.pinned.value).toHaveLength(1)
    await expect(pinning).rejects.toThrow(ApiFailure)
    expect(thread.notes.value).toEqual([note])
  })

  test('goes onto what somebody else has written meanwhile', async () => {
    const { thread, call } = arrange([note])
    call.mockResolvedValueOnce({ ...note, version: 3, text: 'Changed', pinned: true })

    await thread.setPinned(note, true)

    expect(call.mock.lastCall?.[1]?.body).toEqual({ pinned: true })
    expect(thread.notes.value).toMatchObject([{ text: 'Changed', pinned: true }])
  })
})

test('a deleted note goes at once, and is there again when the server refuses', async () => {
  const note = aNote()
  const { thread, send } = arrange([note])
  send.mockRejectedValueOnce(new ApiFailure('not-allowed'))

  const removal = thread.remove(note)

  expect(thread.notes.value).toEqual([])
  await expect(removal).rejects.toThrow(ApiFailure)
  expect(thread.notes.value).toEqual([note])
})

test('what others wrote meanwhile waits, what they changed takes its place, what they deleted goes', async () => {
  const known = aNote()
  const gone = aNote({ id: 'gone' })
  const { thread, call } = arrange([known, gone])
  const changed = { ...known, version: 2, text: 'Changed' }
  const fresh = aNote({ id: 'z', createdAt: '2026-11-20T14:00:00.000Z' })
  call.mockResolvedValueOnce({ notes: [fresh, changed], deleted: [gone.id], older: null, seq: 9 })

  await thread.refresh()

  expect(thread.notes.value).toEqual([changed])
  expect(thread.waiting.value).toEqual([fresh])
  thread.showWaiting()
  expect(thread.notes.value).toEqual([fresh, changed])
})

test('what others deleted stays while its text is being changed here', async () => {
  const note = aNote()
  const { thread, call } = arrange([note])
  call.mockResolvedValueOnce({ notes: [], deleted: [note.id], older: null, seq: 9 })

  thread.edited.add(note.id)
  await thread.refresh()

  expect(thread.notes.value).toEqual([note])
})

function arrange(notes: Note[] = []) {
  const thread: Thread = {
    notes,
    followUps: [],
    deleted: [],
    older: null,
    seq: 1,
    drafts: [],
    subject: { kind: 'crm-item', entityTypeId: 2, type: 'deal', id: '5', title: 'A deal', path: null, facts: [] },
  }
  const call = vi.fn()
  const send = vi.fn()
  let ids = 0
  const state = threadNotes({ thread, viewer: { id: 1, name: 'Anna Weber' }, now: () => '2026-11-20T13:30:00.000Z', newId: () => `id-${++ids}`, call, send })
  return { thread: state, call, send }
}
