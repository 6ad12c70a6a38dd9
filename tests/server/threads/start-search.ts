import type { Database } from '../../../db/database.ts'
import type { Surroundings } from '../../../server/services.ts'
import type { Place } from '../../../server/threads/search.ts'
import { people } from '../../support/services.ts'
import { startNotes } from './start-notes.ts'

/** The notes of one portal, whose people have opened a thread there, and a search for them. */
export async function startSearch(changes: Partial<Surroundings> = {}) {
  const server = await startNotes(changes)
  for (const userId of [people.marcus, people.hannah]) await server.open({ userId })
  const scopeOn = (id: number, userId = people.marcus) => ({ ...server.marcus, userId, subject: { ...server.deal, id: String(id) } })
  let last = 0

  return {
    ...server, scopeOn,
    /** Writes a note on each text, on the deal that everybody may read or on the one that is named. */
    async write(texts: string | string[], scope = server.marcus) {
      const ids = [texts].flat().map(() => `n${++last}`)
      for (const [index, text] of [texts].flat().entries()) await server.notes.add(scope, { id: ids[index] ?? '', text }, [])
      return ids
    },
    search: (text: string, { userId = people.marcus, limit = 20, before }: { userId?: number, limit?: number, before?: Place } = {}) =>
      server.services.search.find(server.portal, userId, text, { limit, before }),
    /** The texts of what somebody finds, newest first. */
    async found(text: string, userId = people.marcus) {
      const { hits } = await server.services.search.find(server.portal, userId, text, { limit: 20 })
      return hits.map(({ row }) => row.text)
    },
  }
}

/** Everything that the index knows, of all portals. */
export function wordsIn({ $client }: Database): string[] {
  $client.exec('create virtual table if not exists temp.search_words using fts5vocab(main, search_index, row)')
  return $client.prepare<[], string>('select term from temp.search_words order by term').pluck().all()
}
