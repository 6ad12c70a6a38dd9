import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { entityByPhone, finishCall, normalizePhone, shownCall, startCall, type LiveCall } from '../../portal/telephony.ts'
import { data, InterfaceError, nothing, readForm, redirect, type Answer } from '../answer.ts'
import { cardContent } from '../call-card.ts'
import type { Visit } from '../visit.ts'

/** What the call card of this person's pages shows, as a list of one or none. */
export function liveCalls(visit: Visit): Answer {
  const call = shownCall(visit.portal, visit.user.id, visit.sandbox.clock.now())

  return data(call ? [cardContent(visit, call)] : [])
}

/** Somebody calls this person: the form of the telephony page. */
export async function simulateCall({ sandbox, portal, user, t }: Visit, request: IncomingMessage): Promise<Answer> {
  const form = await readForm(request)
  const phoneNumber = normalizePhone(form.get('number') ?? '')
  if (!phoneNumber) throw new InterfaceError(400, t('telephony.noNumber'))

  startCall(portal, {
    clientId: null, userId: user.id, type: '2', phoneNumber, lineNumber: '+441174960100', entity: entityByPhone(portal, phoneNumber),
    show: true, hash: randomBytes(16).toString('hex'), now: sandbox.clock.now(),
  })
  return redirect('/telephony/')
}

const actions: Record<string, (visit: Visit, call: LiveCall) => void> = {
  answer({ sandbox }, call) {
    if (call.state !== 'ringing') return
    call.state = 'connected'
    call.connectedAt = sandbox.clock.now()
  },
  // What an application has registered, its exchange ends: only it knows how long the conversation was.
  end({ sandbox, portal, user }, call) {
    if (call.state === 'finished' || call.clientId) return
    const now = sandbox.clock.now()
    const duration = call.connectedAt === null ? 0 : Math.max(1, Math.round((now - call.connectedAt) / 1000))
    finishCall(portal, call, { userId: user.id, duration, code: duration ? '200' : '603', now })
  },
  close(visit, call) {
    if (!call.clientId) actions.end?.(visit, call)
    call.shownTo.delete(visit.user.id)
  },
}

/** A button of the call card. */
export function callAction(visit: Visit, callId: string, name: string): Answer {
  const call = visit.portal.data.telephony.live.get(callId)
  if (call?.shownTo.has(visit.user.id)) actions[name]?.(visit, call)

  return nothing()
}
