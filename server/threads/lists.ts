import { fromAbsolute, toCalendarDate, toZoned } from '@internationalized/date'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, subjects } from '../../db/schema.ts'
import type { FollowUp } from '../../shared/follow-up.ts'
import { followUpsQuery, type DueCounts, type FollowUpList, type FollowUpsQuery, type HomeLists, type RecentThread } from '../../shared/lists.ts'
import type { SubjectLabel } from '../../shared/subject.ts'
import type { People } from '../portals/people.ts'
import { labelOf } from '../subjects/label.ts'
import { readableBy, unknownTo, type Readable } from '../subjects/readable.ts'
import type { TaskOwner, TasksOf } from '../subjects/tasks-of.ts'
import type { FollowUpLists, FollowUpRows } from './follow-up-list.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { ListReader } from './list-reader.ts'
import { plainText } from './markdown.ts'
import type { Change, Recent } from './recent.ts'
import type { Threads } from './thread.ts'

export interface Lists {
  /** A page of follow-ups. @throws as `FollowUpLists.page` and `TasksOf`. */
  followUps(reader: ListReader, query: FollowUpsQuery): Promise<FollowUpList>
  /** What the application's own page begins with; days are those of `timeZone`. @throws what keeps the portal from answering. */
  home(reader: ListReader, timeZone: string): Promise<HomeLists>
  /** One follow-up as lists show it; the caller has made sure that the reader may see what it is on. */
  presentOne(reader: ListReader, row: FollowUpRow): Promise<FollowUp>
}

/** The beginning of what somebody wrote. */
const excerptLength = 160
/** Of a person's follow-ups: one request to the portal tells of so many. */
const mostOwn = 2_000

