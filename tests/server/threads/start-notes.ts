import type { Database } from '../../../db/database.ts'
import type { Surroundings } from '../../../server/services.ts'
import type { Subject } from '../../../server/subjects/subject.ts'
import type { ThreadFilter } from '../../../shared/thread.ts'
import { people, startServices } from '../../support/services.ts'

/** The notes of one installed portal, two of its deals, and three people as their openings would describe them. */
export async function startNotes(changes: Partial<Surroundings> = {}) {
  const server = await startServices(changes)
  const portal = await server.install()
  const deal: Subject = { kind: 'crm-item', entityTypeId: 2, id: '3473' }
  const person = (userId: number) => ({ portalId: portal.id, userId, isAdmin: userId === people.admin, subject: deal, linked: [] })
  return {
    ...server, portal, deal,
    notes: server.services.notes,
    otherDeal: { ...deal, id: '3463' },
    admin: person(people.admin), marcus: person(people.marcus), hannah: person(people.hannah),
    /** A page of the deal's thread, as Marcus reads it. */
    read: (before: string | null = null, filter?: ThreadFilter) => server.services.threads.page(person(people.marcus), before ?? undefined, filter),
  }
}

/** Every version of a note, as it is stored. */
export function historyOf(database: Database, noteId: string) {
  return database.$client.prepare<[string], { version: number, text: string, user_id: number }>('select version, text, user_id from note_versions where note_id = ? order by version').all(noteId)
}
