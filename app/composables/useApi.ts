interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: object
  /** Let the browser finish the call after the page is gone. */
  keepalive?: boolean
  /** Milliseconds until the call counts as not answered. */
  patience?: number
}

/**
 * Calls to our own server with the page's session. Nothing is repeated by itself: the person sees a failure and decides.
 */
export function useApi() {
  const opening = useOpening()
  const sessionOver = useState('session-over', () => false)

  /**
   * @returns the answer, whose body is still to be read
   * @throws ApiFailure when it is refused or does not come
   */
  async function send(path: string, { method = 'GET', body, keepalive, patience = 20_000 }: Call = {}): Promise<Response> {
    const headers: Record<string, string> = {}
    if ('session' in opening.value) headers.authorization = `Bearer ${opening.value.session}`
    if (body) headers['content-type'] = 'application/json'

    const answer = await fetch(path, { method, headers, body: JSON.stringify(body), keepalive, signal: AbortSignal.timeout(patience) })
      .catch(unanswered)
    if (answer.ok) return answer

    const failure = failureOf(answer.status, await answer.json().catch(() => null))
    if (failure.code === 'session-over') sessionOver.value = true
    throw failure
  }

  /** The same, for an answer that is one JSON value. */
  async function call<Answer>(path: string, options?: Call): Promise<Answer> {
    const answer = await send(path, options)
    return await answer.json().catch(unanswered)
  }

  return { send, call, sessionOver }
}

function unanswered(): never {
  throw new ApiFailure('offline')
}
