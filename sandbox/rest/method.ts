import type { Params } from '../http.ts'
import type { Installation, IssuedToken, Portal, PortalUser } from '../types.ts'
import type { World } from '../world.ts'

export interface Answer {
  result: unknown
  total?: number
  next?: number
}

/** Who calls: the token, and what hangs on it. */
export interface Caller {
  user: PortalUser
  token: IssuedToken
  installation: Installation
}

export interface Call extends Caller {
  world: World
  portal: Portal
  params: Params
  /** Runs another method for the same caller, through the same checks (batch). */
  perform(method: string, params: Params): Answer
}

/**
 * One REST method. Webhooks do not exist here, so that every call has the application context that some methods ask for.
 * `scope`: any of these is enough; none: the basic scope, which every token has.
 */
export interface Method {
  scope: string[]
  rights: 'any' | 'admin'
  handle(call: Call): Answer
}
