import type { IncomingMessage, ServerResponse } from 'node:http'
import { applyFault } from '../faults.ts'
import { readParams, sendJson, type Params } from '../http.ts'
import type { LoggedRequest } from '../types.ts'
import type { World } from '../world.ts'
import { appInfo } from './app-info.ts'
import { refreshToken } from './refresh-token.ts'

export interface OAuthAnswer { status: number, body: Record<string, unknown> }

type Route = (world: World, params: Params, entry: LoggedRequest) => OAuthAnswer

const routes: Record<string, { name: string, answer: Route }> = {
  '/oauth/token': { name: 'oauth/token', answer: refreshToken },
  '/rest/app.info': { name: 'app.info', answer: appInfo },
  '/rest/app.info.json': { name: 'app.info', answer: appInfo },
}

/** The authorization server: the only one that issues, renews and judges tokens (settings/oauth/index.md). */
export async function handleOAuth(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(world.oauth.url + (request.url ?? '/'))
  const route = routes[url.pathname.replace(/\/+/g, '/').replace(/\/$/, '')]
  if (!route) return sendJson(response, 404, oauthError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!').body)

  const entry = world.log.begin('oauth', null, route.name)
  const params = await readParams(request, url)
  if (await applyFault(world.faults.oauth, response, world.faults)) return

  const { status, body } = route.answer(world, params, entry)
  sendJson(response, status, body)
  world.log.end(entry, status)
}

export function oauthError(status: number, error: string, description: string): OAuthAnswer {
  return { status, body: { error, error_description: description } }
}
