import { fromAbsolute, toCalendarDate, toZoned } from '@internationalized/date'
import { and, eq, gte, inArray, isNotNull, isNull, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes, subjects } from '../../db/schema.ts'
import type { Figures, FollowUpCounts, InsightGroup, InsightWeek, Kept } from '../../shared/insights.ts'
import type { InsightsQuery } from '../../shared/insights-query.ts'
import type { SubjectType } from '../../shared/subject.ts'
import type { PortalClient } from '../bitrix24/rest.ts'
import type { People } from '../portals/people.ts'
import type { Portal } from '../portals/portals.ts'
import { readableBy, type Readable } from '../subjects/readable.ts'
import { mostStagedItems, readStages, stageCommands, type ItemStages } from '../subjects/item-stages.ts'
import { typeOf } from '../subjects/labels.ts'
import type { ListReader } from './list-reader.ts'

/**
 * Follow-ups in figures, counted over what the reader may read and nothing else. A promise that was called off is neither kept nor broken.
 * The labels of `kinds` are empty: their keys are types of subjects, which the page names in its language.
 * @param timeZone IANA, whose weeks are shown.
 * @throws what keeps the portal from answering.
 */
export type CountInsights = (reader: ListReader, query: InsightsQuery, timeZone: string) => Promise<Figures>

/** One request to the portal says of so many subjects whether a person may read them. */
const mostSubjects = 2_500
/** The pipelines of deals, where a place is about no other type. */
const DEAL = 2

type Tally = FollowUpCounts & Kept
interface Row { assigneeId: number, subjectId: number, counts: Partial<Tally> }
interface SubjectRow { id: number, kind: typeof subjects.$inferSelect['kind'], entityTypeId: number, externalId: string }

/** @param connect a client of the portal with the rights of one person. */
export function createInsights({ database, readable, people, connect }: {
  database: Database
  readable: Readable
  people: People
  connect: (portal: Portal, userId: number) => Promise<PortalClient>
}): CountInsights {
  const queries = insightQueries(database)

  async function stagesOf({ portal, userId }: ListReader, entityTypeId: number, candidates: SubjectRow[]): Promise<ItemStages> {
    const ids = candidates.filter(subject => subject.kind === 'crm-item' && subject.entityTypeId === entityTypeId).slice(0, mostStagedItems).map(({ externalId }) => externalId)
    if (!ids.length) return { of: new Map(), names: [] }
    return readStages(entityTypeId, await (await connect(portal, userId)).batch(stageCommands(entityTypeId, ids)))
  }

  return async (reader, { days, type, weekStart }, timeZone) => {
    const { portalId, now } = reader
    const starts = weekStarts(now, days, timeZone, weekStart)
    const span = { portalId, since: starts[0]?.at ?? now, now, type }
    const staged = type ?? DEAL

    const ids = queries.subjects(span, mostSubjects + 1)
    const candidates = queries.labels(portalId, ids.slice(0, mostSubjects))
    const [stages] = await Promise.all([stagesOf(reader, staged, candidates), readable.refresh(reader.portal, reader.userId, candidates.map(({ id }) => id))])

    const counted = { ...span, readable: (column: SQLWrapper) => readableBy(reader, column) }
    const due = queries.due(counted)
    const rows: Row[] = [
      ...queries.open(counted).map(({ assigneeId, subjectId, open, overdue }) => ({ assigneeId, subjectId, counts: { open, overdue } })),
      ...queries.done(counted).map(({ assigneeId, subjectId, done }) => ({ assigneeId, subjectId, counts: { done } })),
      ...due.map(({ assigneeId, subjectId, kept }) => ({ assigneeId, subjectId, counts: { due: 1, kept } })),
    ]
    const byId = new Map(queries.labels(portalId, [...new Set(rows.map(({ subjectId }) => subjectId))]).map(subject => [subject.id, subject]))
    const byPerson = grouped(rows, ({ assigneeId }) => assigneeId)
    const byKind = grouped(rows, ({ subjectId }) => kindOf(byId.get(subjectId)))
    const byStage = grouped(rows, ({ subjectId }) => stageOf(byId.get(subjectId), staged, stages))
    const names = await people.names(portalId, [...byPerson.keys()])

    return {
      isPartial: ids.length > mostSubjects,
      insights: {
        total: countsOf(summed(rows)),
        weeks: weeksOf(starts, due, queries.calls(counted)),
        people: [...byPerson].map(([id, tally]) => groupOf(String(id), names.get(id) ?? `#${id}`, tally)),
        stages: stages.names.flatMap(({ id, name }) => {
          const tally = byStage.get(id)
          return tally ? [groupOf(id, name, tally)] : []
        }),
        kinds: [...byKind].map(([kind, tally]) => groupOf(kind, '', tally)),
      },
    }
  }
}

interface Span { portalId: number, since: number, now: number, type: number | undefined }
interface Counted extends Span { readable: (subjectId: SQLWrapper) => SQL }

