import type { Answer } from './method.ts'
import { integer } from './params.ts'

const PAGE = 50

/**
 * One page of a list with `total` and, unless it is the last, `next`. `start=-1` counts nothing.
 * Source: settings/how-to-call-rest-api/list-methods-pecularities.md, settings/performance/huge-data.md
 */
export function page<T>(rows: T[], start: unknown, wrap: (rows: T[]) => unknown = rows => rows): Answer {
  const from = integer(start)
  if (from < 0) return { result: wrap(rows.slice(0, PAGE)) }

  const to = from + PAGE
  return {
    result: wrap(rows.slice(from, to)),
    ...to < rows.length && { next: to },
    total: rows.length,
  }
}
