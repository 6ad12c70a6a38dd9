/** Characters of a note at most, as `noteText` of shared/thread.ts has it; importing that would bring the validator into the page. */
export const noteLimit = 20_000

const NEAR = 0.9 * noteLimit

export function isTooLong(text: string): boolean {
  return text.trim().length > noteLimit
}

/** Time to say how much is left. */
export function isLong(text: string): boolean {
  return text.length > NEAR
}
