import { and, eq, sql } from 'drizzle-orm'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { subjectLinks, subjects } from '../../db/schema.ts'
import { subjectKey, type Subject } from './subject.ts'

export interface Subjects {
  /** A subject's row id: `undefined` until something was written on it, or on what points to it. */
  find(portalId: number, subject: Subject): number | undefined
  /** The subject's row id, made on its first use. */
  ensure(transaction: Transaction, portalId: number, subject: Subject): number
  /** Makes `links` the subjects that `fromId` points to now (a deal's client can change). */
  link(transaction: Transaction, portalId: number, fromId: number, links: Subject[]): void
  /** What an opening has just seen `subject` point to; writes only when the subject has a row and its links differ. */
  remember(portalId: number, subject: Subject, links: Subject[]): Promise<void>
}

/** The rows of Bitrix24's objects in the database. */
export function createSubjects(database: Database): Subjects {
  const one = database.select({ id: subjects.id }).from(subjects).where(and(
    eq(subjects.portalId, sql.placeholder('portalId')), eq(subjects.kind, sql.placeholder('kind')),
    eq(subjects.entityTypeId, sql.placeholder('entityTypeId')), eq(subjects.externalId, sql.placeholder('id')),
  )).prepare()
  const linked = database.select({ kind: subjects.kind, entityTypeId: subjects.entityTypeId, id: subjects.externalId }).from(subjectLinks)
    .innerJoin(subjects, and(eq(subjects.portalId, subjectLinks.portalId), eq(subjects.id, subjectLinks.toId)))
    .where(and(eq(subjectLinks.portalId, sql.placeholder('portalId')), eq(subjectLinks.fromId, sql.placeholder('fromId')))).prepare()

  function find(portalId: number, subject: Subject) {
    return one.get({ portalId, ...subject })?.id
  }

  // A prepared statement runs on the one connection, so inside its transaction too.
  function ensure(transaction: Transaction, portalId: number, subject: Subject) {
    const { kind, entityTypeId, id } = subject
    return find(portalId, subject)
      ?? transaction.insert(subjects).values({ portalId, kind, entityTypeId, externalId: id }).returning({ id: subjects.id }).get().id
  }

  function isLinked(portalId: number, fromId: number, links: Subject[]) {
    const known = linked.all({ portalId, fromId }).map(subjectKey)
    const present = new Set(links.map(subjectKey))
    return known.length === present.size && known.every(key => present.has(key))
  }

  function link(transaction: Transaction, portalId: number, fromId: number, links: Subject[]) {
    transaction.delete(subjectLinks).where(and(eq(subjectLinks.portalId, portalId), eq(subjectLinks.fromId, fromId))).run()
    for (const to of links) {
      transaction.insert(subjectLinks).values({ portalId, fromId, toId: ensure(transaction, portalId, to) }).onConflictDoNothing().run()
    }
  }

  return {
    find,
    ensure,
    link,

    async remember(portalId, subject, links) {
      const fromId = find(portalId, subject)
      if (fromId === undefined || isLinked(portalId, fromId, links)) return
      await write(database, transaction => link(transaction, portalId, fromId, links))
    },
  }
}
