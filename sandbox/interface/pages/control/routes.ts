import { controlAction } from '../../actions/control.ts'
import { get, post, type Route } from '../../routes.ts'
import { controlPage } from './index.ts'

/** What makes the sandbox misbehave. */
export const controlRoutes: Route[] = [
  get(/^\/sandbox\/control\/$/, controlPage),
  post(/^\/sandbox\/control\/(?<action>[\w-]+)$/, (visit, { action = '' }, request) => controlAction(visit, request, action)),
]
