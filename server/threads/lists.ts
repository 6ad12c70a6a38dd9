import { fromAbsolute, toCalendarDate, toZoned } from '@internationalized/date'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps } from '../../db/schema.ts'
import type { FollowUp, FollowUpState } from '../../shared/follow-up.ts'
import { followUpsQuery, type DueCounts, type FollowUpList, type FollowUpsQuery, type HomeLists, type ListScope, type RecentThread } from '../../shared/lists.ts'
import type { Command } from '../bitrix24/rest.ts'
import type { People } from '../portals/people.ts'
import type { Portal } from '../portals/portals.ts'
import type { Answers } from '../subjects/kinds/kind.ts'
import { labelOf } from '../subjects/labels.ts'
import { checksOf, inBatch, type SubjectRow } from '../subjects/list-check.ts'
import { readableBy, unknownTo, type Readable } from '../subjects/readable.ts'
import type { LinkedSubject } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'
import type { TaskOwner, TasksOf } from '../subjects/tasks-of.ts'
import type { FollowUpLists, FollowUpRows } from './follow-up-list.ts'
import type { FollowUpRow } from './follow-ups.ts'
import type { ListCandidates } from './list-candidates.ts'
import type { ListReader } from './list-reader.ts'
import { plainText } from './markdown.ts'
import type { Change, Recent } from './recent.ts'
import type { Threads } from './thread.ts'

/** What is asked of the portal within the one batch of an opening, so that showing the page asks nothing more. */
export interface AskedInBatch {
  commands: Record<string, Command>
  /** Takes down what the portal answered. @throws Failure `missing-scope` or `portal-unreachable`. */
  take(userId: number, answers: Answers): Promise<void>
}

export interface Lists {
  /** A page of follow-ups. @throws as `FollowUpLists.page` and `TasksOf.among`. */
  followUps(reader: ListReader, query: FollowUpsQuery): Promise<FollowUpList>
  /** For the first page of the open ones. */
  followUpsInBatch(portal: Portal, scope: ListScope): AskedInBatch
  /** What the application's own page begins with; days are those of `timeZone`. @throws what keeps the portal from answering. */
  home(reader: ListReader, timeZone: string): Promise<HomeLists>
  /** For it: nobody knows yet whose page it will be, so what is asked about is what concerns most people. */
  homeInBatch(portal: Portal): AskedInBatch
  /** One follow-up as lists show it; the caller has made sure that the reader may see what it is on. */
  presentOne(reader: ListReader, row: FollowUpRow): Promise<FollowUp>
}

const value = (name: string) => sql.placeholder(name)

/** The beginning of what somebody wrote. */
const excerptLength = 160
/** Of a person's follow-ups: one request to the portal tells of so many. */
const mostOwn = 2_000
/** Commands of an opening's batch, each about 50 subjects. The page of one kind is opened seldom; the own page often, by everybody, and the portal counts the seconds. */
const inBatchOf = { list: 20, home: 6 }
const perCommand = 50

