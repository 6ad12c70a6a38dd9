import { describe, expect, test } from 'vitest'
import { advanced, brokenOff, newInstallation } from '../../../app/utils/installation.ts'
import type { InstallProgress } from '../../../shared/opening.ts'

const lines: InstallProgress[] = [
  { step: 'portal', state: 'done', done: 1, total: 1 },
  { step: 'widgets', state: 'running', done: 6, total: 14 },
]

describe('an installation', () => {
  const underWay = lines.reduce(advanced, newInstallation('running'))

  test('shows how far each step is', () => {
    expect(underWay.steps.map(({ step, state, done }) => [step, state, done])).toEqual([
      ['portal', 'done', 1], ['widgets', 'running', 6], ['events', 'waiting', 0], ['check', 'waiting', 0],
    ])
  })

  test('is finished only when the server says so', () => {
    expect(underWay.phase).toBe('running')
    expect(advanced(underWay, { state: 'finished', widgets: 14, skipped: 2 })).toMatchObject({ phase: 'finished', widgets: 14 })
  })

  test('names the step that failed', () => {
    const failed = advanced(underWay, { state: 'failed', step: 'widgets', code: 'portal-unreachable', requestId: 'r1' })

    expect(failed.phase).toBe('failed')
    expect(failed.failure).toEqual({ step: 'widgets', code: 'portal-unreachable', requestId: 'r1' })
    expect(failed.steps[1]?.state).toBe('failed')
  })

  test('that breaks off has failed at the step under way', () => {
    expect(brokenOff(underWay, 'offline', '').failure?.step).toBe('widgets')
  })
})
