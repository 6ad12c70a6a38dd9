/** Initials for an avatar: first letters of the first two words. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return words.slice(0, 2).map(word => [...word][0] ?? '').join('').toLocaleUpperCase()
}
