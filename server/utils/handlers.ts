import { defineEventHandler, getRequestHeader, setResponseHeader, setResponseStatus, type EventHandlerRequest, type H3Event } from 'h3'
import type { z } from 'zod'
import type { FailureAnswer } from '../../shared/failures.ts'
import { asFailure, Failure } from '../failure.ts'
import { unsealSession, type Session } from '../openings/session.ts'
import type { Portal } from '../portals/portals.ts'
import type { Services } from '../services.ts'
import { parseSubjectKey, type Scope, type Subject } from '../subjects/subject.ts'
import type { ListReader } from '../threads/list-reader.ts'
import { addressOf } from './address.ts'
import { requestIdOf } from './opening.ts'
import { readText } from './text.ts'
import { useServices } from './use-services.ts'

interface Call { event: H3Event<EventHandlerRequest>, services: Services, requestId: string }

/** A call of a page that Bitrix24 opened: its session is good, and its portal is still the one it was opened on. */
export interface SessionCall extends Call { session: Session, portal: Portal }

/** A call about a thread: the portal lets this person see its subject (invariant 6), and `links` are the subjects it points to. */
export interface ThreadCall extends SessionCall { reader: Scope, links: Subject[] }

/** A call about many subjects: what the `reader` may see of them is a condition of each query (invariant 6). */
export interface ListCall extends SessionCall { reader: ListReader }

/** An API route. What it throws becomes a FailureAnswer: the funnel of every refusal in JSON. */
export function defineApiHandler<T>(handle: (call: Call) => Promise<T>) {
  return defineEventHandler(async (event): Promise<T | FailureAnswer> => {
    const services = await useServices()
    const requestId = requestIdOf(event)
    setResponseHeader(event, 'cache-control', 'no-store')
    try {
      const answer = await handle({ event, services, requestId })
      services.log.debug({ requestId, method: event.method, path: addressOf(event).path }, 'a call was answered')
      return answer
    }
    catch (error) {
      const failure = asFailure(error)
      services.log[failure.status >= 500 ? 'error' : 'info']({ requestId, path: addressOf(event).path, code: failure.code, err: failure.cause }, 'a call was refused')
      setResponseStatus(event, failure.status)
      if (failure.retryAfter !== undefined) setResponseHeader(event, 'retry-after', failure.retryAfter)
      return { code: failure.code, requestId, ...(failure.current === undefined ? {} : { current: failure.current }) }
    }
  })
}

/** An API route for a page's session, whatever its view. */
export function defineSessionHandler<T>(handle: (call: SessionCall) => Promise<T>) {
  return defineApiHandler(async (call) => {
    const { portals, sealer } = call.services
    const session = await unsealSession(sealer, /^Bearer (\S+)$/.exec(getRequestHeader(call.event, 'authorization') ?? '')?.[1] ?? '')
    const portal = session && await portals.get(session.portalId)
    if (!session || !portal || portal.generation !== session.generation) throw new Failure('session-over')
    return handle({ ...call, session, portal })
  })
}

/**
 * An API route about a thread: that of `?subject=<key>` in its address, or the one that the page was opened on. It cannot be written without
 * the check: the handler's argument is its result.
 */
export function defineThreadHandler<T>(handle: (call: ThreadCall) => Promise<T>) {
  return defineSessionHandler(async (call) => {
    const { session, portal, services } = call
    const key = addressOf(call.event).query.get('subject')
    const subject = key === null ? session.subject : parseSubjectKey(key)
    if (!subject) throw new Failure('not-available')
    const links = await services.access.check(portal, session.userId, subject)
    return handle({ ...call, reader: { portalId: portal.id, userId: session.userId, isAdmin: session.isAdmin, subject }, links })
  })
}

/** An API route for lists and search. It gets nothing but a reader, by which every list joins what the portal lets this person see. */
export function defineListHandler<T>(handle: (call: ListCall) => Promise<T>) {
  return defineSessionHandler((call) => {
    const { session: { userId, isAdmin }, portal, services } = call
    return handle({ ...call, reader: { portal, portalId: portal.id, userId, isAdmin, now: services.clock() } })
  })
}

/** The query of the address in the given form. @throws Failure `invalid-input`. */
export function readQuery<T>(event: H3Event, schema: z.ZodType<T>): T {
  const read = schema.safeParse(Object.fromEntries(addressOf(event).query))
  if (!read.success) throw new Failure('invalid-input', { cause: read.error })
  return read.data
}

/** Bytes of a JSON body: a note of 20,000 characters fits, however they are escaped. */
const inputLimit = 256 * 1024

/** The JSON body in the given form. @throws Failure `invalid-input`, or `too-large` beyond 256 KB. */
export async function readInput<T>(event: H3Event, schema: z.ZodType<T>): Promise<T> {
  const read = schema.safeParse(parseJson(await readText(event, inputLimit)))
  if (!read.success) throw new Failure('invalid-input', { cause: read.error })
  return read.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return null
  }
}
