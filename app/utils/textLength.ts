/** Characters at most, as `noteText` and `followUpText` of shared/ have it; importing those would bring the validator into the page. */
export const noteLimit = 20_000
export const followUpLimit = 2_000

const NEAR = 0.9

export function isTooLong(text: string, limit: number): boolean {
  return text.trim().length > limit
}

/** Time to say how much is left. */
export function isLong(text: string, limit: number): boolean {
  return text.length > NEAR * limit
}
