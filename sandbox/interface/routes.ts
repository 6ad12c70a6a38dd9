import type { IncomingMessage } from 'node:http'
import type { Answer } from './answer.ts'
import type { Visit } from './visit.ts'

/** Answers an address, whose named groups it gets; null leaves the address to the routes below. */
export type Respond = (visit: Visit, groups: Record<string, string>, request: IncomingMessage) => Answer | null | Promise<Answer | null>

export interface Route { method: 'GET' | 'POST', path: RegExp, respond: Respond }

export function get(path: RegExp, respond: Respond): Route {
  return { method: 'GET', path, respond }
}

export function post(path: RegExp, respond: Respond): Route {
  return { method: 'POST', path, respond }
}
