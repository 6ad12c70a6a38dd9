/**
 * How the messenger names a chat to this person: a private dialog is the other one of the two.
 * @param id of the chat as a subject: `chat1489`, or `3-5` for a private dialog
 */
export function dialogIdOf(id: string, viewerId: number): string {
  const [, ...pair] = /^(\d+)-(\d+)$/.exec(id) ?? []
  return pair.length ? pair.find(member => member !== String(viewerId)) ?? String(viewerId) : id
}
