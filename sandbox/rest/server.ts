import type { IncomingMessage, ServerResponse } from 'node:http'
import { cutShort, readParams, sendJson, type Params } from '../http.ts'
import { strike } from '../faults/strike.ts'
import { startTime, type Time } from '../time.ts'
import type { ActiveFault } from '../faults/faults.ts'
import type { LoggedRequest, Portal } from '../types.ts'
import type { World } from '../world.ts'
import { authorize, authorizeWebhook } from './authorize.ts'
import { requireConfirmation } from './confirmation.ts'
import { RestError, systemError } from './error.ts'
import { faultError } from './fault-error.ts'
import { text, list } from './params.ts'
import type { Operating } from './limits.ts'
import type { Caller } from './method.ts'
import { operatingOf } from './operating.ts'
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
  const { name, webhook } = addressed(url.pathname)
  const entry = world.log.begin('portal', portal.memberId, name)
  const finish = startTime(world.clock, portal.utcOffset)
  const params = await readParams(request, url)
  const struck = await strike(world.faults, 'rest', { name, memberId: portal.memberId }, response)
  if (!struck) return

  const { status, body } = answer(world, portal, { name, webhook, params, entry, fault: struck.refused, address: request.socket.remoteAddress ?? '', finish })
  if (struck.cut) return cutShort(response, status, body)
  sendJson(response, status, body, CORS)
  world.log.end(entry, status)
}

interface Request extends Address {
  params: Params
  entry: LoggedRequest
  /** The fault whose error shall be answered. */
  fault: ActiveFault | null
  /** Where it comes from: the rate limit counts by it. */
  address: string
  finish(operating?: Operating): Time
}

function answer(world: World, portal: Portal, { name, webhook, params: { auth, ...params }, entry, fault, address, finish }: Request): { status: number, body: object } {
  let caller: Caller | undefined
  try {
    world.limits.admit(portal.memberId, address)
    const error = fault && faultError(fault)
    if (error) throw error
    if (!findMethod(name)) throw systemError('ERROR_METHOD_NOT_FOUND')
    if (name === 'batch') entry.commands = list(params.cmd).map(command => text(command).split('?')[0] ?? '')
    caller = webhook ? authorizeWebhook(portal, webhook.userId, webhook.code) : authorize(world, portal, auth)
    entry.userId = caller.user.id
    if (fault) requireConfirmation(world, caller, name)
    const body = perform(world, portal, caller, name, params)

    return { status: 200, body: { ...body, time: finish(operatingOf(world, caller, name)) } }
  }
  catch (error) {
    if (!(error instanceof RestError)) throw error
    return { status: error.status, body: { ...error.toBody(), time: finish(caller && operatingOf(world, caller, name)) } }
  }
}

interface Address { name: string, webhook?: { userId: number, code: string } }

/** `/rest//crm.item.get.json` → `crm.item.get`: b24jssdk doubles the slash of a client_endpoint. `/rest/1/abc123/profile`: a webhook. */
function addressed(pathname: string): Address {
  const path = pathname.replace(/^\/+rest\/*/, '').replace(/\/+$/, '').replace(/\.json$/, '')
  const [, userId, code, method] = /^(\d+)\/+([^/]+)\/+([^/]+)$/.exec(path) ?? []
  if (!userId || !code || !method) return { name: path.toLowerCase() }

  return { name: method.toLowerCase(), webhook: { userId: Number(userId), code } }
}
