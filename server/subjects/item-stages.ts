import { z } from 'zod'
import type { Answer, Command } from '../bitrix24/rest.ts'
import { stageListOf } from './kinds/crm-item.ts'

/** In which stage each item is, and the stages that occur, in the order of their pipelines. */
export interface ItemStages { of: Map<string, string>, names: { id: string, name: string }[] }

/** Of the portal: rows on a page; and how many pages leave room in a batch for what names the stages. */
const pageSize = 50
const mostPages = 48

/** How many items one batch can be asked about. */
export const mostStagedItems = mostPages * pageSize

const itemsAnswer = z.object({ items: z.array(z.object({ id: z.coerce.string(), stageId: z.string().nullish() })) })
const statusesAnswer = z.array(z.object({ ENTITY_ID: z.string(), STATUS_ID: z.string(), NAME: z.string(), SORT: z.coerce.number() }))
const categoriesAnswer = z.object({ categories: z.array(z.object({ id: z.coerce.number(), name: z.string(), sort: z.coerce.number() })) })

/**
 * One batch that asks for the stages of items. The portal leaves out the items that the person may not read.
 * @param ids at most `mostStagedItems`.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export function stageCommands(entityTypeId: number, ids: string[]): Record<string, Command> {
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) => ids.slice(page * pageSize, (page + 1) * pageSize))
  return {
    statuses: ['crm.status.list', { order: { SORT: 'ASC' } }],
    categories: ['crm.category.list', { entityTypeId }],
    ...Object.fromEntries(pages.map((page, index) => [`p${index}`, ['crm.item.list', { entityTypeId, filter: { '@id': page.map(Number) }, select: ['id', 'stageId'], start: -1 }] satisfies Command])),
  }
}

/** The answers to that batch. What the portal refuses is left out: without a name nothing says what a stage is. */
export function readStages(entityTypeId: number, { statuses, categories, ...pages }: Record<string, Answer>): ItemStages {
  const list = stageListOf({ kind: 'crm-item', entityTypeId, id: '' })
  const pipelines = valueOf(categories, categoriesAnswer)?.categories.sort((a, b) => a.sort - b.sort || a.id - b.id) ?? []
  const of = new Map(Object.values(pages).flatMap(page => valueOf(page, itemsAnswer)?.items ?? []).flatMap(({ id, stageId }) => stageId ? [[id, stageId] as const] : []))
  const occurring = new Set(of.values())

  const stages = (valueOf(statuses, statusesAnswer) ?? [])
    .filter(({ ENTITY_ID, STATUS_ID }) => list !== undefined && (ENTITY_ID === list || ENTITY_ID.startsWith(`${list}_`)) && occurring.has(STATUS_ID))
    .map(status => ({ id: status.STATUS_ID, name: status.NAME, sort: status.SORT, pipeline: pipelineOf(status.ENTITY_ID) }))
    .sort((a, b) => placeOf(a.pipeline) - placeOf(b.pipeline) || a.sort - b.sort)

  function placeOf(id: number) {
    return pipelines.findIndex(pipeline => pipeline.id === id)
  }

  // Two pipelines may have stages of the same name.
  const isAmbiguous = new Set(stages.map(({ pipeline }) => pipeline)).size > 1
  return { of, names: stages.map(({ id, name, pipeline }) => ({ id, name: isAmbiguous ? [pipelines[placeOf(pipeline)]?.name, name].filter(Boolean).join(' · ') : name })) }
}

/** The pipeline at the end of a status list's name; the list of the first pipeline of deals has none. */
function pipelineOf(list: string): number {
  return Number(/_(\d+)$/.exec(list)?.[1] ?? 0)
}

function valueOf<T>(answer: Answer | undefined, schema: z.ZodType<T>): T | null {
  return answer && 'value' in answer ? schema.safeParse(answer.value).data ?? null : null
}
