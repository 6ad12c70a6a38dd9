import type { Params } from '../http.ts'
import type { Portal } from '../types.ts'
import type { World } from '../world.ts'
import { systemError } from './error.ts'
import type { Answer, Caller, Method } from './method.ts'
import { methods } from './registry.ts'

/** Runs one method for one caller. Throws RestError. */
export function perform(world: World, portal: Portal, caller: Caller, name: string, params: Params): Answer {
  const method = findMethod(name)
  if (!method) throw systemError('ERROR_METHOD_NOT_FOUND')
  if (method.scope.length && !method.scope.some(scope => caller.token.scope.includes(scope))) throw systemError('insufficient_scope')
  if (method.rights === 'admin' && caller.user.role !== 'admin') throw systemError('ACCESS_DENIED')

  return method.handle({
    ...caller, world, portal, params, perform: (other, itsParams) => perform(world, portal, caller, other, itsParams),
  })
}

/** Method names are compared in lower case. */
export function findMethod(name: string): Method | undefined {
  const key = name.toLowerCase()

  return Object.hasOwn(methods, key) ? methods[key] : undefined
}
