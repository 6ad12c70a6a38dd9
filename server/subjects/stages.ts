import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Outcome } from '../../shared/subject.ts'
import type { Command } from '../bitrix24/rest.ts'
import { optional, type Answers, type Needs } from './kinds/kind.ts'

export interface Status { name: string, color: string | null, outcome: Outcome }

/** Names for the ids that objects carry; null for what the portal has not told. */
export interface Names {
  /** Stage ids repeat between the lists (`NEW` is one of leads and one of deals): the first of these lists that has it. */
  status(lists: string[], statusId: string | null): Status | null
  /** Of a type that has several pipelines; with a single one there is nothing to tell apart. */
  pipeline(entityTypeId: number, categoryId: number | null): string | null
}

/**
 * What an administrator of the portal named: stages and pipelines, the same for everybody, and they change seldom. Kept for an hour, so that
 * an opening asks only for what is not known yet. People and clients are asked for with the object each time, since only its answer says who
 * they are, and whether the person may know them is the portal's affair.
 */
export interface Stages {
  /** What of the needs is not known, as commands for the batch that also asks for the object. */
  ask(portalId: number, needs: Needs): Record<string, Command>
  /** Takes in what the portal answered to them. */
  learn(portalId: number, needs: Needs, answers: Answers): void
  names(portalId: number): Names
}

const hour = 3_600_000
/** Statuses and pipelines of all portals. */
const mostRows = 500_000

const statusAnswer = z.array(z.object({ ENTITY_ID: z.string(), STATUS_ID: z.string(), NAME: z.string(), COLOR: z.string().nullish(), SEMANTICS: z.string().nullish() }))
const categoryAnswer = z.object({ categories: z.array(z.object({ id: z.coerce.number(), name: z.string() })) })

const outcomes = new Map<string | null | undefined, Outcome>([['S', 'won'], ['F', 'lost']])

/** @param clock milliseconds since the epoch. */
export function createStages(clock: () => number): Stages {
  const kept = { ttl: hour, ttlResolution: 0, perf: { now: clock }, maxSize: mostRows, sizeCalculation: ({ size }: { size: number }) => size + 1 }
  const statuses = new LRUCache<number, Map<string, Status>>(kept)
  const pipelines = new LRUCache<string, Map<number, string>>(kept)
  const pipelinesOf = (portalId: number, entityTypeId: number) => `${portalId}:${entityTypeId}`

  return {
    ask(portalId, needs) {
      return {
        ...(needs.statuses && !statuses.has(portalId) ? { statuses: ['crm.status.list'] satisfies Command } : {}),
        ...(needs.pipelines && !pipelines.has(pipelinesOf(portalId, needs.pipelines)) ? { pipelines: ['crm.category.list', { entityTypeId: needs.pipelines }] satisfies Command } : {}),
      }
    },

    learn(portalId, needs, answers) {
      const lists = optional(answers.statuses, statusAnswer)
      if (lists) {
        statuses.set(portalId, new Map(lists.map(({ ENTITY_ID, STATUS_ID, NAME, COLOR, SEMANTICS }) =>
          [`${ENTITY_ID} ${STATUS_ID}`, { name: NAME, color: COLOR || null, outcome: outcomes.get(SEMANTICS) ?? 'open' }])))
      }
      const categories = optional(answers.pipelines, categoryAnswer)
      if (categories && needs.pipelines) pipelines.set(pipelinesOf(portalId, needs.pipelines), new Map(categories.categories.map(({ id, name }) => [id, name])))
    },

    names: portalId => ({
      status(lists, statusId) {
        const known = statuses.get(portalId)
        return lists.map(list => known?.get(`${list} ${statusId}`)).find(status => status) ?? null
      },
      pipeline(entityTypeId, categoryId) {
        const known = pipelines.get(pipelinesOf(portalId, entityTypeId))
        return categoryId !== null && known && known.size > 1 ? known.get(categoryId) ?? null : null
      },
    }),
  }
}
