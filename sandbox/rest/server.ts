import type { IncomingMessage, ServerResponse } from 'node:http'
import { applyFault } from '../faults.ts'
import { readParams, sendJson, type Params } from '../http.ts'
import { startTime } from '../time.ts'
import type { LoggedRequest, Portal } from '../types.ts'
import type { World } from '../world.ts'
import { authorize } from './authorize.ts'
import { RestError, systemError } from './error.ts'
import { text, list } from './params.ts'
import { findMethod, perform } from './perform.ts'

/** Exactly what portals send, on errors too; `authorization` is deliberately not among the allowed headers. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'origin, content-type, accept',
  'x-content-type-options': 'nosniff',
}

/**
 * `/rest/<method>[.json]` of one portal: parameters and `auth` from JSON body, form body or query, CORS and `time` always.
 * Source: settings/how-to-call-rest-api/general-principles.md, list-methods-pecularities.md
 */
export async function handleRest(world: World, portal: Portal, { request, response, url }: {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(200, CORS).end()
    return
  }
  const name = methodName(url.pathname)
  const entry = world.log.begin('portal', portal.memberId, name)
  const finish = startTime(world.clock, portal.utcOffset)
  const params = await readParams(request, url)
  if (await applyFault(world.faults.rest, response, world.faults)) return

  const { status, body } = answer(world, portal, name, params, entry)
  sendJson(response, status, { ...body, time: finish() }, CORS)
  world.log.end(entry, status)
}

function answer(world: World, portal: Portal, name: string, { auth, ...params }: Params, entry: LoggedRequest): { status: number, body: object } {
  try {
    if (!findMethod(name)) throw systemError('ERROR_METHOD_NOT_FOUND')
    if (name === 'batch') entry.commands = list(params.cmd).map(command => text(command).split('?')[0] ?? '')
    const caller = authorize(world, portal, auth)
    entry.userId = caller.user.id

    return { status: 200, body: perform(world, portal, caller, name, params) }
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    return { status: error.status, body: error.toBody() }
  }
}

/** `/rest//crm.item.get.json` → `crm.item.get`: b24jssdk doubles the slash of a client_endpoint. */
function methodName(pathname: string): string {
  return pathname.replace(/^\/+rest\/*/, '').replace(/\/+$/, '').replace(/\.json$/, '').toLowerCase()
}
