import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../../db/database.ts'
import { portals, type notes } from '../../db/schema.ts'
import { Failure } from '../failure.ts'
import type { Scope } from '../subjects/subject.ts'

/** What notes and follow-ups have in common: somebody wrote them on a subject, and may delete them. */
type Entry = Pick<typeof notes.$inferSelect, 'subjectId' | 'authorId' | 'deletedAt' | 'deletedBy'>

type Person = Pick<Scope, 'userId' | 'isAdmin'>

/** The next number of the portal's change counter, in the transaction of the change. */
export function nextSeq(transaction: Transaction, portalId: number): number {
  return transaction.update(portals).set({ seq: sql`${portals.seq} + 1` }).where(eq(portals.id, portalId)).returning({ seq: portals.seq }).get().seq
}

/** May this person change the text, or delete it? The author and administrators may. */
export function mayEdit({ userId, isAdmin }: Person, entry: Pick<Entry, 'authorId'>): boolean {
  return entry.authorId === userId || isAdmin
}

/** @throws Failure `not-allowed` for anybody but the author and administrators. */
export function mustBeOwn(person: Person, entry: Entry) {
  if (!mayEdit(person, entry)) throw new Failure('not-allowed')
}

/** @throws Failure `not-found` when it was deleted. */
export function mustStand({ deletedAt }: Entry) {
  if (deletedAt !== null) throw new Failure('not-found')
}

/**
 * A save that is retried finds what it wrote.
 * @param subjectId of the subject it is to be written on.
 * @throws Failure `not-found` when the id belongs to something else of the portal, or to what was deleted meanwhile.
 */
export function mustBeSame({ userId }: Person, entry: Entry, subjectId: number | undefined) {
  if (entry.authorId !== userId || entry.subjectId !== subjectId) throw new Failure('not-found')
  mustStand(entry)
}

/** What a deletion changes: nothing, the second time. @param at milliseconds since the epoch. @throws Failure `not-allowed`. */
export function removal(person: Person, entry: Entry, at: number): Pick<Entry, 'deletedAt' | 'deletedBy'> | null {
  mustBeOwn(person, entry)
  return entry.deletedAt === null ? { deletedAt: at, deletedBy: person.userId } : null
}

/** The same of bringing it back: by whoever deleted it, or an administrator, whom an author does not overrule. @throws Failure `not-allowed`. */
export function restoration(person: Person, entry: Entry): Pick<Entry, 'deletedAt' | 'deletedBy'> | null {
  mustBeOwn(person, entry)
  if (entry.deletedAt === null) return null
  if (entry.deletedBy !== person.userId && !person.isAdmin) throw new Failure('not-allowed')
  return { deletedAt: null, deletedBy: null }
}