function insightQueries(database: Database) {
  const isOfType = ({ portalId, type }: Span, subjectId: SQLWrapper) => type === undefined
    ? undefined
    : sql`exists (select 1 from ${subjects} where ${subjects.portalId} = ${portalId} and ${subjects.id} = ${subjectId} and ${subjects.kind} = 'crm-item' and ${subjects.entityTypeId} = ${type})`

  const standing = (span: Span) => and(eq(followUps.portalId, span.portalId), isNull(followUps.deletedAt), isOfType(span, followUps.subjectId))
  const isOpen = eq(followUps.state, 'open')
  const isDone = (span: Span) => and(eq(followUps.state, 'done'), gte(followUps.closedAt, span.since))
  const wasDue = (span: Span) => and(inArray(followUps.state, ['open', 'done']), gte(followUps.dueAt, span.since), lt(followUps.dueAt, span.now))
  // SQLite takes the index `notes_with_source` only where its own condition is named.
  const onCalls = (span: Span) => and(
    eq(notes.portalId, span.portalId), isNotNull(notes.source), gte(notes.createdAt, span.since), isNull(notes.deletedAt), sql`${notes.source} ->> 'kind' = 'call'`, isOfType(span, notes.subjectId),
  )
  const parties = { assigneeId: followUps.assigneeId, subjectId: followUps.subjectId }

  return {
    /** What the figures could be about, whoever reads them: what something happened on last comes first. */
    subjects(span: Span, limit: number): number[] {
      const concerned = (condition: SQL | undefined) => database.select({ id: followUps.subjectId, seq: followUps.seq }).from(followUps).where(and(standing(span), condition))
      const called = database.select({ id: notes.subjectId, seq: notes.seq }).from(notes).where(onCalls(span))
      const all = concerned(isOpen).unionAll(concerned(isDone(span))).unionAll(concerned(wasDue(span))).unionAll(called).as('concerned')
      return database.select({ id: all.id }).from(all).groupBy(all.id).orderBy(sql`max(${all.seq}) desc`).limit(limit).all().map(({ id }) => id)
    },

    labels(portalId: number, ids: number[]): SubjectRow[] {
      return database.select({ id: subjects.id, kind: subjects.kind, entityTypeId: subjects.entityTypeId, externalId: subjects.externalId }).from(subjects)
        .where(and(eq(subjects.portalId, portalId), inArray(subjects.id, sql`(select value from json_each(${JSON.stringify(ids)}))`))).all()
    },

    open(counted: Counted) {
      return database.select({ ...parties, open: sql<number>`count(*)`, overdue: sql<number>`sum(${followUps.dueAt} < ${counted.now})` }).from(followUps)
        .where(and(standing(counted), isOpen, counted.readable(followUps.subjectId))).groupBy(followUps.assigneeId, followUps.subjectId).all()
    },

    done(counted: Counted) {
      return database.select({ ...parties, done: sql<number>`count(*)` }).from(followUps)
        .where(and(standing(counted), isDone(counted), counted.readable(followUps.subjectId))).groupBy(followUps.assigneeId, followUps.subjectId).all()
    },

    due(counted: Counted) {
      return database.select({ ...parties, dueAt: followUps.dueAt, kept: sql<number>`${followUps.state} = 'done' and ${followUps.closedAt} <= ${followUps.dueAt}` }).from(followUps)
        .where(and(standing(counted), wasDue(counted), counted.readable(followUps.subjectId))).all()
    },

    calls(counted: Counted): number[] {
      return database.select({ at: notes.createdAt }).from(notes).where(and(onCalls(counted), counted.readable(notes.subjectId))).all().map(({ at }) => at)
    },
  }
}

/** The first days of the weeks that the last `days` fall into, oldest first, the present one last. */
function weekStarts(now: number, days: number, timeZone: string, weekStart: number): { at: number, day: string }[] {
  const today = toCalendarDate(fromAbsolute(now, timeZone))
  const thisWeek = today.subtract({ days: (today.toDate('UTC').getUTCDay() - weekStart + 7) % 7 })
  const weeks = Math.ceil(days / 7)
  return Array.from({ length: weeks }, (_, index) => {
    const day = thisWeek.subtract({ weeks: weeks - 1 - index })
    return { at: toZoned(day, timeZone).toDate().getTime(), day: day.toString() }
  })
}

function weeksOf(starts: { at: number, day: string }[], due: { dueAt: number, kept: number }[], calls: number[]): InsightWeek[] {
  const weeks = starts.map(({ day }) => ({ start: day, due: 0, kept: 0, callNotes: 0 }))
  const weekAt = (at: number) => weeks[starts.findLastIndex(start => start.at <= at)]
  for (const { dueAt, kept } of due) {
    const week = weekAt(dueAt)
    if (week) Object.assign(week, { due: week.due + 1, kept: week.kept + kept })
  }
  for (const at of calls) {
    const week = weekAt(at)
    if (week) week.callNotes += 1
  }
  return weeks
}

function grouped<Key>(rows: Row[], keyOf: (row: Row) => Key | undefined): Map<Key, Tally> {
  const groups = Map.groupBy(rows, keyOf)
  return new Map([...groups].flatMap(([key, of]) => key === undefined ? [] : [[key, summed(of)] as const]))
}

function summed(rows: Row[]): Tally {
  const total: Tally = { open: 0, overdue: 0, done: 0, due: 0, kept: 0 }
  for (const { counts: { open = 0, overdue = 0, done = 0, due = 0, kept = 0 } } of rows) {
    total.open += open
    total.overdue += overdue
    total.done += done
    total.due += due
    total.kept += kept
  }
  return total
}

function countsOf({ open, overdue, done }: Tally): FollowUpCounts {
  return { open, overdue, done }
}

function groupOf(key: string, label: string, tally: Tally): InsightGroup {
  return { key, label, ...tally }
}

function kindOf(subject: SubjectRow | undefined): SubjectType | undefined {
  return subject && typeOf({ ...subject, id: subject.externalId })
}

function stageOf(subject: SubjectRow | undefined, entityTypeId: number, { of }: ItemStages): string | undefined {
  return subject?.kind === 'crm-item' && subject.entityTypeId === entityTypeId ? of.get(subject.externalId) : undefined
}
