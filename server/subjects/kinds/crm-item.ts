import { z } from 'zod'
import type { Fact, SubjectType } from '../../../shared/subject.ts'
import type { Command } from '../../bitrix24/rest.ts'
import type { Status } from '../stages.ts'
import { typeOf } from '../labels.ts'
import type { PortalObject, Subject } from '../subject.ts'
import {
  amount, crmItem, dayFact, decided, fullName, id, itemName, itemNameIn, listed, moneyFact, pageSize, personCommand, personFact, text, textFact, type Kind, type Refusals, type Surroundings,
} from './kind.ts'

/**
 * Which status list has a type's stages, without its pipeline.
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
const stageLists: Partial<Record<SubjectType, string>> = { 'lead': 'STATUS', 'deal': 'DEAL_STAGE', 'quote': 'QUOTE_STATUS', 'smart-invoice': 'SMART_INVOICE_STAGE' }
const withPipelines = new Set<SubjectType>(['deal', 'smart-invoice', 'dynamic'])

const ids = z.array(z.coerce.number().int().positive()).nullish().catch(null).transform(value => value ?? [])
const communications = z.array(z.object({ typeId: z.string(), value: z.string() })).nullish().catch(null).transform(value => value ?? [])

/** Every type has some of these fields. @see https://apidocs.bitrix24.com/api-reference/crm/universal/object-fields.html */
const itemAnswer = z.object({
  item: z.looseObject({
    id: z.coerce.number().int().positive(), title: text, name: text, lastName: text, post: text, companyTitle: text, quoteNumber: text, accountNumber: text,
    stageId: text, categoryId: z.coerce.number().nullish().catch(null).transform(value => value ?? null), sourceId: text, industry: text,
    opportunity: amount, currencyId: text, revenue: amount,
    assignedById: id, companyId: id, contactId: id, contactIds: ids, companyIds: ids, leadId: id, dealId: id, quoteId: id,
    closedate: text, actualDate: text,
    fm: communications,
  }),
})
type Item = z.infer<typeof itemAnswer>['item']

/** The documented refusals of crm.item.*. @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html */
const denied = new Set(['access_denied', 'not_found', 'allowed_only_intranet_user', 'entity_type_not_supported'])
const refusals: Refusals = { scope: 'crm', isRefusal: ({ code }) => denied.has(code) }

/** More of them are no surroundings any more: a smart process can have every contact there is. */
const mostLinks = 50

/** Leads, deals, contacts, companies, estimates, invoices and smart processes. */
export const crmItems: Kind = {
  decide: ({ entityTypeId, id }) => ({ subject: ['crm.item.get', { entityTypeId, id }] }),

  surround(object) {
    const type = typeOf(object)
    return {
      ...personCommand('[item][assignedById]'),
      ...(type === 'company' ? {} : { company: ['crm.item.get', { entityTypeId: 4, id: '$result[subject][item][companyId]' }] satisfies Command }),
      ...(type === 'company' || type === 'contact' ? {} : { contact: ['crm.item.get', { entityTypeId: 3, id: '$result[subject][item][contactId]' }] satisfies Command }),
    }
  },

  needs(object) {
    const type = typeOf(object)
    return {
      // Where leads come from and what companies do are lists among the statuses.
      ...(type === 'contact' ? {} : { statuses: true }),
      ...(withPipelines.has(type) ? { pipelines: object.entityTypeId } : {}),
    }
  },

  read(object, answers) {
    const { item } = decided(answers.subject, itemAnswer, refusals)
    const { kind, entityTypeId } = object
    return {
      // Its own id: it may have been asked for by a reference to another answer.
      subject: { kind, entityTypeId, id: String(item.id) },
      title: itemName(item) || null,
      links: linksOf(item),
      facts: surroundings => factsOf(object, item, surroundings),
    }
  },

  list: {
    size: pageSize,
    command: objects => ['crm.item.list', {
      entityTypeId: objects[0]?.entityTypeId, filter: { '@id': objects.map(({ id }) => Number(id)) }, select: objects[0]?.entityTypeId === 3 ? ['id', 'name', 'lastName'] : ['id', 'title'], start: -1,
    }],
    read(answer) {
      const rows = listed(answer, z.object({ items: z.array(z.object({ id: z.coerce.string(), title: text, name: text, lastName: text })) }).transform(({ items }) => items), refusals)
      return new Map(rows.map(row => [row.id, itemName(row) || null]))
    },
  },
}

