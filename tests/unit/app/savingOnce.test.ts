import { describe, expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { savingOnce } from '../../../app/utils/savingOnce.ts'
import { aFollowUp, aNote } from './entries.fixture.ts'

const terms = { due: { dueOn: '2026-11-21', dueTime: null }, assignee: { id: 2, name: 'Marcus Reed' } }
const note = { kind: 'note' as const, text: 'Hello', terms, subject: undefined }

describe('saving what was written', () => {
  test('sends a note to the page\'s own thread', async () => {
    const { save, call } = arrange()
    call.mockResolvedValueOnce(aNote())

    expect(await save(note)).toEqual(aNote())

    expect(call).toHaveBeenCalledExactlyOnceWith('/api/notes', { method: 'POST', body: { id: 'id-1', text: 'Hello' } })
  })

  test('sends a follow-up to the subject that was chosen', async () => {
    const { save, call } = arrange()
    call.mockResolvedValueOnce(aFollowUp())

    await save({ ...note, kind: 'follow-up', subject: 'crm-item:3:7' })

    expect(call.mock.lastCall).toEqual(['/api/follow-ups?subject=crm-item%3A3%3A7', { method: 'POST', body: { id: 'id-1', text: 'Hello', dueOn: '2026-11-21', dueTime: null, assigneeId: 2 } }])
  })

  test('sends the same that failed under the same id', async () => {
    const { save, ids } = arrange(new ApiFailure('offline'))

    await save(note).catch(() => {})
    await save(note)

    expect(ids()).toEqual(['id-1', 'id-1'])
  })

  test('sends another text after a failure as another note', async () => {
    const { save, ids } = arrange(new ApiFailure('offline'))

    await save(note).catch(() => {})
    await save({ ...note, text: 'Hello again' })

    expect(ids()).toEqual(['id-1', 'id-2'])
  })

  test('sends the same text twice as two notes when the first was saved', async () => {
    const { save, ids } = arrange()

    await save(note)
    await save(note)

    expect(ids()).toEqual(['id-1', 'id-2'])
  })
})

function arrange(failure?: ApiFailure) {
  const call = vi.fn()
  if (failure) call.mockRejectedValueOnce(failure)
  call.mockResolvedValue(aNote())
  let count = 0
  return { save: savingOnce({ newId: () => `id-${++count}`, call }), call, ids: () => call.mock.calls.map(([, options]) => options.body.id) }
}
