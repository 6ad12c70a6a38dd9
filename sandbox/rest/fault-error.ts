import { refusalOf } from '../faults/kinds.ts'
import type { ActiveFault } from '../faults/faults.ts'
import { RestError } from './error.ts'

/** The error of a fault that has struck; `null` for METHOD_CONFIRM_WAITING, which is for requireConfirmation to judge by the token. */
export function faultError(fault: ActiveFault): RestError | null {
  const refusal = fault.kind === 'METHOD_CONFIRM_WAITING' ? null : refusalOf(fault)

  return refusal && new RestError(fault.kind, refusal.description, {
    status: refusal.status,
    ...fault.kind === 'ERROR_ARGUMENT' && fault.field && { extra: { argument: fault.field } },
  })
}
