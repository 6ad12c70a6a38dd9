import type { IncomingMessage } from 'node:http'
import { FrameRefused } from '../../apps/frames.ts'
import type { Frame, OpenFrame } from '../../types.ts'
import { data, InterfaceError, nothing, readJson, type Answer } from '../answer.ts'
import type { Visit } from '../visit.ts'

const MODES: readonly Frame['mode'][] = ['page', 'widget', 'slider']

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InterfaceError(400, 'A JSON object is expected.')
  return { ...value }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined
}

function readOpening(body: unknown, userId: number): OpenFrame {
  const { clientId, placement, handler, options, uri, mode } = record(body)
  if (!text(clientId) || !text(placement)) throw new InterfaceError(400, 'clientId and placement are required.')

  return {
    userId,
    clientId: String(clientId),
    placement: String(placement),
    handler: text(handler),
    options: options === undefined ? undefined : record(options),
    uri: text(uri),
    mode: MODES.find(known => known === mode),
  }
}

/**
 * Opens a frame for the current person. Answers `{ form, origin, silent, failing }`: what to post where, the only origin the
 * bridge may hear, and the commands that it shall not answer or fail at (`*`: all).
 */
export async function openFrameAction({ sandbox, portal, user }: Visit, request: IncomingMessage): Promise<Answer> {
  const opening = readOpening(await readJson(request), user.id)
  if (!sandbox.apps.has(opening.clientId)) throw new InterfaceError(404, 'No such application is registered.')

  try {
    const form = sandbox.openFrame(portal.memberId, opening)
    return data({ form, origin: new URL(form.action).origin, silent: sandbox.faults.commands('silent'), failing: sandbox.faults.commands('fails') })
  }
  catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  return error instanceof FrameRefused ? new InterfaceError(403, error.message) : error
}

/** The server's half of a frame command: 200 with `{ reply }`, 204 when the portal stays silent for ever, 403 when it refuses. */
export async function frameCommandAction({ sandbox, portal, user }: Visit, request: IncomingMessage, sid: string, command: string): Promise<Answer> {
  const frame = portal.frames.get(sid)
  if (frame && frame.userId !== user.id) return nothing()

  const params = await readJson(request)
  try {
    const answer = await sandbox.frameCommand(portal.memberId, sid, command, params)
    return answer ? data(answer) : nothing()
  }
  catch (error) {
    throw refusalOf(error)
  }
}