/** Lists as people see them: names for ids, and only what they may see. */
export function createLists({ database, readable, followUpLists, recent, tasksOf, threads, people }: {
  database: Database
  readable: Pick<Readable, 'refresh'>
  followUpLists: FollowUpLists
  recent: Recent
  tasksOf: TasksOf
  threads: Pick<Threads, 'presentFollowUps' | 'presentFollowUp'>
  people: People
}): Lists {
  /** Subjects by their row ids. The caller has got the ids from rows that the reader may see. */
  function labelsOf({ portalId }: ListReader, ids: number[]): { id: number, label: SubjectLabel }[] {
    return database.select().from(subjects)
      .where(and(eq(subjects.portalId, portalId), inArray(subjects.id, sql`(select value from json_each(${JSON.stringify(ids)}))`))).all()
      .map(row => ({ id: row.id, label: labelOfRow(row) }))
  }

  function present(reader: ListReader, rows: FollowUpRows['rows']) {
    const linked = rows.map(({ subject }) => ({ id: subject.id, label: labelOfRow(subject) }))
    return threads.presentFollowUps({ ...reader, linked }, rows.map(({ row }) => row))
  }

  /** Row ids of the workgroup and of its tasks, or of the person's tasks, as far as there is something on them. */
  async function subjectsOf({ portal, portalId, userId }: ListReader, owner: TaskOwner, state: FollowUpsQuery['state']): Promise<number[]> {
    const withFollowUps = and(
      eq(subjects.portalId, portalId), eq(subjects.entityTypeId, 0),
      sql`exists (select 1 from ${followUps} where ${followUps.portalId} = ${portalId} and ${followUps.subjectId} = ${subjects.id} and ${followUps.state} = ${sql.raw(`'${state}'`)})`,
    )
    const tasks = database.select({ id: subjects.id, externalId: subjects.externalId }).from(subjects).where(and(withFollowUps, eq(subjects.kind, 'task'))).all()
    const theirs = await tasksOf(portal, userId, owner, tasks.map(({ externalId }) => externalId))
    const group = owner.of === 'group'
      ? database.select({ id: subjects.id }).from(subjects).where(and(withFollowUps, eq(subjects.kind, 'workgroup'), eq(subjects.externalId, String(owner.id)))).all()
      : []
    return [...group, ...tasks.filter(({ externalId }) => theirs.has(externalId))].map(({ id }) => id)
  }

  const isOwn = ({ portalId, userId }: ListReader) =>
    and(eq(followUps.portalId, portalId), eq(followUps.assigneeId, userId), eq(followUps.state, 'open'), isNull(followUps.deletedAt))

  /** What the reader's open follow-ups are on, those first that fall due first. */
  function ownSubjects(reader: ListReader): number[] {
    return database.select({ id: followUps.subjectId }).from(followUps).where(isOwn(reader)).orderBy(followUps.dueAt).limit(mostOwn).all().map(({ id }) => id)
  }

  /** Of the reader's open follow-ups. The index of a person's follow-ups by due date serves each of the three. */
  function countsOf(reader: ListReader, timeZone: string): DueCounts | null {
    const mine = isOwn(reader)
    if (database.select({ one: sql`1` }).from(followUps).where(and(mine, unknownTo(reader, followUps.subjectId))).limit(1).get()) return null

    const tomorrow = toZoned(toCalendarDate(fromAbsolute(reader.now, timeZone)).add({ days: 1 }), timeZone).toDate().getTime()
    const row = database.select({
      overdue: sql<number>`count(*) filter (where ${followUps.dueAt} <= ${reader.now})`,
      today: sql<number>`count(*) filter (where ${followUps.dueAt} > ${reader.now} and ${followUps.dueAt} < ${tomorrow})`,
      next: sql<number>`count(*) filter (where ${followUps.dueAt} > ${reader.now} and ${followUps.dueAt} >= ${tomorrow})`,
    }).from(followUps).where(and(mine, readableBy(reader, followUps.subjectId))).get()
    return row ?? { overdue: 0, today: 0, next: 0 }
  }

  async function presentChanges(reader: ListReader, changes: Change[]): Promise<RecentThread[]> {
    const labels = new Map(labelsOf(reader, changes.map(({ row }) => row.subjectId)).map(({ id, label }) => [id, label]))
    const deeds = changes.map(change => ({ change, ...deedOf(change) }))
    const names = await people.names(reader.portalId, deeds.map(({ by }) => by))
    return deeds.flatMap(({ change: { kind, row }, by, at }) => {
      const subject = labels.get(row.subjectId)
      const text = kind === 'note' ? plainText(row.text) : row.text
      return subject ? [{ subject, by: { id: by, name: names.get(by) ?? `#${by}` }, at: new Date(at).toISOString(), kind, text: text.slice(0, excerptLength) }] : []
    })
  }

  async function followUpsOf(reader: ListReader, query: FollowUpsQuery): Promise<FollowUpList> {
    const { scope } = query
    const among = scope === undefined || scope.of === 'type' ? null : await subjectsOf(reader, { of: scope.of, id: scope.id }, query.state)
    const { rows, ...page } = await followUpLists.page(reader, query, among)
    return { followUps: await present(reader, rows), ...page }
  }

  return {
    followUps: followUpsOf,

    async presentOne(reader, row) {
      return threads.presentFollowUp({ ...reader, linked: labelsOf(reader, [row.subjectId]) }, row)
    },

    async home(reader, timeZone) {
      const lately = recent.subjects(reader)
      // All of it in one request; what the list begins with is then known.
      await readable.refresh(reader.portal, reader.userId, [...new Set([...ownSubjects(reader), ...lately.mine, ...lately.others])])
      const changes = recent.changes(reader, lately)
      return {
        mine: await followUpsOf(reader, followUpsQuery.parse({ assignee: 'me' })),
        counts: countsOf(reader, timeZone),
        recent: { mine: await presentChanges(reader, changes.mine), others: await presentChanges(reader, changes.others) },
      }
    },
  }
}

function labelOfRow({ kind, entityTypeId, externalId, title }: typeof subjects.$inferSelect): SubjectLabel {
  return labelOf({ kind, entityTypeId, id: externalId }, title)
}

/** Who made the last change that people read of, and when: pinning is none. */
function deedOf({ kind, row }: Change): { by: number, at: number } {
  const edited = row.editedAt !== null && row.editedBy !== null ? { by: row.editedBy, at: row.editedAt } : { by: row.authorId, at: row.createdAt }
  const closed = kind === 'follow-up' && row.closedAt !== null && row.closedBy !== null ? { by: row.closedBy, at: row.closedAt } : edited
  return closed.at > edited.at ? closed : edited
}
