import type { SearchHit, SearchPage } from '../../shared/search.ts'
import type { People } from '../portals/people.ts'
import { labelOf } from '../subjects/labels.ts'
import { excerptOf } from './excerpt.ts'
import type { ListReader } from './list-reader.ts'
import { plainText } from './markdown.ts'
import type { Hit, Place, Search } from './search.ts'

/**
 * What was found, as people see it: names for ids, and the part of each text that has what was looked for.
 * @param before the `older` of the page before.
 * @throws as `Search.find`.
 */
export type FindEntries = (reader: ListReader, text: string, before?: string) => Promise<SearchPage>

const pageSize = 20

export function createFindEntries({ search, people }: { search: Search, people: People }): FindEntries {
  return async ({ portal, portalId, userId }, text, before) => {
    const { hits, older } = await search.find(portal, userId, text, { before: before === undefined ? undefined : placeOf(before), limit: pageSize })
    const names = await people.names(portalId, hits.map(({ row }) => row.authorId))
    const shown = hits.map(hit => shownOf(hit, { text, userId, name: names.get(hit.row.authorId) ?? `#${hit.row.authorId}` }))
    return { hits: shown, older: older && `${older.kind}:${older.id}` }
  }
}

function shownOf({ kind, row, subject }: Hit, { text, userId, name }: { text: string, userId: number, name: string }): SearchHit {
  const { kind: of, entityTypeId, externalId, title } = subject
  return {
    kind,
    id: row.id,
    on: labelOf({ kind: of, entityTypeId, id: externalId }, title, userId),
    by: { id: row.authorId, name },
    at: new Date(row.createdAt).toISOString(),
    text: excerptOf(kind === 'note' ? plainText(row.text) : row.text, text),
    state: kind === 'follow-up' && 'state' in row ? row.state : null,
  }
}

function placeOf(before: string): Place {
  const [kind = '', id = ''] = before.split(/:(.*)/)
  return { kind: kind === 'note' ? kind : 'follow-up', id }
}
