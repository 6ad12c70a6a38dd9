import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusalOf } from '../faults/kinds.ts'
import { cutShort, readParams, sendJson, type Params } from '../http.ts'
import { blanked, strike, type Strike } from '../faults/strike.ts'
import type { Clock, LoggedRequest } from '../types.ts'
import type { World } from '../world.ts'
import { appInfo } from './app-info.ts'
import { token } from './token.ts'

export interface OAuthAnswer { status: number, body: Record<string, unknown> }

/** What a route gets beside the world: `clock` is the authorization server's own, which may be off. */
export interface OAuthRequest { params: Params, entry: LoggedRequest, clock: Clock }

type Route = (world: World, request: OAuthRequest) => OAuthAnswer

const routes: Record<string, { name: string, answer: Route }> = {
  '/oauth/token': { name: 'oauth/token', answer: token },
  '/rest/app.info': { name: 'app.info', answer: appInfo },
  '/rest/app.info.json': { name: 'app.info', answer: appInfo },
}

/** The authorization server: the only one that issues, renews and judges tokens (settings/oauth/index.md). */
export async function handleOAuth(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(world.oauth.url + (request.url ?? '/'))
  const route = routes[url.pathname.replace(/\/+/g, '/').replace(/\/$/, '')]
  if (!route) return sendJson(response, 404, { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' })

  const entry = world.log.begin('oauth', null, route.name)
  const params = await readParams(request, url)
  const struck = await strike(world.faults, 'oauth', { name: route.name, memberId: null }, response)
  if (!struck) return

  const { status, body } = answerOf(struck) ?? route.answer(world, { params, entry, clock: { now: () => world.clock.now() + struck.skew } })
  if (struck.cut) return cutShort(response, status, body)
  sendJson(response, status, struck.blank.length ? blanked(body, struck.blank) : body)
  world.log.end(entry, status)
}

function answerOf({ refused }: Strike): OAuthAnswer | null {
  const refusal = refused && refusalOf(refused)

  return refusal && { status: refusal.status, body: { error: refused.kind, error_description: refusal.description } }
}
