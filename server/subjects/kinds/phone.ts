import { notAvailable, type Kind } from './kind.ts'

/** A number that somebody wrote about, and that belongs to no customer yet: its author's alone, and nothing that the portal could be asked for. */
export const phones: Kind = {
  decide: () => ({}),

  read({ kind, entityTypeId, id }, _answers, userId) {
    const [author, number = ''] = id.split(':')
    if (Number(author) !== userId) notAvailable()
    return {
      subject: { kind, entityTypeId, id }, title: number, links: [],
      facts: () => [{ key: 'phone', kind: 'phone', value: number }],
    }
  },

  list: null,
}
