import type { Database } from '../../../db/database.ts'
import type { NewFollowUp } from '../../../shared/follow-up.ts'
import { people } from '../../support/services.ts'
import { startNotes } from './start-notes.ts'

/** What a test says of a follow-up; by default Hannah's, for a day without a time. */
export function promise(id: string, changes: Partial<NewFollowUp> = {}): NewFollowUp {
  return { id, text: 'Send the samples', dueOn: '2026-11-25', dueTime: null, assigneeId: people.hannah, ...changes }
}

/** The follow-ups of the portal that `startNotes` has. Everybody was here: Marcus in London, Hannah in Berlin. */
export async function startFollowUps() {
  const started = await startNotes()
  for (const userId of [people.marcus, people.hannah, people.admin]) await started.openThread({ userId })
  const { followUps } = started.services
  const from = { links: [], source: null, timeZone: 'Europe/London' }
  return {
    ...started, followUps, from,
    /** Marcus writes one. */
    write: async (id: string, changes?: Partial<NewFollowUp>) => (await followUps.add(started.marcus, promise(id, changes), from)).followUp,
  }
}

/** Every version of a follow-up, as it is stored. */
export function followUpHistory(database: Database, id: string) {
  return database.$client.prepare<[string], Record<string, unknown>>('select version, text, assignee_id, state, due_on, due_time, user_id from follow_up_versions where follow_up_id = ? order by version').all(id)
}
