import { installSteps, type InstallProgress, type InstallStep } from '#shared/opening'
import type { CallFailure } from './apiFailure.ts'

export interface StepState { step: InstallStep, state: 'waiting' | 'running' | 'done' | 'failed', done: number, total: number }

/** How far an installation is. */
export interface Installation {
  phase: 'ready' | 'running' | 'failed' | 'finished'
  steps: StepState[]
  /** Places that were set up, once it is finished. */
  widgets: number
  failure: { step: InstallStep, code: CallFailure, requestId: string } | null
}

export function newInstallation(phase: Installation['phase'] = 'ready'): Installation {
  return { phase, steps: installSteps.map(step => ({ step, state: 'waiting', done: 0, total: 0 })), widgets: 0, failure: null }
}

/** The installation after one more line of the server's answer. */
export function advanced(installation: Installation, line: InstallProgress): Installation {
  if (line.state === 'finished') return { ...installation, phase: 'finished', widgets: line.widgets }
  if (line.state === 'failed') return failed(installation, line)
  return { ...installation, steps: installation.steps.map(known => known.step === line.step ? { ...known, ...line } : known) }
}

/** An answer that broke off, or never came: the step that was under way has failed, and all of it can be tried again. */
export function brokenOff(installation: Installation, code: CallFailure, requestId: string): Installation {
  const step = installation.steps.find(({ state }) => state !== 'done')?.step ?? 'check'
  return failed(installation, { step, code, requestId })
}

function failed(installation: Installation, failure: NonNullable<Installation['failure']>): Installation {
  const steps = installation.steps.map(known => known.step === failure.step ? { ...known, state: 'failed' as const } : known)
  const { step, code, requestId } = failure
  return { ...installation, phase: 'failed', steps, failure: { step, code, requestId } }
}
