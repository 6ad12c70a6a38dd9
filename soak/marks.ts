import { randomBytes } from 'node:crypto'

/** On whose page a text may stand: that of a portal's deal; of a draft, only its writer's. */
export interface Place { portal: number, deal: number, userId: number }

/** Who reads an answer: on a deal's page, or (null) on one that lists all that the person may read on the portal. */
export interface MarkReader { portal: number, deal: number | null, userId: number }

const pattern = /soak-(\d+)-(\d+)-(all|\d+)-[0-9a-f]{12}/g

/** A word that no other text has, and that says where it belongs. */
export function markOf({ portal, deal, userId }: Place, readers: 'all' | 'writer'): string {
  return `soak-${portal}-${deal}-${readers === 'all' ? 'all' : userId}-${randomBytes(6).toString('hex')}`
}

/** The marks in an answer that its reader must not see; `reader` null for one who may see none. */
export function strangeMarks(answer: string, reader: MarkReader | null): string[] {
  const strange = [...answer.matchAll(pattern)].filter(([, portal, deal, owner]) =>
    !reader || Number(portal) !== reader.portal || (reader.deal !== null && Number(deal) !== reader.deal) || (owner !== 'all' && Number(owner) !== reader.userId))
  return [...new Set(strange.map(([mark]) => mark))]
}