/** Clients, and what the item came out of: a deal's lead, an invoice's deal (parentId2) … */
function linksOf(item: Item): Subject[] {
  const parents = Object.entries(item).flatMap(([field, value]) => crmItem(Number(/^parentId(\d+)$/.exec(field)?.[1] ?? 0), id.parse(value)))
  const links = [
    ...crmItem(4, item.companyId, ...item.companyIds), ...crmItem(3, item.contactId, ...item.contactIds),
    ...crmItem(2, item.dealId), ...crmItem(1, item.leadId), ...crmItem(7, item.quoteId), ...parents,
  ]
  return [...new Map(links.map(link => [`${link.entityTypeId}:${link.id}`, link])).values()].slice(0, mostLinks)
}

/** A look at one item, for the facts. */
interface Context { item: Item, entityTypeId: number, isOpen: boolean, around: Surroundings }

/** What matters of each type, the most telling first. */
const facts: Partial<Record<SubjectType, (context: Context) => Fact[]>> = {
  'lead': context => [...amountOf(context), ...communicationsOf(context, 'phone'), ...sourceOf(context), ...responsibleOf(context), ...personOf(context), ...clientOf(context), ...communicationsOf(context, 'email')],
  'deal': context => [...amountOf(context), ...clientOf(context), ...responsibleOf(context), ...dueOf(context, 'closeDate'), ...pipelineOf(context)],
  'contact': context => [...companyOf(context), ...textFact('position', context.item.post), ...communicationsOf(context, 'phone'), ...communicationsOf(context, 'email'), ...responsibleOf(context)],
  'company': context => [...communicationsOf(context, 'phone'), ...industryOf(context), ...moneyFact('revenue', context.item.revenue, context.item.currencyId), ...responsibleOf(context), ...communicationsOf(context, 'email')],
  'quote': context => [...textFact('number', context.item.quoteNumber), ...amountOf(context), ...dueOf(context, 'validUntil', context.item.actualDate ?? context.item.closedate), ...clientOf(context), ...responsibleOf(context)],
  'smart-invoice': context => [...textFact('number', context.item.accountNumber), ...amountOf(context), ...dueOf(context, 'payBefore'), ...clientOf(context), ...responsibleOf(context)],
  'dynamic': context => [...clientOf(context), ...responsibleOf(context), ...amountOf(context), ...pipelineOf(context)],
}

function factsOf(object: PortalObject, item: Item, around: Surroundings): Fact[] {
  const type = typeOf(object)
  const stage = stageOf(object, item, around)
  const context = { item, entityTypeId: object.entityTypeId, isOpen: (stage?.outcome ?? 'open') === 'open', around }
  return [...(stage ? [{ key: 'stage' as const, kind: 'stage' as const, value: stage.name, color: stage.color, outcome: stage.outcome }] : []), ...facts[type]?.(context) ?? []]
}

/** The status list with the stages of an item's type, without its pipeline; undefined for types without stages. */
export function stageListOf(object: PortalObject): string | undefined {
  return typeOf(object) === 'dynamic' ? `DYNAMIC_${object.entityTypeId}_STAGE` : stageLists[typeOf(object)]
}

/** The first pipeline of deals has a list without a number, every other pipeline one with its own. */
function stageOf(object: PortalObject, { stageId, categoryId }: Item, { names }: Surroundings): Status | null {
  const list = stageListOf(object)
  return list ? names.status([`${list}_${categoryId}`, list], stageId) : null
}

function amountOf({ item }: Context): Fact[] {
  return moneyFact('amount', item.opportunity, item.currencyId)
}

function dueOf({ item, isOpen, around }: Context, key: string, day = item.closedate): Fact[] {
  return dayFact(key, day, isOpen, around)
}

function responsibleOf({ item, around }: Context): Fact[] {
  return personFact('responsible', item.assignedById, around)
}

function pipelineOf({ item, entityTypeId, around }: Context): Fact[] {
  return textFact('pipeline', around.names.pipeline(entityTypeId, item.categoryId))
}

function sourceOf({ item, around }: Context): Fact[] {
  return textFact('source', around.names.status(['SOURCE'], item.sourceId)?.name)
}

function industryOf({ item, around }: Context): Fact[] {
  return textFact('industry', around.names.status(['INDUSTRY'], item.industry)?.name)
}

/** Whom a lead is about, before there is a contact and a company. */
function personOf({ item }: Context): Fact[] {
  return textFact('person', [fullName(item.name, item.lastName), item.companyTitle].filter(Boolean).join(' · '))
}

/** Company and contact are an item's client. */
function clientOf({ around }: Context): Fact[] {
  return textFact('client', [itemNameIn(around.answers.company), itemNameIn(around.answers.contact)].filter(Boolean).join(' · '))
}

function companyOf({ around }: Context): Fact[] {
  return textFact('company', itemNameIn(around.answers.company))
}

/** The first two of them. */
function communicationsOf({ item }: Context, kind: 'phone' | 'email'): Fact[] {
  return item.fm.filter(({ typeId, value }) => typeId === kind.toUpperCase() && value).slice(0, 2).map(({ value }) => ({ key: kind, kind, value }))
}
