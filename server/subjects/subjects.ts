import { and, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { write, type Database, type Transaction } from '../../db/database.ts'
import { followUps, notes, subjectLinks, subjects } from '../../db/schema.ts'
import type { SubjectRow } from './list-check.ts'
import { subjectKey, type Subject } from './subject.ts'

export interface Subjects {
  /** A subject's row id: `undefined` until something was written on it, or on what points to it. */
  find(portalId: number, subject: Subject): number | undefined
  /** The subject's row id, made on its first use. */
  ensure(transaction: Transaction, portalId: number, subject: Subject): number
  /** Makes `links` the subjects that `fromId` points to now (a deal's client can change). */
  link(transaction: Transaction, portalId: number, fromId: number, links: Subject[]): void
  /**
   * Keeps in mind what the portal has just said of the subject: for the title of its first row, and for what the next opening asks.
   * @param title null when it has none, or one that is not the same to everybody.
   */
  saw(portalId: number, subject: Subject, links: Subject[], title: string | null): void
  /** What the subject pointed to when an answer last spoke of it; none if this process has not heard of it lately and nothing was written on it. */
  lastLinks(portalId: number, subject: Subject): Subject[]
  /** What an opening has just seen `subject` point to, and what it is called; writes only when the subject has a row that says otherwise. */
  remember(portalId: number, subject: Subject, links: Subject[], title?: string | null): Promise<void>
  /**
   * The subjects within one link, in either direction, on which something was written (deleted or not), the latest 100.
   * @param links what the subject points to, where that is not written down.
   */
  around(portalId: number, subject: Subject, links: Subject[]): SubjectRow[]
  /** Rows by their ids; those of other portals are left out. */
  rows(portalId: number, ids: number[]): SubjectRow[]
}

const mostAround = 100

/** The rows of Bitrix24's objects in the database. */
export function createSubjects(database: Database): Subjects {
  const lately = new LRUCache<string, { links: Subject[], title: string | null }>({ max: 50_000 })
  const keyOf = (portalId: number, subject: Subject) => `${portalId}:${subjectKey(subject)}`

  const columns = { id: subjects.id, kind: subjects.kind, entityTypeId: subjects.entityTypeId, externalId: subjects.externalId, title: subjects.title }
  const [portal, ids] = [sql.placeholder('portalId'), sql.placeholder('ids')]
  const amongIds = inArray(subjects.id, sql`(select value from json_each(${ids}))`)

  const one = database.select({ id: subjects.id, title: subjects.title }).from(subjects).where(and(
    eq(subjects.portalId, portal), eq(subjects.kind, sql.placeholder('kind')),
    eq(subjects.entityTypeId, sql.placeholder('entityTypeId')), eq(subjects.externalId, sql.placeholder('id')),
  )).prepare()
  const linked = database.select({ kind: subjects.kind, entityTypeId: subjects.entityTypeId, id: subjects.externalId }).from(subjectLinks)
    .innerJoin(subjects, and(eq(subjects.portalId, subjectLinks.portalId), eq(subjects.id, subjectLinks.toId)))
    .where(and(eq(subjectLinks.portalId, portal), eq(subjectLinks.fromId, sql.placeholder('fromId')))).prepare()
  const byIds = database.select(columns).from(subjects).where(and(eq(subjects.portalId, portal), amongIds)).prepare()
  const written = database.select(columns).from(subjects).where(and(
    eq(subjects.portalId, portal), ne(subjects.id, sql.placeholder('id')),
    or(
      amongIds,
      inArray(subjects.id, database.select({ id: subjectLinks.toId }).from(subjectLinks).where(and(eq(subjectLinks.portalId, portal), eq(subjectLinks.fromId, sql.placeholder('id'))))),
      inArray(subjects.id, database.select({ id: subjectLinks.fromId }).from(subjectLinks).where(and(eq(subjectLinks.portalId, portal), eq(subjectLinks.toId, sql.placeholder('id'))))),
    ),
    sql`(exists (select 1 from ${notes} where ${notes.portalId} = ${portal} and ${notes.subjectId} = ${subjects.id})
      or exists (select 1 from ${followUps} where ${followUps.portalId} = ${portal} and ${followUps.subjectId} = ${subjects.id}))`,
  )).orderBy(desc(subjects.id)).limit(mostAround).prepare()

  function row(portalId: number, subject: Subject) {
    return one.get({ portalId, ...subject })
  }

  // A prepared statement runs on the one connection, so inside its transaction too.
  function ensure(transaction: Transaction, portalId: number, subject: Subject) {
    const { kind, entityTypeId, id } = subject
    const title = lately.get(keyOf(portalId, subject))?.title ?? null
    return row(portalId, subject)?.id
      ?? transaction.insert(subjects).values({ portalId, kind, entityTypeId, externalId: id, title }).returning({ id: subjects.id }).get().id
  }

  function linksOf(portalId: number, fromId: number | undefined): Subject[] {
    return fromId === undefined ? [] : linked.all({ portalId, fromId })
  }

  function isLinked(portalId: number, fromId: number, links: Subject[]) {
    const known = linksOf(portalId, fromId).map(subjectKey)
    const present = new Set(links.map(subjectKey))
    return known.length === present.size && known.every(key => present.has(key))
  }

  function link(transaction: Transaction, portalId: number, fromId: number, links: Subject[]) {
    transaction.delete(subjectLinks).where(and(eq(subjectLinks.portalId, portalId), eq(subjectLinks.fromId, fromId))).run()
    for (const to of links) {
      transaction.insert(subjectLinks).values({ portalId, fromId, toId: ensure(transaction, portalId, to) }).onConflictDoNothing().run()
    }
  }

  function saw(portalId: number, subject: Subject, links: Subject[], title: string | null) {
    lately.set(keyOf(portalId, subject), { links, title: title ?? lately.get(keyOf(portalId, subject))?.title ?? null })
  }

  return {
    ensure,
    link,
    saw,

    find(portalId, subject) {
      return row(portalId, subject)?.id
    },

    lastLinks(portalId, subject) {
      return lately.get(keyOf(portalId, subject))?.links ?? linksOf(portalId, row(portalId, subject)?.id)
    },

    async remember(portalId, subject, links, title = null) {
      saw(portalId, subject, links, title)
      const stored = row(portalId, subject)
      if (!stored) return
      const isRenamed = title !== null && title !== stored.title
      if (!isRenamed && isLinked(portalId, stored.id, links)) return
      await write(database, (transaction) => {
        link(transaction, portalId, stored.id, links)
        if (isRenamed) transaction.update(subjects).set({ title }).where(and(eq(subjects.portalId, portalId), eq(subjects.id, stored.id))).run()
      })
    },

    around(portalId, subject, links) {
      const known = links.flatMap(link => row(portalId, link)?.id ?? [])
      const id = row(portalId, subject)?.id
      if (id === undefined && !known.length) return []
      return written.all({ portalId, id: id ?? 0, ids: JSON.stringify(known) })
    },

    rows(portalId, ids) {
      return byIds.all({ portalId, ids: JSON.stringify(ids) })
    },
  }
}
