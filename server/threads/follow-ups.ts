import { and, eq } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { followUps, followUpVersions } from '../../db/schema.ts'
import type { FollowUpEdit, FollowUpState, NewFollowUp } from '../../shared/follow-up.ts'
import type { Source } from '../../shared/thread.ts'
import { Failure } from '../failure.ts'
import type { People } from '../portals/people.ts'
import type { Scope, Subject } from '../subjects/subject.ts'
import type { Subjects } from '../subjects/subjects.ts'
import { dueMoment } from './due.ts'
import { mustBeOwn, mustBeSame, mustStand, nextSeq, removal, restoration } from './entries.ts'

export type FollowUpRow = typeof followUps.$inferSelect

export interface FollowUps {
  /**
   * Writes a follow-up, once: an id that this person already used on this subject gives back the one that stands. A time is meant in
   * `timeZone`, which is that of who writes; a day without one in the zone of the assignee, as far as that is known. That the assignee exists is
   * for the caller to know.
   * @throws Failure `not-found` when the id belongs to another follow-up of the portal, or to a deleted one.
   */
  add(scope: Scope, followUp: NewFollowUp, from: { links: Subject[], source: Source | null, timeZone: string }): Promise<{ followUp: FollowUpRow, isNew: boolean }>
  /** The follow-up of this subject. @throws Failure `not-found`, also of a deleted one. */
  get(scope: Scope, id: string): Promise<FollowUpRow>
  /**
   * Changes what is given, if `version` is the one that stands: the text for its author and administrators, when and whose it is for everybody.
   * @returns the follow-up that stands now; `isStale` when somebody else changed it meanwhile and nothing was done.
   * @throws Failure `not-found` or `not-allowed`.
   */
  change(scope: Scope, id: string, change: FollowUpEdit): Promise<{ followUp: FollowUpRow, isStale: boolean }>
  /** Finishes, cancels or opens it again, for anybody who sees it: the last word counts. @throws Failure `not-found`. */
  setState(scope: Scope, id: string, state: FollowUpState): Promise<FollowUpRow>
  /** Soft, and repeatable: what is deleted stays deleted. @throws Failure `not-found` or `not-allowed`. */
  remove(scope: Scope, id: string): Promise<void>
  /** By whoever deleted it, or an administrator. @throws Failure `not-found` or `not-allowed`. */
  restore(scope: Scope, id: string): Promise<FollowUpRow>
}

/** When it is due, and who is to do it. */
type Term = Pick<FollowUpRow, 'dueOn' | 'dueTime' | 'zone' | 'assigneeId'>

