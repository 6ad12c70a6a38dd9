/** One request that reached a server of the sandbox, for tests and measurements that ask "what was called, and in what order". */
export interface LoggedRequest {
  server: 'oauth' | 'portal'
  memberId: string | null
  /** Lower-case method name: `app.info`, `oauth/token`, `batch`; a batch is followed by its commands. */
  method: string
  commands: string[]
  userId: number | null
  status: number
  /** performance.now() at arrival and at the end of the answer. */
  startedAt: number
  endedAt: number
}

const LIMIT = 10_000

/** What was called, in what order and how long it took; bounded, so that a long demo does not grow for ever. */
export class RequestLog {
  entries: LoggedRequest[] = []
  #enabled: boolean

  constructor(enabled: boolean) {
    this.#enabled = enabled
  }

  /** The entry of an arriving request: fill in who and what as it becomes known, then `end` it. */
  begin(server: LoggedRequest['server'], memberId: string | null, method: string): LoggedRequest {
    const entry: LoggedRequest = {
      server, memberId, method, commands: [], userId: null, status: 0, startedAt: performance.now(), endedAt: 0,
    }
    if (!this.#enabled) return entry
    if (this.entries.length >= LIMIT) this.entries.splice(0, LIMIT / 2)
    this.entries.push(entry)

    return entry
  }

  end(entry: LoggedRequest, status: number): void {
    entry.status = status
    entry.endedAt = performance.now()
  }

  clear(): void {
    this.entries.length = 0
  }
}
