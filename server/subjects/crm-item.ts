import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Answer, Command, PortalError } from '../bitrix24/rest.ts'
import type { Fact, SubjectCard } from '../../shared/subject.ts'
import type { Subject } from './subject.ts'

/**
 * What each CRM type is called here, where its card stands on the portal and which status list has its stages (the dictionary of a smart
 * process carries its id). Invoices and quotes have no card that an application may open with openPath.
 * @see https://apidocs.bitrix24.com/api-reference/crm/data-types.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
const types: Record<number, { type: SubjectCard['type'], path: string | null, stages: string | null }> = {
  1: { type: 'lead', path: '/crm/lead/details/', stages: 'STATUS' },
  2: { type: 'deal', path: '/crm/deal/details/', stages: 'DEAL_STAGE' },
  3: { type: 'contact', path: '/crm/contact/details/', stages: null },
  4: { type: 'company', path: '/crm/company/details/', stages: null },
  7: { type: 'quote', path: null, stages: 'QUOTE_STATUS' },
  31: { type: 'smart-invoice', path: null, stages: 'SMART_INVOICE_STAGE' },
}

export function typeOf(entityTypeId: number) {
  return types[entityTypeId] ?? { type: 'dynamic', path: `/crm/type/${entityTypeId}/details/`, stages: `DYNAMIC_${entityTypeId}_STAGE` } as const
}

const id = z.coerce.number().int().nonnegative().nullish().transform(value => value || null)

const itemAnswer = z.object({
  item: z.object({
    title: z.string().nullish(),
    name: z.string().nullish(),
    lastName: z.string().nullish(),
    stageId: z.string().nullish(),
    opportunity: z.coerce.number().nullish(),
    currencyId: z.string().nullish(),
    assignedById: id,
    companyId: id,
    contactId: id,
  }),
})
type Item = z.infer<typeof itemAnswer>['item']

const statusAnswer = z.array(z.object({ ENTITY_ID: z.string(), NAME: z.string(), COLOR: z.string().nullish(), SEMANTICS: z.string().nullish() }))
const userAnswer = z.array(z.object({ ID: z.coerce.number(), NAME: z.string().nullish(), LAST_NAME: z.string().nullish() }))

/** The documented refusals of crm.item.*: "absent" and "denied" alike. Anything else says nothing about the item. */
const denied = new Set<PortalError['code']>(['access_denied', 'not_found', 'allowed_only_intranet_user', 'entity_type_not_supported'])

/** The command that decides whether the person may see a CRM item: the portal answers it with that person's rights. */
export function itemCommand({ entityTypeId, id }: Subject): Command {
  return ['crm.item.get', { entityTypeId, id: Number(id) }]
}

/**
 * Which of these items of one type exist and may be read by the person: the portal leaves the others out of its list.
 * @param ids at most 50, one page of the portal's.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export function readableCommand(entityTypeId: number, ids: string[]): Command {
  return ['crm.item.list', { entityTypeId, filter: { '@id': ids.map(Number) }, select: ['id'], start: -1 }]
}

const idsAnswer = z.object({ items: z.array(z.object({ id: z.coerce.string() })) })

/** The ids of that list; none where the portal refuses the whole type. @throws Failure `portal-unreachable` for anything that is no answer. */
export function readReadable(answer: Answer): string[] {
  if ('error' in answer) {
    if (!denied.has(answer.error.code)) throw new Failure('portal-unreachable', { cause: answer.error })
    return []
  }
  const read = idsAnswer.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return read.data.items.map(item => item.id)
}

/**
 * Everything that the header of a CRM item's thread needs, in commands of one batch: later ones refer to the item's own answer, and those
 * whose reference is empty are refused one by one.
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html
 */
export function itemCommands(subject: Subject) {
  return {
    item: itemCommand(subject),
    stage: ['crm.status.list', { filter: { STATUS_ID: '$result[item][item][stageId]' } }],
    responsible: ['user.get', { ID: '$result[item][item][assignedById]' }],
    company: ['crm.item.get', { entityTypeId: 4, id: '$result[item][item][companyId]' }],
    contact: ['crm.item.get', { entityTypeId: 3, id: '$result[item][item][contactId]' }],
  } satisfies Record<string, Command>
}
export type ItemAnswers = Record<keyof ReturnType<typeof itemCommands>, Answer>

