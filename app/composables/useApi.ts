import type { Opening } from '#shared/opening'

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: object
  /** Let the browser finish the call after the page is gone. */
  keepalive?: boolean
  /** Milliseconds until the call counts as not answered. */
  patience?: number
}

/** One for all calls that meet the end of the session at the same time. */
let renewal: Promise<string | null> | undefined

/**
 * Calls to our own server with the page's session. A call that was refused because the session is over has changed nothing: it is made again
 * with a renewed one. Nothing else is repeated by itself: the person sees a failure and decides. `sessionOver` says that the page has to be
 * opened again; where a later call finds a session after all, it does not any more.
 */
export function useApi() {
  const opening = useOpening()
  const sessionOver = useState('session-over', () => false)
  const { freshTokens } = useB24Frame()

  /**
   * @returns the answer, whose body is still to be read
   * @throws ApiFailure when it is refused or does not come
   */
  async function send(path: string, options: Call = {}): Promise<Response> {
    const session = sessionOf(opening.value)
    const answer = await request(path, options, session)
    if (answer.ok) return answer

    const failure = failureOf(answer.status, await answer.json().catch(() => null))
    if (failure.code !== 'session-over') throw failure
    // Also for a call of a page that goes: it may only be hidden, and come back.
    if (session && await isRenewed(session)) return send(path, options)
    sessionOver.value = true
    throw failure
  }

  /**
   * Has the page another session than the one that is over, by now or by showing a fresh token of Bitrix24?
   * @throws ApiFailure when that could not be found out
   */
  async function isRenewed(session: string): Promise<boolean> {
    if (sessionOf(opening.value) !== session) return true
    renewal ??= renewedSession({ freshTokens, exchange: tokens => exchange(session, tokens) }).finally(() => {
      renewal = undefined
    })
    const renewed = await renewal
    if (!renewed || !('session' in opening.value)) return false

    opening.value = { ...opening.value, session: renewed }
    sessionOver.value = false
    return true
  }

  async function exchange(session: string, tokens: object): Promise<string> {
    const answer = await request('/api/session', { method: 'POST', body: { session, ...tokens } })
    const body = await answer.json().catch(unanswered)
    if (!answer.ok) throw failureOf(answer.status, body)
    return body.session
  }

  /** The same, for an answer that is one JSON value. */
  async function call<Answer>(path: string, options?: Call): Promise<Answer> {
    const answer = await send(path, options)
    return await answer.json().catch(unanswered)
  }

  return { send, call, sessionOver }
}

function sessionOf(opening: Opening): string | undefined {
  return 'session' in opening ? opening.session : undefined
}

function request(path: string, { method = 'GET', body, keepalive, patience = 20_000 }: Call, session?: string): Promise<Response> {
  const headers: Record<string, string> = {}
  if (session) headers.authorization = `Bearer ${session}`
  if (body) headers['content-type'] = 'application/json'

  return fetch(path, { method, headers, body: JSON.stringify(body), keepalive, signal: AbortSignal.timeout(patience) }).catch(unanswered)
}

function unanswered(): never {
  throw new ApiFailure('offline')
}
