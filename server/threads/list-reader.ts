import type { Portal } from '../portals/portals.ts'
import type { Scope } from '../subjects/subject.ts'

/** Somebody who reads lists. What they see is what the access table says of them at this moment: every list joins `readableBy` with it (invariant 6). */
export interface ListReader extends Omit<Scope, 'subject'> {
  portal: Portal
  /** Milliseconds since the epoch. */
  now: number
}
