import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * down: the connection breaks. hang: no answer, ever. slow: the answer comes `slowBy` milliseconds late.
 * html: a proxy's 502 page, as when the server behind it is gone.
 */
export type Fault = 'down' | 'hang' | 'slow' | 'html'

/** Switches for what may go wrong. `rest` spoils the portals' REST and leaves their pages alone. */
export interface Faults {
  rest: Fault | null
  oauth: Fault | null
  slowBy: number
}

const spoil: Record<Fault, (response: ServerResponse, faults: Faults) => Promise<boolean>> = {
  async down(response) {
    response.destroy()
    return true
  },
  async hang() {
    return true
  },
  async slow(_response, faults) {
    await wait(faults.slowBy)
    return false
  },
  async html(response) {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body><h1>502 Bad Gateway</h1></body></html>')
    return true
  },
}

/** Applies the switch of one server to one request. Answers whether the request is already dealt with. */
export async function applyFault(fault: Fault | null, response: ServerResponse, faults: Faults): Promise<boolean> {
  return fault ? spoil[fault](response, faults) : false
}
