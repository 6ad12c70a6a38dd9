import { describe, expect, test } from 'vitest'
import { followUpChange, followUpValue } from '../../../app/utils/followUpChange.ts'
import { timeWords } from '../../../app/utils/time.ts'
import { aFollowUp } from './entries.fixture.ts'

const berlin = timeWords('en-US', 'Europe/Berlin')

describe('the editor of a follow-up', () => {
  test('shows a time as the viewer\'s clock does', () => {
    const fromNewYork = aFollowUp({ dueOn: '2026-11-20', dueTime: '20:30', zone: 'America/New_York', dueAt: '2026-11-21T01:30:00.000Z' })

    expect(followUpValue(fromNewYork, berlin).due).toEqual({ dueOn: '2026-11-21', dueTime: '02:30' })
  })

  test('shows a day without a time as it was promised, wherever the viewer is', () => {
    const fromNewYork = aFollowUp({ dueOn: '2026-11-20', dueTime: null, zone: 'America/Los_Angeles', dueAt: '2026-11-21T02:00:00.000Z' })

    expect(followUpValue(fromNewYork, berlin).due).toEqual({ dueOn: '2026-11-20', dueTime: null })
  })
})

describe('a change of a follow-up', () => {
  const stood = { text: 'Call them', due: { dueOn: '2026-11-20', dueTime: '15:00' }, assignee: { id: 1, name: 'Anna Weber' } }

  test.each([
    ['its text', { text: 'Write to them' }, { text: 'Write to them' }],
    ['its day, which goes with the time', { due: { dueOn: '2026-11-23', dueTime: '15:00' } }, { dueOn: '2026-11-23', dueTime: '15:00' }],
    ['that it has no time any more', { due: { dueOn: '2026-11-20', dueTime: null } }, { dueOn: '2026-11-20', dueTime: null }],
    ['whose it is', { assignee: { id: 2, name: 'Marcus Reed' } }, { assigneeId: 2 }],
  ])('sends %s and nothing else', (_, changed, sent) => {
    expect(followUpChange(3, { ...stood, ...changed }, stood)).toEqual({ version: 3, ...sent })
  })
})
