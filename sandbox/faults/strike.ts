import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { refusalOf } from './kinds.ts'
import type { ActiveFault, Faults, Target } from './faults.ts'

/** What the faults leave of one request that still gets an answer. */
export interface Strike {
  /** The fault whose error is to be answered. */
  refused: ActiveFault | null
  /** Break the connection in the middle of the answer. */
  cut: boolean
  /** Milliseconds that the server's clock is off. */
  skew: number
  /** Fields that arrive empty; `*` for all. */
  blank: string[]
}

/** Applies the faults of one server to one request. `null`: nothing more is to be answered. */
export async function strike(faults: Faults, at: 'rest' | 'oauth', target: Target, response: ServerResponse): Promise<Strike | null> {
  const struck: Strike = { refused: null, cut: false, skew: 0, blank: [] }
  for (const fault of faults.striking(at, target)) {
    switch (fault.kind) {
      case 'down':
        response.destroy()
        return null
      case 'hang':
        return null
      case 'html':
        response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body><h1>502 Bad Gateway</h1></body></html>')
        return null
      case 'slow':
        // It keeps no process alive whose sandbox is closed.
        await wait(fault.by ?? faults.slowBy, undefined, { ref: false })
        break
      case 'cut':
        struck.cut = true
        break
      case 'skew':
        struck.skew = fault.by ?? 0
        break
      case 'blank':
        struck.blank.push(fault.field ?? '*')
        break
      default:
        if (!refusalOf(fault)) break
        return { ...struck, refused: fault }
    }
  }

  return struck
}

/** Empties fields wherever they stand in an answer. */
export function blanked(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) return value.map(element => blanked(element, fields))
  if (typeof value !== 'object' || value === null) return value

  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    const isLeaf = typeof inner !== 'object' || inner === null
    return [key, isLeaf && (fields.includes('*') || fields.includes(key)) ? '' : blanked(inner, fields)]
  }))
}
