import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { followUps, notes } from '../../db/schema.ts'
import type { Subjects } from '../subjects/subjects.ts'
import type { Reader } from '../subjects/subject.ts'

/** Ids of the people who have written in a thread, on its own subject and on those rolled up into it. */
export type AuthorsOf = (reader: Reader) => number[]

/** The index is asked for the next author after the last one: as many steps as there are people, however much they wrote. */
export function createAuthors(database: Database, subjects: Subjects): AuthorsOf {
  const nextIn = (table: typeof notes | typeof followUps) => database.select({ id: table.authorId }).from(table)
    .where(and(
      eq(table.portalId, sql.placeholder('portalId')), eq(table.subjectId, sql.placeholder('subjectId')),
      gt(table.authorId, sql.placeholder('after')), isNull(table.deletedAt),
    ))
    .orderBy(asc(table.authorId)).limit(1).prepare()
  const kinds = [nextIn(notes), nextIn(followUps)]

  return ({ portalId, subject, linked = [] }) => {
    const own = subjects.find(portalId, subject)
    const subjectIds = [...own === undefined ? [] : [own], ...linked.map(({ id }) => id)]
    const authors = new Set<number>()
    for (const subjectId of subjectIds) {
      for (const next of kinds) {
        for (let row = next.get({ portalId, subjectId, after: 0 }); row; row = next.get({ portalId, subjectId, after: row.id })) authors.add(row.id)
      }
    }
    return [...authors]
  }
}
