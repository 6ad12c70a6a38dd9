import type { World } from '../world.ts'
import type { Operating } from './limits.ts'
import type { Caller } from './method.ts'

/** Execution time is counted for each portal, application and method: settings/performance/limits.md */
export function operatingOf({ limits }: World, { token }: Caller, method: string): Operating {
  return limits.operatingOf(ownerOf(token), method.toLowerCase())
}

/** Runs one method within its limit of execution time, and counts what it took, also when it fails. Throws OPERATION_TIME_LIMIT. */
export function operate<T>({ limits }: World, { token }: Caller, method: string, run: () => T): T {
  // "An external call to batch is not accounted for": only what it calls.
  if (method === 'batch') return run()

  limits.checkOperating(ownerOf(token), method)
  const startedAt = performance.now()
  try {
    return run()
  }
  finally {
    limits.addOperating(ownerOf(token), method, (performance.now() - startedAt) / 1000)
  }
}

function ownerOf({ memberId, clientId }: Caller['token']): string {
  return `${memberId} ${clientId}`
}
