import http from 'node:http'
import { Readable, Writable } from 'node:stream'

/**
 * The OAuth server and the portal as functions inside the app's process. The app's two ways out are replaced: `fetch` (verdicts) and
 * `http.request` (the official SDK's axios posts the batch with it). The first call of its kind still goes to the sandbox; every further
 * one gets the same answer from memory, whatever its token.
 */
let isOn = false
const answers = new Map<string, string>()

const [realFetch, realRequest] = [globalThis.fetch, http.request]

export function answerInProcess(on: boolean) {
  isOn = on
}

/** Has to run before the app: it takes `fetch` at its start. */
export function replaceWaysOut() {
  globalThis.fetch = async (input, init) => {
    if (!isOn) return realFetch(input, init)
    const answer = await answerTo(String(input), String(init?.body ?? ''), 'application/x-www-form-urlencoded')
    return new Response(answer, { headers: { 'content-type': 'application/json' } })
  }

  // By Reflect, since what is put there has only what axios needs of a ClientRequest.
  Reflect.set(http, 'request', (options: http.RequestOptions, onResponse: (response: Readable) => void) =>
    isOn ? new RequestFromMemory(options, onResponse) : realRequest(options, onResponse as (response: http.IncomingMessage) => void))
}

async function answerTo(url: string, body: string, contentType: string): Promise<string> {
  const key = url.replace(/\?.*/, '') + body.replace(/("auth":"|\bauth=)[^"&]*/, '')
  const known = answers.get(key)
  if (known !== undefined) return known

  const response = await realFetch(url, { method: 'POST', body, headers: { 'content-type': contentType } })
  const answer = await response.text()
  if (response.ok) answers.set(key, answer)
  return answer
}

class RequestFromMemory extends Writable {
  readonly #options: http.RequestOptions
  readonly #onResponse: (response: Readable) => void
  readonly #body: Buffer[] = []

  constructor(options: http.RequestOptions, onResponse: (response: Readable) => void) {
    super()
    this.#options = options
    this.#onResponse = onResponse
  }

  setTimeout() {
    return this
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
    this.#body.push(chunk)
    done()
  }

  override _final(done: (error?: Error) => void) {
    const { hostname, port, path } = this.#options
    answerTo(`http://${hostname}:${port}${path}`, Buffer.concat(this.#body).toString(), 'application/json').then((answer) => {
      done()
      this.#onResponse(Object.assign(Readable.from([Buffer.from(answer)]), { statusCode: 200, statusMessage: 'OK', headers: { 'content-type': 'application/json' } }))
    }, done)
  }
}
