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
  /** Called through an incoming webhook: no application stands behind the call, and `installation` is an empty one. */
  webhook: boolean
}

export interface Call extends Caller {
  world: World
  portal: Portal
  params: Params
  /** Runs another method for the same caller, through the same checks (batch). */
  perform(method: string, params: Params): Answer
}

/**
 * One REST method.
 * `scope`: any of these is enough; none: the basic scope, which every token has.
 * `application`: an application must be calling; a webhook is refused with WRONG_AUTH_TYPE.
 */
export interface Method {
  scope: string[]
  rights: 'any' | 'admin'
  application?: true
  handle(call: Call): Answer
}
