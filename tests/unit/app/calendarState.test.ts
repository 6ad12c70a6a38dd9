import { describe, expect, test, vi } from 'vitest'
import { ApiFailure } from '../../../app/utils/apiFailure.ts'
import { calendarState } from '../../../app/utils/calendarState.ts'
import type { CalendarPage } from '../../../shared/calendar.ts'
import type { FollowUp } from '../../../shared/follow-up.ts'
import { aFollowUp } from './entries.fixture.ts'

const on = { kind: 'crm-item', entityTypeId: 2, id: '7', type: 'deal', title: 'Seating', path: null } as const
const november = { from: '2026-10-26', to: '2026-12-06' }
const december = { from: '2026-11-30', to: '2027-01-03' }

function pageOf(followUps: FollowUp[], days = november): CalendarPage {
  return { days, followUps, isCut: false, calendar: { state: 'shown', events: [] } }
}

function arrange(...followUps: FollowUp[]) {
  const call = vi.fn()
  return { call, state: calendarState({ page: pageOf(followUps), people: 'me', owner: { of: 'user', id: 3 }, call }) }
}

describe('moving a follow-up', () => {
  test('shows at once, and names its object and the version it was made from', async () => {
    const promise = aFollowUp({ on, version: 4 })
    const { state, call } = arrange(promise)
    const saved = { ...promise, dueOn: '2026-11-24', version: 5 }
    call.mockResolvedValueOnce({ ...saved, on: null })

    const moving = state.move(promise, '2026-11-24')

    expect(state.page.value.followUps).toMatchObject([{ dueOn: '2026-11-24', dueAt: '2026-11-24T17:00:00.000Z' }])
    await moving
    expect(state.page.value.followUps).toEqual([saved])
    expect(call).toHaveBeenCalledWith(`/api/follow-ups/${promise.id}?subject=crm-item%3A2%3A7`, { method: 'PATCH', body: { version: 4, dueOn: '2026-11-24' } })
  })

  test('that fails puts it back', async () => {
    const promise = aFollowUp({ on })
    const { state, call } = arrange(promise)
    call.mockRejectedValueOnce(new ApiFailure('offline'))

    await expect(state.move(promise, '2026-11-24')).rejects.toThrow(ApiFailure)

    expect(state.page.value.followUps).toEqual([promise])
  })

  test('that somebody else has changed meanwhile shows what stands', async () => {
    const promise = aFollowUp({ on })
    const theirs = { ...promise, text: 'Send the better offer', version: 2 }
    const { state, call } = arrange(promise)
    call.mockRejectedValueOnce(new ApiFailure('note-conflict', '', { ...theirs, on: null }))

    await expect(state.move(promise, '2026-11-24')).rejects.toThrow(ApiFailure)

    expect(state.page.value.followUps).toEqual([theirs])
  })
})

describe('finishing a follow-up', () => {
  test('takes it out of the calendar, and taking that back puts it in again', async () => {
    const promise = aFollowUp({ on })
    const { state, call } = arrange(promise)
    call.mockResolvedValueOnce({ ...promise, state: 'done' }).mockResolvedValueOnce(promise)

    await state.setState(promise, 'done')
    const done = state.page.value.followUps
    await state.setState(promise, 'open')

    expect([done, state.page.value.followUps]).toEqual([[], [promise]])
  })

  test('that fails leaves it there', async () => {
    const promise = aFollowUp({ on })
    const { state, call } = arrange(promise)
    call.mockRejectedValueOnce(new ApiFailure('storage'))

    await expect(state.setState(promise, 'done')).rejects.toThrow(ApiFailure)

    expect(state.page.value.followUps).toEqual([promise])
  })
})

describe('other days', () => {
  test('are asked for with whose calendar and whose follow-ups', async () => {
    const { state, call } = arrange(aFollowUp({ on }))
    call.mockResolvedValueOnce(pageOf([], december))

    await state.load(december)

    expect(call).toHaveBeenCalledWith('/api/calendar?from=2026-11-30&to=2027-01-03&owner=user%3A3&people=me')
    expect(state.page.value.days).toEqual(december)
  })

  test('that do not come leave what is shown, and are asked for again', async () => {
    const { state, call } = arrange(aFollowUp({ on }))
    call.mockRejectedValueOnce(new ApiFailure('portal-unreachable')).mockResolvedValueOnce(pageOf([], december))

    await state.load(december)
    const failed = [state.failure.value, state.page.value.days]
    await state.load()

    expect(failed).toEqual(['portal-unreachable', november])
    expect([state.failure.value, state.page.value.days]).toEqual([null, december])
  })

  test('that come after others were asked for are too late', async () => {
    const { state, call } = arrange()
    let answer = (_: CalendarPage) => {}
    call.mockReturnValueOnce(new Promise<CalendarPage>((resolve) => {
      answer = resolve
    })).mockResolvedValueOnce(pageOf([], december))

    const slow = state.load({ from: '2026-11-16', to: '2026-11-22' })
    await state.load(december)
    answer(pageOf([], { from: '2026-11-16', to: '2026-11-22' }))
    await slow

    expect([state.page.value.days, state.isLoading.value]).toEqual([december, false])
  })
})
