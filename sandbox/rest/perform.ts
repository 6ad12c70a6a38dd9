import type { Params } from '../http.ts'
import type { Portal } from '../types.ts'
import type { World } from '../world.ts'
import { requireConfirmation } from './confirmation.ts'
import { systemError } from './error.ts'
import { faultError } from './fault-error.ts'
import type { Answer, Caller, Method } from './method.ts'
import { operate } from './operating.ts'
import { methods } from './registry.ts'

/** Runs one method for one caller. Throws RestError. */
export function perform(world: World, portal: Portal, caller: Caller, name: string, params: Params): Answer {
  const method = findMethod(name)
  if (!method) throw systemError('ERROR_METHOD_NOT_FOUND')
  if (method.application && caller.webhook) throw systemError('WRONG_AUTH_TYPE')
  if (method.scope.length && !method.scope.some(scope => caller.token.scope.includes(scope))) throw systemError('insufficient_scope')
  if (method.rights === 'admin' && caller.user.role !== 'admin') throw systemError('ACCESS_DENIED')

  return operate(world, caller, name.toLowerCase(), () => method.handle({
    ...caller, world, portal, params, perform: (other, itsParams) => performInBatch(world, portal, caller, other, itsParams),
  }))
}

/** One call of a batch, with the faults that name its method. */
function performInBatch(world: World, portal: Portal, caller: Caller, name: string, params: Params): Answer {
  for (const fault of world.faults.striking('rest', { name, memberId: portal.memberId, inBatch: true })) {
    const error = faultError(fault)
    if (error) throw error
    requireConfirmation(world, caller, name.toLowerCase())
  }

  return perform(world, portal, caller, name, params)
}

/** Method names are compared in lower case. */
export function findMethod(name: string): Method | undefined {
  const key = name.toLowerCase()

  return Object.hasOwn(methods, key) ? methods[key] : undefined
}

/** The names of the methods that meet a condition, in the order of the registry. */
export function methodNames(condition: (method: Method) => boolean): string[] {
  return Object.entries(methods).filter(([, method]) => condition(method)).map(([name]) => name)
}