/** The follow-ups in the database. @param clock milliseconds since the epoch. */
export function createFollowUps({ database, subjects, people, clock }: { database: Database, subjects: Subjects, people: People, clock: () => number }): FollowUps {
  /** The follow-up of this subject, deleted or not. */
  function find(transaction: Pick<Transaction, 'select'>, { portalId, subject }: Scope, id: string): FollowUpRow {
    const row = transaction.select().from(followUps).where(and(eq(followUps.portalId, portalId), eq(followUps.id, id))).get()
    if (!row || row.subjectId !== subjects.find(portalId, subject)) throw new Failure('not-found')
    return row
  }

  function update(scope: Scope, id: string, decide: (row: FollowUpRow, transaction: Transaction) => Partial<FollowUpRow> | null) {
    return write(database, (transaction) => {
      const row = find(transaction, scope, id)
      const values = decide(row, transaction)
      if (!values) return row
      return transaction.update(followUps).set({ ...values, seq: nextSeq(transaction, scope.portalId) })
        .where(and(eq(followUps.portalId, scope.portalId), eq(followUps.rowId, row.rowId))).returning().get()
    })
  }

  /** Takes a version down as it is from now on. */
  function keep(transaction: Transaction, { portalId, id: followUpId, version, text, assigneeId, state, dueOn, dueTime }: FollowUpRow, userId: number, at: number) {
    transaction.insert(followUpVersions).values({ portalId, followUpId, version, text, assigneeId, state, dueOn, dueTime, userId, at }).run()
  }

  /** A further version of it, by `userId`. */
  function next(transaction: Transaction, row: FollowUpRow, values: Partial<FollowUpRow>, userId: number, at: number) {
    const version = row.version + 1
    keep(transaction, { ...row, ...values, version }, userId, at)
    return { ...values, version }
  }

  return {
    async add(scope, { id, text, dueOn, dueTime, assigneeId }, { links, source, timeZone }) {
      const { portalId, userId, subject } = scope
      const zone = dueTime === null ? await people.timeZone(portalId, assigneeId) ?? timeZone : timeZone
      return write(database, (transaction) => {
        const known = transaction.select().from(followUps).where(and(eq(followUps.portalId, portalId), eq(followUps.id, id))).get()
        if (known) {
          mustBeSame(scope, known, subjects.find(portalId, subject))
          return { followUp: known, isNew: false }
        }

        const subjectId = subjects.ensure(transaction, portalId, subject)
        subjects.link(transaction, portalId, subjectId, links)
        const at = clock()
        const followUp = transaction.insert(followUps).values({
          id, portalId, subjectId, authorId: userId, text, source, createdAt: at, assigneeId, dueOn, dueTime, zone, dueAt: dueMoment(dueOn, dueTime, zone), seq: nextSeq(transaction, portalId),
        }).returning().get()
        keep(transaction, followUp, userId, at)
        return { followUp, isNew: true }
      })
    },

    async get(scope, id) {
      const row = find(database, scope, id)
      mustStand(row)
      return row
    },

    async change(scope, id, change) {
      // Looked up before: nothing may be waited for inside a transaction. When somebody else comes between, the change is stale anyway.
      const known = find(database, scope, id)
      const setter = await people.timeZone(scope.portalId, scope.userId) ?? known.zone
      const zones = { setter, assignee: await people.timeZone(scope.portalId, change.assigneeId ?? known.assigneeId) ?? setter }

      let isStale = false
      const followUp = await update(scope, id, (row, transaction) => {
        mustStand(row)
        if (change.text !== undefined && change.text !== row.text) mustBeOwn(scope, row)
        const term = termOf(row, change, zones)
        const values = { text: change.text ?? row.text, ...term }
        if (isSame(row, values)) return null
        isStale = row.version !== change.version
        if (isStale) return null
        const at = clock()
        return next(transaction, row, { ...values, dueAt: dueMoment(term.dueOn, term.dueTime, term.zone), editedAt: at, editedBy: scope.userId }, scope.userId, at)
      })
      return { followUp, isStale }
    },

    async setState(scope, id, state) {
      return update(scope, id, (row, transaction) => {
        mustStand(row)
        if (row.state === state) return null
        const at = clock()
        const closed = state === 'open' ? { closedAt: null, closedBy: null } : { closedAt: at, closedBy: scope.userId }
        return next(transaction, row, { state, ...closed }, scope.userId, at)
      })
    },

    async remove(scope, id) {
      await update(scope, id, row => removal(scope, row, clock()))
    },

    async restore(scope, id) {
      return update(scope, id, row => restoration(scope, row))
    },
  }
}

/** The term as the change leaves it. Somebody who only puts a promise off, or gives it away, does not move its time into their own zone. */
function termOf(row: FollowUpRow, change: FollowUpEdit, zones: { setter: string, assignee: string }): Term {
  const { dueOn = row.dueOn, dueTime = row.dueTime, assigneeId = row.assigneeId } = change
  const isMoved = dueOn !== row.dueOn || dueTime !== row.dueTime || assigneeId !== row.assigneeId
  const zone = change.dueTime ? zones.setter : isMoved && dueTime === null ? zones.assignee : row.zone
  return { dueOn, dueTime, assigneeId, zone }
}

function isSame(row: FollowUpRow, values: Pick<FollowUpRow, keyof Term | 'text'>) {
  return row.text === values.text && row.dueOn === values.dueOn && row.dueTime === values.dueTime && row.zone === values.zone && row.assigneeId === values.assigneeId
}
