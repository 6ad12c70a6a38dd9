/** How the messenger names a chat: the other person of a private dialog, any other one by its own id. */
export type DialogId = number | `${'chat' | 'sg'}${number}`

/**
 * A chat as it is named to this person.
 * @param id of the chat as a subject: `chat1489`, or `3-5` for a private dialog
 */
export function dialogIdOf(id: string, viewerId: number): DialogId {
  const [, kind, number] = /^(chat|sg)(\d+)$/.exec(id) ?? []
  if (kind) return `${kind === 'sg' ? kind : 'chat'}${Number(number)}`
  return id.split('-').map(Number).find(member => member !== viewerId) ?? viewerId
}
