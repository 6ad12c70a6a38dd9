import autocannon from 'autocannon'
import type { Form } from './stage.ts'

/** What a row of load gave. */
export interface Load {
  perSecond: number
  /** Milliseconds, whole ones. */
  p50: number
  p99: number
}

export interface LoadOptions {
  connections: number
  seconds: number
  /** Every answer must contain it; null where looking would cost the load generator more than the answer costs the server. */
  expected: string | null
}

const timeout = 20

/** Sends the same request again and again: GET, or POST with a JSON body. */
export function loadOf(url: string, options: LoadOptions, json?: unknown): Promise<Load> {
  const body = json === undefined ? undefined : JSON.stringify(json)
  return fire(url, options, request => body === undefined ? request : { ...request, method: 'POST', headers: { 'content-type': 'application/json' }, body })
}

/** Opens frames: every request posts another form, so that no token is ever seen twice. @throws when the forms run out. */
export async function loadOfOpenings(forms: Form[], options: LoadOptions): Promise<Load> {
  const left = forms.values()
  let ranOut = false
  const load = await fire(forms[0]?.action ?? '', options, (request) => {
    const form = left.next().value
    // Thrown in here, it would end the whole process.
    ranOut ||= !form
    if (!form) return request
    const { pathname, search } = new URL(form.action)
    return { ...request, method: 'POST', path: pathname + search, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.body }
  })
  if (ranOut) throw new Error(`${forms.length} forms were not enough for ${options.seconds} s`)
  return load
}

async function fire(url: string, { connections, seconds, expected }: LoadOptions, setupRequest: Parameters<typeof autocannon>[0]['requests'][number]['setupRequest']): Promise<Load> {
  const result = await autocannon({
    url, connections, duration: seconds, timeout, bailout: 1, requests: [{ setupRequest }], verifyBody: expected === null ? null : body => body.includes(expected),
  })
  const bad = result.non2xx + result.errors + result.mismatches
  if (bad) throw new Error(`${bad} of ${result['2xx'] + bad} answers of ${url} were not what was expected`)

  return { perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}
