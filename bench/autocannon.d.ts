/** The part of autocannon 9 that is used here; the package brings no types. */
declare module 'autocannon' {
  interface Request { method?: string, path?: string, headers?: Record<string, string>, body?: string }

  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Seconds. */
    timeout: number
    /** Ends the run after so many errors. */
    bailout: number
    /** `setupRequest` is called for every request that is sent. */
    requests: { setupRequest: (request: Request) => Request }[]
    verifyBody: ((body: string) => boolean) | null
  }

  interface Result {
    '2xx': number
    'non2xx': number
    'errors': number
    'mismatches': number
    /** Seconds. */
    'duration': number
    /** Whole milliseconds. */
    'latency': { p50: number, p99: number, max: number }
  }

  export default function autocannon(options: Options): Promise<Result>
}
