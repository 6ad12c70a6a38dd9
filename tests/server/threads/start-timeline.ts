import { followUps, notes, portals } from '../../../db/schema.ts'
import { createSubjects } from '../../../server/subjects/subjects.ts'
import type { LinkedSubject, Reader } from '../../../server/subjects/subject.ts'
import { createTimeline, type TimelineRows } from '../../../server/threads/timeline.ts'
import type { ThreadFilter } from '../../../shared/thread.ts'
import { memoryDatabase } from '../../support/services.ts'

const portal = (id: number) => ({ id, memberId: `m${id}`, state: 'installed' as const, generation: 1, clientEndpoint: '', serverEndpoint: '', createdAt: 0 })

/** Deal 1 and `more` contacts that it is linked to, with a timeline over all of them; a second portal has the same. Rows are put in as they are given. */
export function startTimeline(more: number) {
  const database = memoryDatabase()
  const subjects = createSubjects(database)
  database.insert(portals).values([portal(1), portal(2)]).run()
  const deal = { kind: 'crm-item' as const, entityTypeId: 2, id: '1' }
  const contacts = Array.from({ length: more }, (_, index) => ({ kind: 'crm-item' as const, entityTypeId: 3, id: String(index + 1) }))
  const idsOn = (portalId: number) => database.transaction(transaction => [deal, ...contacts].map(subject => subjects.ensure(transaction, portalId, subject)))
  const [ids, idsThere] = [idsOn(1), idsOn(2)]
  const linked = contacts.map((contact, index): LinkedSubject => ({ id: ids[index + 1] ?? 0, label: { ...contact, type: 'contact', title: `Contact ${contact.id}`, path: null } }))
  const reader: Reader = { portalId: 1, userId: 7, isAdmin: false, subject: deal, linked }

  let written = 0
  function putNote(values: Partial<typeof notes.$inferInsert> = {}): string {
    const id = `n${++written}`
    database.insert(notes).values({ id, portalId: 1, subjectId: ids[0] ?? 0, authorId: 7, text: id, createdAt: 1000, seq: written, ...values }).run()
    return id
  }
  /** Open, or closed where `closedAt` is given. */
  function putFollowUp(values: Partial<typeof followUps.$inferInsert> = {}): string {
    const id = `f${++written}`
    database.insert(followUps).values({
      id, portalId: 1, subjectId: ids[0] ?? 0, authorId: 7, text: id, createdAt: 1, seq: written, assigneeId: 7, dueOn: '2026-11-25', zone: 'UTC', dueAt: 5000,
      ...(values.closedAt ? { state: 'done', closedBy: 7 } : {}), ...values,
    }).run()
    return id
  }

  const timeline = createTimeline(database, subjects)
  /** Page after page, to the end. */
  async function pages(filter: ThreadFilter = {}): Promise<TimelineRows[]> {
    const all: TimelineRows[] = []
    for (let older: string | null | undefined; older !== null;) {
      const { older: next, ...rows } = await timeline.page(reader, older, filter)
      all.push(rows)
      older = next
    }
    return all
  }

  return { database, subjects, timeline, reader, ids, idsThere, putNote, putFollowUp, pages }
}