/**
 * The item out of the portal's answer.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html
 * @throws Failure `not-available` for its documented refusals ("absent" and "denied" alike), `portal-unreachable` for anything else.
 */
export function readItem(answer: Answer): Item {
  if ('error' in answer) throw new Failure(denied.has(answer.error.code) ? 'not-available' : 'portal-unreachable', { cause: answer.error })
  const read = itemAnswer.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return read.data.item
}

/** The subjects that an item points to: its company and its contact. */
export function linksOf(item: Item): Subject[] {
  return [[4, item.companyId], [3, item.contactId]].flatMap(([entityTypeId, id]) =>
    entityTypeId && id ? [{ kind: 'crm-item' as const, entityTypeId, id: String(id) }] : [])
}

/**
 * The header of a CRM item's thread, and the subjects that it points to. What the person may not see of its surroundings is left out.
 * @throws Failure as `readItem`.
 */
export function readThreadOf(subject: Subject, answers: ItemAnswers): { card: SubjectCard, links: Subject[] } {
  const item = readItem(answers.item)
  return { card: cardOf(subject, item, answers), links: linksOf(item) }
}

function cardOf(subject: Subject, item: Item, answers: ItemAnswers): SubjectCard {
  const { type, path, stages } = typeOf(subject.entityTypeId)
  return {
    ...subject,
    type,
    title: titleOf(item) || `#${subject.id}`,
    path: path && `${path}${subject.id}/`,
    facts: [...stageOf(item, stages, answers.stage), ...amountOf(item), ...clientOf(type, answers), ...responsibleOf(item, answers.responsible)],
  }
}

function titleOf(item: Item) {
  return item.title || fullName(item.name, item.lastName)
}

function fullName(...parts: (string | null | undefined)[]) {
  return parts.filter(Boolean).join(' ')
}

/** The value of an answer in the given form; null when it was refused or looks otherwise. */
function optional<T>(answer: Answer, schema: z.ZodType<T>): T | null {
  const read = 'value' in answer ? schema.safeParse(answer.value) : null
  return read?.success ? read.data : null
}

const outcomes = new Map<string, 'won' | 'lost'>([['S', 'won'], ['F', 'lost']])

/** Stage ids repeat between the status lists (`NEW` is one of leads and one of deals), and further pipelines have lists of their own. */
function stageOf(item: Item, list: string | null, answer: Answer): Fact[] {
  const stage = optional(answer, statusAnswer)?.find(status => status.ENTITY_ID === list || status.ENTITY_ID.startsWith(`${list}_`))
  return list && stage ? [{ key: 'stage', kind: 'stage', value: stage.NAME, color: stage.COLOR ?? null, outcome: outcomes.get(stage.SEMANTICS ?? '') ?? 'open' }] : []
}

function amountOf({ opportunity, currencyId }: Item): Fact[] {
  return opportunity && currencyId ? [{ key: 'amount', kind: 'money', value: opportunity, currency: currencyId }] : []
}

/** Company and contact are an item's client; a contact itself belongs to a company. */
function clientOf(type: SubjectCard['type'], { company, contact }: ItemAnswers): Fact[] {
  const names = [company, contact].map(answer => optional(answer, itemAnswer)).flatMap(answer => answer ? [titleOf(answer.item)] : [])
  return names.length ? [{ key: type === 'contact' ? 'company' : 'client', kind: 'text', value: names.join(' · ') }] : []
}

/** Looked up in the answer by id: a filter whose reference is empty may find anybody. */
function responsibleOf({ assignedById }: Item, answer: Answer): Fact[] {
  const user = optional(answer, userAnswer)?.find(({ ID }) => ID === assignedById)
  const name = user && fullName(user.NAME, user.LAST_NAME)
  return name ? [{ key: 'responsible', kind: 'text', value: name }] : []
}
