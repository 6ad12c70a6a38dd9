import { v7 as uuid } from 'uuid'
import { followUps, subjects } from '../../../db/schema.ts'
import { followUpsQuery } from '../../../shared/lists.ts'
import type { Subject } from '../../../shared/subject.ts'
import type { ListReader } from '../../../server/threads/list-reader.ts'
import { deals, people, startServices } from '../../support/services.ts'

const hour = 3600_000

/** One installed portal on which Marcus, Hannah and the administrator have opened Sidenote. */
export async function startLists() {
  const server = await startServices()
  const portal = await server.install()
  await server.open({ userId: people.marcus })
  await server.open({ userId: people.hannah })
  await server.open({ userId: people.admin })
  server.sandbox.clearRequests()
  const { database, services } = server
  let written = 0

  function subjectId(subject: Subject, title: string | null = null): number {
    return services.subjects.find(portal.id, subject) ?? database.insert(subjects)
      .values({ portalId: portal.id, kind: subject.kind, entityTypeId: subject.entityTypeId, externalId: subject.id, title }).returning({ id: subjects.id }).get().id
  }

  /** Puts a follow-up into the database, due in an hour and for Marcus unless told otherwise. @returns its id. */
  function put({ on = deal(deals.open), title, ...values }: { on?: Subject, title?: string | null } & Partial<typeof followUps.$inferInsert> = {}): string {
    const dueAt = values.dueAt ?? server.clock() + hour
    const id = uuid()
    database.insert(followUps).values({
      id, portalId: portal.id, subjectId: subjectId(on, title), authorId: people.admin, text: `Promise ${++written}`, createdAt: server.clock(), seq: written,
      assigneeId: people.marcus, dueOn: new Date(dueAt).toISOString().slice(0, 10), dueTime: null, zone: 'UTC', dueAt, ...values,
    }).run()
    return id
  }

  const reader = (userId: number): ListReader => ({ portal, portalId: portal.id, userId, isAdmin: userId === people.admin, now: server.clock() })
  const query = (values: Record<string, unknown> = {}) => followUpsQuery.parse(values)
  const page = (userId: number, values: Record<string, unknown> = {}) => services.lists.followUps(reader(userId), query(values))

  return { ...server, portal, lists: services.lists, put, subjectId, reader, query, page }
}

export const deal = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 2, id: String(id) })
export const company = (id: number): Subject => ({ kind: 'crm-item', entityTypeId: 4, id: String(id) })
export const task = (id: number): Subject => ({ kind: 'task', entityTypeId: 0, id: String(id) })