/** Lists as people see them: names for ids, and only what they may see. */
export function createLists({ database, subjects, readable, followUpLists, candidates, recent, tasksOf, threads, people }: {
  database: Database
  subjects: Subjects
  readable: Pick<Readable, 'refresh' | 'record'>
  followUpLists: FollowUpLists
  candidates: ListCandidates
  recent: Recent
  tasksOf: TasksOf
  threads: Pick<Threads, 'presentFollowUps' | 'presentFollowUp'>
  people: People
}): Lists {
  /** Subjects by their row ids. The caller has got the ids from rows that the reader may see. */
  function labelsOf({ portalId, userId }: ListReader, ids: number[]): LinkedSubject[] {
    return subjects.rows(portalId, ids).map(row => linkedOf(row, userId))
  }

  function present(reader: ListReader, rows: FollowUpRows['rows']) {
    return threads.presentFollowUps({ ...reader, linked: rows.map(({ subject }) => linkedOf(subject, reader.userId)) }, rows.map(({ row }) => row))
  }

  /** Row ids of the workgroup and of its tasks, or of the person's tasks, as far as there is something on them. */
  async function subjectsOf({ portal, portalId, userId }: ListReader, owner: TaskOwner, state: FollowUpState): Promise<number[]> {
    const tasks = candidates.tasks(portalId, state)
    const theirs = await tasksOf.among(portal, userId, owner, tasks.map(({ externalId }) => externalId))
    return [...groupOf(portalId, owner, state), ...tasks.filter(({ externalId }) => theirs.has(externalId)).map(({ id }) => id)]
  }

  function groupOf(portalId: number, { of, id }: TaskOwner, state: FollowUpState): number[] {
    const group = of === 'group' ? candidates.workgroup(portalId, id, state) : null
    return group === null ? [] : [group]
  }

  function checksInBatch(portal: Portal, ids: number[], most: number): AskedInBatch {
    const { commands, read } = inBatch(checksOf(subjects.rows(portal.id, ids), null).checks, most)
    return { commands, take: (userId, answers) => readable.record(portal.id, userId, read(answers)) }
  }

  const isOwn = and(eq(followUps.portalId, value('portalId')), eq(followUps.assigneeId, value('userId')), sql`${followUps.state} = 'open'`, isNull(followUps.deletedAt))
  const person = { portalId: value('portalId'), userId: value('userId'), now: value('now') }
  /** What the reader's open follow-ups are on, those first that fall due first. */
  const ownSubjects = database.select({ id: followUps.subjectId }).from(followUps).where(isOwn).orderBy(followUps.dueAt).limit(mostOwn).prepare()
  const own = database.select({
    dueAt: followUps.dueAt, isReadable: sql<number>`${readableBy(person, sql`"follow_ups"."subject_id"`)}`.as('is_readable'), isUnknown: sql<number>`${unknownTo(person, sql`"follow_ups"."subject_id"`)}`.as('is_unknown'),
  }).from(followUps).where(isOwn).as('own')
  const isLate = sql`${own.dueAt} <= ${value('now')}`
  const isTomorrows = sql`${own.dueAt} >= ${value('tomorrow')}`
  const dueCounts = database.select({
    unknown: sql<number>`total(${own.isUnknown})`,
    overdue: sql<number>`total(${own.isReadable} and ${isLate})`,
    today: sql<number>`total(${own.isReadable} and not ${isLate} and not ${isTomorrows})`,
    next: sql<number>`total(${own.isReadable} and not ${isLate} and ${isTomorrows})`,
  }).from(own).prepare()

  /** Of the reader's open follow-ups. */
  function countsOf({ portalId, userId, now }: ListReader, timeZone: string): DueCounts | null {
    const tomorrow = toZoned(toCalendarDate(fromAbsolute(now, timeZone)).add({ days: 1 }), timeZone).toDate().getTime()
    const { unknown, ...counts } = dueCounts.get({ portalId, userId, now, tomorrow }) ?? { unknown: 0, overdue: 0, today: 0, next: 0 }
    return unknown ? null : counts
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

    followUpsInBatch(portal, scope) {
      if (scope.of === 'type') return checksInBatch(portal, candidates.soonest(portal.id, scope.id, inBatchOf.list * perCommand), inBatchOf.list)

      const owner = { of: scope.of, id: scope.id }
      const tasks = candidates.tasks(portal.id, 'open')
      const ids = tasks.map(({ externalId }) => externalId)
      const group = checksInBatch(portal, groupOf(portal.id, owner, 'open'), 1)
      return {
        commands: { ...tasksOf.commands(owner, ids, inBatchOf.list), ...group.commands },
        async take(userId, answers) {
          const theirs = tasksOf.learn(portal, userId, owner, ids, answers)
          // The portal names only those that this person may read.
          await readable.record(portal.id, userId, new Map(tasks.filter(({ externalId }) => theirs.has(externalId)).map(({ id, externalId }) => [id, { isReadable: true, title: theirs.get(externalId) ?? null }])))
          await group.take(userId, answers)
        },
      }
    },

    async presentOne(reader, row) {
      return threads.presentFollowUp({ ...reader, linked: labelsOf(reader, [row.subjectId]) }, row)
    },

    homeInBatch(portal) {
      const most = inBatchOf.home * perCommand
      const ids = new Set([...recent.latest(portal.id), ...candidates.soonest(portal.id, null, most)])
      return checksInBatch(portal, [...ids].slice(0, most), inBatchOf.home)
    },

    async home(reader, timeZone) {
      const lately = recent.subjects(reader)
      // All of it in one request; what the list begins with is then known.
      await readable.refresh(reader.portal, reader.userId, [...new Set([...ownSubjects.all({ portalId: reader.portalId, userId: reader.userId }).map(({ id }) => id), ...lately.mine, ...lately.others])])
      const changes = recent.changes(reader, lately)
      return {
        mine: await followUpsOf(reader, followUpsQuery.parse({ assignee: 'me' })),
        counts: countsOf(reader, timeZone),
        recent: { mine: await presentChanges(reader, changes.mine), others: await presentChanges(reader, changes.others) },
      }
    },
  }
}

function linkedOf({ id, kind, entityTypeId, externalId, title }: SubjectRow, userId: number): LinkedSubject {
  return { id, label: labelOf({ kind, entityTypeId, id: externalId }, title, userId) }
}

/** Who made the last change that people read of, and when: pinning is none. */
function deedOf({ kind, row }: Change): { by: number, at: number } {
  const edited = row.editedAt !== null && row.editedBy !== null ? { by: row.editedBy, at: row.editedAt } : { by: row.authorId, at: row.createdAt }
  const closed = kind === 'follow-up' && row.closedAt !== null && row.closedBy !== null ? { by: row.closedBy, at: row.closedAt } : edited
  return closed.at > edited.at ? closed : edited
}
