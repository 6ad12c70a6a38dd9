import type { Opening } from '../shared/opening.ts'

declare module 'h3' {
  interface H3EventContext {
    /** Set by the callback middleware; the page renders it. */
    opening?: Opening
  }
}
