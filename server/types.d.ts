import type { Opening } from '../shared/opening.ts'

declare module 'h3' {
  interface H3EventContext {
    /** Set by the callback middleware; the page renders it. */
    opening?: Opening
    /** Names the request to people and in the log. */
    requestId?: string
    /** Of the page's Content-Security-Policy. */
    nonce?: string
  }
}
