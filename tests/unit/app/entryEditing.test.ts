import { describe, expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { entryEditing } from '../../../app/utils/entryEditing.ts'
import { followUpValue, type FollowUpValue } from '../../../app/utils/followUpChange.ts'
import { timeWords } from '../../../app/utils/time.ts'
import { aFollowUp, aNote } from './entries.fixture.ts'
import type { FollowUp } from '../../../shared/follow-up.ts'
import type { Draft, Note } from '../../../shared/thread.ts'

describe('changing a note', () => {
  test('sends nothing when it is opened and closed without a change', async () => {
    const { editing, change, keepDraft } = arrange()

    editing.open()
    await editing.save()
    editing.open()
    const dropped = editing.cancel()

    expect(dropped).toBeNull()
    expect(change).not.toHaveBeenCalled()
    expect(keepDraft).not.toHaveBeenCalled()
  })

  test('sends the version it started from and forgets the draft', async () => {
    const { editing, change, keepDraft } = arrange()

    editing.open()
    editing.type('Better')
    await editing.save()

    expect(change).toHaveBeenCalledExactlyOnceWith('n1', 3, 'Better')
    expect(keepDraft.mock.lastCall).toEqual([{ noteId: 'n1', text: '', baseVersion: 3 }])
    expect(editing.isOpen.value).toBe(false)
  })

  test('stays open with its text when it cannot be saved', async () => {
    const { editing, change } = arrange()
    change.mockRejectedValueOnce(new ApiFailure('storage'))

    editing.open()
    editing.type('Better')
    await editing.save()

    expect(editing.isOpen.value).toBe(true)
    expect(editing.text.value).toBe('Better')
    expect(editing.failure.value).toBe('storage')
  })

  test('keeps what is typed while it is being saved, as a change of what was saved', async () => {
    const { editing, change, keepDraft } = arrange()

    editing.open()
    editing.type('Better')
    const saving = editing.save()
    editing.type('Better still')
    await saving

    expect(editing.isOpen.value).toBe(true)
    expect(editing.text.value).toBe('Better still')
    expect(keepDraft.mock.lastCall).toEqual([{ noteId: 'n1', text: 'Better still', baseVersion: 4 }])
    await editing.save()
    expect(change.mock.lastCall).toEqual(['n1', 4, 'Better still'])
  })

  test.each([['nothing', '  '], ['more than a note can hold', 'x'.repeat(20_001)]])('stays open with %s in it', async (_, typed) => {
    const { editing, change } = arrange()

    editing.open()
    editing.type(typed)
    await editing.save()

    expect(editing.isOpen.value).toBe(true)
    expect(change).not.toHaveBeenCalled()
  })

  test('gives back what was typed when it is cancelled', () => {
    const { editing } = arrange()

    editing.open()
    editing.type('Half a thought')

    expect(editing.cancel()).toEqual({ text: 'Half a thought' })
  })

  test('goes on with a draft from the version it belongs to', async () => {
    const { editing, change } = arrange({ noteId: 'n1', text: 'From yesterday', baseVersion: 2 })

    expect(editing.isOpen.value).toBe(true)
    await editing.save()

    expect(change).toHaveBeenCalledExactlyOnceWith('n1', 2, 'From yesterday')
  })
})

describe('a change that somebody else was faster with', () => {
  const theirs = aNote({ text: 'Theirs', version: 4 })

  async function inConflict() {
    const arranged = arrange()
    arranged.change.mockRejectedValueOnce(new ApiFailure('note-conflict', 'r', theirs))
    arranged.editing.open()
    arranged.editing.type('Mine')
    await arranged.editing.save()
    return arranged
  }

  test('keeps both texts and sends nothing until the person has decided', async () => {
    const { editing, change } = await inConflict()

    expect(editing.theirs.value?.text).toBe('Theirs')
    expect(editing.text.value).toBe('Mine')
    expect(change).toHaveBeenCalledTimes(1)
  })

  test('puts mine on top of theirs when the person wants that', async () => {
    const { editing, change } = await inConflict()

    await editing.keepMine()

    expect(change.mock.lastCall).toEqual(['n1', 4, 'Mine'])
    expect(editing.isOpen.value).toBe(false)
  })

  test('leaves theirs as it is when the person takes it', async () => {
    const { editing, change } = await inConflict()

    expect(editing.cancel()).toEqual({ text: 'Mine' })

    expect(editing.isOpen.value).toBe(false)
    expect(change).toHaveBeenCalledTimes(1)
  })

  test('gives both into the field to be merged by hand', async () => {
    const { editing } = await inConflict()

    editing.merge()

    expect(editing.theirs.value).toBeNull()
    expect(editing.text.value).toBe('Theirs\n\nMine')
  })
})

describe('a draft of a text that somebody else has changed since', () => {
  test('is in conflict with it, and does not take its place unseen', async () => {
    const { editing, change } = arrange({ noteId: 'n1', text: 'From yesterday', baseVersion: 2 })
    change.mockRejectedValueOnce(new ApiFailure('note-conflict', 'r', aNote({ id: 'n1', version: 3, text: 'Before' })))

    await editing.save()

    expect(editing.theirs.value?.text).toBe('Before')
    expect(change).toHaveBeenCalledTimes(1)
  })
})

describe('a follow-up that somebody else was faster with', () => {
  const marcus = { id: 2, name: 'Marcus Reed' }
  const olivia = { id: 3, name: 'Olivia Bennett' }
  const words = timeWords('en-US', 'Europe/Berlin')

  function arrangeFollowUp(restored?: { value: FollowUpValue, baseVersion: number }) {
    let shown = aFollowUp({ version: 3, text: 'Call them', assignee: marcus })
    const keepDraft = vi.fn<(draft: Draft, value: FollowUpValue) => void>()
    const change = vi.fn<(followUp: FollowUp, version: number, value: FollowUpValue, stood: FollowUpValue) => Promise<FollowUp>>()
      .mockImplementation(async (followUp, version, { text, assignee, due }) => ({ ...followUp, version: version + 1, text, assignee, ...due }))
    const editing = entryEditing<FollowUp, FollowUpValue>({
      entry: () => shown, valueOf: followUp => followUpValue(followUp, words), limit: 2000, restored, change, accept: current => void (shown = current), keepDraft,
    })
    if (!restored) editing.open()
    return { editing, change, keepDraft, refuse: (current: FollowUp) => change.mockRejectedValueOnce(new ApiFailure('note-conflict', 'r', current)) }
  }

  test('with another part of it is saved beside theirs', async () => {
    const { editing, change, refuse } = arrangeFollowUp()
    refuse(aFollowUp({ version: 4, text: 'Call them before nine', assignee: marcus }))

    editing.set({ ...editing.value.value, assignee: olivia })
    const isSaved = await editing.save()

    expect(isSaved).toBe(true)
    expect(change.mock.lastCall).toMatchObject([{}, 4, { text: 'Call them before nine', assignee: olivia }, { text: 'Call them before nine', assignee: marcus }])
    expect(editing.isOpen.value).toBe(false)
  })

  test('with the same part waits for a decision, and then sends only what is mine', async () => {
    const { editing, change, refuse } = arrangeFollowUp()
    const theirs = aFollowUp({ version: 4, text: 'Call them before nine', assignee: olivia })
    refuse(theirs)

    editing.set({ ...editing.value.value, assignee: { id: 4, name: 'Tom Fisher' } })
    await editing.save()

    expect(editing.theirs.value).toEqual(theirs)
    expect(change).toHaveBeenCalledTimes(1)
    await editing.keepMine()
    expect(change.mock.lastCall).toMatchObject([{}, 4, { text: 'Call them before nine', assignee: { id: 4 } }, {}])
  })

  test('keeps in its draft also whose it is to be', async () => {
    const { editing, keepDraft } = arrangeFollowUp()

    editing.set({ ...editing.value.value, assignee: olivia })

    expect(keepDraft.mock.lastCall).toMatchObject([{ text: 'Call them', baseVersion: 3 }, { assignee: olivia }])
  })

  test('goes on with a draft that has only its assignee different', async () => {
    const value = { text: 'Call them', due: { dueOn: '2026-11-23', dueTime: null }, assignee: olivia }
    const { editing, change } = arrangeFollowUp({ value, baseVersion: 3 })

    expect(editing.isOpen.value).toBe(true)
    await editing.save()

    expect(change.mock.lastCall).toMatchObject([{}, 3, { assignee: olivia }, { assignee: marcus }])
  })

  test('takes no words that are more than it can hold', async () => {
    const { editing, change } = arrangeFollowUp()

    editing.type('x'.repeat(2001))
    await editing.save()

    expect(editing.canSave.value).toBe(false)
    expect(change).not.toHaveBeenCalled()
  })
})

function arrange(restored?: Draft) {
  let shown = aNote({ id: 'n1', version: 3, text: 'Before' })
  const change = vi.fn<(id: string, version: number, text: string) => Promise<Note>>()
    .mockImplementation(async (id, version, text) => aNote({ id, version: version + 1, text }))
  const keepDraft = vi.fn<(draft: Draft) => void>()
  const editing = entryEditing<Note, { text: string }>({
    entry: () => shown,
    valueOf: ({ text }) => ({ text }),
    limit: 20_000,
    restored: restored && { value: { text: restored.text }, baseVersion: restored.baseVersion },
    change: ({ id }, version, { text }) => change(id, version, text),
    accept: current => void (shown = { ...current, id: 'n1' }),
    keepDraft: draft => keepDraft(draft),
  })
  return { editing, change, keepDraft }
}
