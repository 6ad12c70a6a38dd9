import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '../../db/database.ts'
import { subjectLinks, subjects } from '../../db/schema.ts'
import type { Callback } from '../bitrix24/callback.ts'
import type { Placement } from '../bitrix24/manifest.ts'

/** Which Bitrix24 object it is; together with the portal the key of a thread. */
export const subjectSchema = z.object({
  kind: z.literal('crm-item'),
  entityTypeId: z.int().positive(),
  // Up to 15 digits: a longer one is not exact as a number, so that another item would be asked about than the thread belongs to.
  id: z.string().regex(/^[1-9]\d{0,14}$/),
})
export type Subject = z.infer<typeof subjectSchema>

/** The object that a callback is about, from the placement's code and its options; null when they do not name one. */
export function subjectOf(placement: Placement, options: Callback['options']): Subject | null {
  const id = placement.idKeys.map(key => options[key]).find(value => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  const subject = subjectSchema.safeParse({ kind: placement.subject, entityTypeId: placement.entityTypeId, id: String(id) })
  return subject.success ? subject.data : null
}

/** Key of a subject within a portal, for caches. */
export function subjectKey({ kind, entityTypeId, id }: Subject): string {
  return `${kind}:${entityTypeId}:${id}`
}

const isSubject = and(
  eq(subjects.portalId, sql.placeholder('portalId')), eq(subjects.kind, sql.placeholder('kind')),
  eq(subjects.entityTypeId, sql.placeholder('entityTypeId')), eq(subjects.externalId, sql.placeholder('id')),
)

/** Looks a subject's row id up: `undefined` until something was written on it. */
export function subjectLookup(database: Database) {
  const statement = database.select({ id: subjects.id }).from(subjects).where(isSubject).prepare()
  return (portalId: number, subject: Subject): number | undefined => statement.get({ portalId, ...subject })?.id
}

/** The subject's row id, made on its first use. */
export function ensureSubject(transaction: Transaction, portalId: number, { kind, entityTypeId, id }: Subject): number {
  const known = transaction.select({ id: subjects.id }).from(subjects).where(and(
    eq(subjects.portalId, portalId), eq(subjects.kind, kind), eq(subjects.entityTypeId, entityTypeId), eq(subjects.externalId, id),
  )).get()
  return known?.id ?? transaction.insert(subjects).values({ portalId, kind, entityTypeId, externalId: id }).returning({ id: subjects.id }).get().id
}

/** Makes `links` the subjects that `fromId` points to now (a deal's client can change). */
export function replaceLinks(transaction: Transaction, portalId: number, fromId: number, links: Subject[]) {
  transaction.delete(subjectLinks).where(and(eq(subjectLinks.portalId, portalId), eq(subjectLinks.fromId, fromId))).run()
  for (const link of links) {
    transaction.insert(subjectLinks).values({ portalId, fromId, toId: ensureSubject(transaction, portalId, link) }).onConflictDoNothing().run()
  }
}
