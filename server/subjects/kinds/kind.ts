import { z } from 'zod'
import type { PortalScope } from '../../../shared/failures.ts'
import type { Fact } from '../../../shared/subject.ts'
import type { Answer, Command, PortalError } from '../../bitrix24/rest.ts'
import { Failure } from '../../failure.ts'
import type { Names } from '../stages.ts'
import type { PortalObject, Subject } from '../subject.ts'

export type Answers = Record<string, Answer>

/** When somebody looks. */
export interface Look {
  /** Milliseconds since the epoch. */
  now: number
  /** That day in the person's zone, YYYY-MM-DD. */
  today: string
}

/** What a header is made of, beside the answer that decided. */
export interface Surroundings {
  /** Some may have been refused: what the person may not see of an object's surroundings is left out. */
  answers: Answers
  names: Names
  /** What the objects are called that this one is linked to; of those that the person may read. */
  titleOf: (subject: Subject) => string | null
  look: Look
}

/** An object that exists, and that the person may see. */
export interface Found {
  /** The one name that its thread goes by, whatever it was asked for by. */
  subject: Subject
  /** What the portal calls it; null when nothing. */
  title: string | null
  /** It is called otherwise to others. */
  isTitlePersonal?: true
  /** The objects that it points to. */
  links: Subject[]
  facts(surroundings: Surroundings): Fact[]
  /** The card to open, where it is not the object's own. */
  path?: string | null
}

/** What a header needs to know of the portal's stages and pipelines. */
export interface Needs {
  statuses?: true
  /** Of this CRM type. */
  pipelines?: number
}

/** How the objects of one kind are asked for and read: a file beside this one for each. */
export interface Kind {
  /** Commands that tell whether the person may see it, and what it points to. The one called `subject` decides; a kind without one decides by itself. */
  decide(object: PortalObject): Record<string, Command>
  /** What else the header shows; refers to the answers of `decide`. Each may be refused for itself. */
  surround?(object: PortalObject): Record<string, Command>
  /**
   * Which of the links its header shows by name. Only for kinds whose own answer names it in words that no reference of a batch can take apart
   * (`D_3473`, `DEAL|3473`): it is asked for as what they pointed to when they were last seen or written on, so that the first opening of one
   * that nobody wrote on goes without the name.
   */
  named?(links: Subject[]): Subject | undefined
  needs?(object: PortalObject): Needs
  /**
   * The object out of the answers to `decide`.
   * @throws Failure `not-available` for the method's documented refusals, "absent" and "denied" alike; `missing-scope` when the portal does not
   * let the application ask; `portal-unreachable` for anything else.
   */
  read(object: PortalObject, answers: Answers, userId: number): Found
  /** How many at once are checked for lists; null: nothing is asked, `isReadable` says it. */
  list: ListCheck | null
}

/** One command for several objects of a kind and type: the portal leaves those out that the person may not read. */
export interface ListCheck {
  /** At most so many: one page of the portal's. */
  size: number
  command(objects: PortalObject[]): Command
  /**
   * Those of them that the person may read, by id; with what the portal calls them, null where that differs by person.
   * @throws Failure `portal-unreachable` for anything that is no answer.
   */
  read(answer: Answer, objects: PortalObject[]): Map<string, string | null>
}

/** The portal's page. */
export const pageSize = 50

/** How a method says no. */
export interface Refusals {
  /** Of the method. */
  scope: PortalScope
  /** Its documented answers for "absent" and "denied". */
  isRefusal: (error: PortalError) => boolean
}

const cannotAsk = new Set(['insufficient_scope', 'error_method_not_found'])

/** The value of a deciding answer in the given form. @throws Failure as `Kind.read`. */
export function decided<T>(answer: Answer | undefined, schema: z.ZodType<T>, refusals: Refusals): T {
  if (!answer) throw new Failure('portal-unreachable')
  if ('error' in answer) throw failureOf(answer.error, refusals)
  const read = schema.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return read.data
}

function failureOf(cause: PortalError, { scope, isRefusal }: Refusals): Failure {
  if (isRefusal(cause)) return new Failure('not-available', { cause })
  return cannotAsk.has(cause.code) ? new Failure('missing-scope', { cause, scope }) : new Failure('portal-unreachable', { cause })
}

/** The rows of a list's answer; none where the portal refuses the whole of it. @throws Failure `portal-unreachable` for anything that is no answer. */
export function listed<T>(answer: Answer, schema: z.ZodType<T[]>, refusals: Refusals): T[] {
  try {
    return decided(answer, schema, refusals)
  }
  catch (error) {
    if (error instanceof Failure && (error.code === 'not-available' || error.code === 'missing-scope')) return []
    throw error
  }
}

/** The value of an answer in the given form; null when it was refused or looks otherwise. */
export function optional<T>(answer: Answer | undefined, schema: z.ZodType<T>): T | null {
  const read = answer && 'value' in answer ? schema.safeParse(answer.value) : null
  return read?.success ? read.data : null
}

/** Absent or denied, where the method says it by an answer without the object. */
export function notAvailable(): never {
  throw new Failure('not-available')
}

/** An id in whatever form the method has it; null for 0 and nothing. */
export const id = z.coerce.number().int().nonnegative().nullish().catch(null).transform(value => value || null)
export const text = z.string().nullish().catch(null).transform(value => value?.trim() || null)
export const amount = z.coerce.number().nullish().catch(null)

/** First and last name as one; empty without either. */
export function fullName(...parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

/** A CRM item as a link; none without an id. */
export function crmItem(entityTypeId: number, ...ids: (number | null | undefined)[]): Subject[] {
  return ids.flatMap(id => id && entityTypeId > 0 ? [{ kind: 'crm-item' as const, entityTypeId, id: String(id) }] : [])
}

const nameAnswer = z.object({ item: z.object({ title: text, name: text, lastName: text }) })

/** People have a name, everything else a title. */
export function itemName({ title, name, lastName }: { title?: string | null, name?: string | null, lastName?: string | null }): string {
  return title || fullName(name, lastName)
}

/** What the item of an answer of crm.item.get is called. */
export function itemNameIn(answer: Answer | undefined): string | null {
  const read = optional(answer, nameAnswer)
  return read && itemName(read.item)
}

/** The name of the first of them that is known to the reader. */
export function nameOfLink(links: Subject[], { titleOf }: Surroundings): string | null {
  return links.map(titleOf).find(title => title) ?? null
}

/** A fact without a value is none. */
export function textFact(key: string, value: string | null | undefined): Fact[] {
  return value ? [{ key, kind: 'text', value }] : []
}

export function moneyFact(key: string, value: number | null | undefined, currency: string | null | undefined): Fact[] {
  return value && currency ? [{ key, kind: 'money', value, currency }] : []
}

/** Asks for a user by a reference to where the object names one. */
export function personCommand(reference: string): { person: Command } {
  return { person: ['user.get', { ID: `$result[subject]${reference}` }] }
}

const personAnswer = z.array(z.object({ ID: z.coerce.number(), NAME: text, LAST_NAME: text }))

/** Looked up in the answer by id: a filter whose reference is empty may find anybody. */
export function personFact(key: string, userId: number | null, { answers }: Surroundings): Fact[] {
  const person = optional(answers.person, personAnswer)?.find(({ ID }) => ID === userId)
  return textFact(key, person && fullName(person.NAME, person.LAST_NAME))
}

/**
 * A day of the portal's: of a date the portal writes midnight or noon in its own zone, so that the day is what stands there.
 * @param value ISO 8601, or nothing
 * @param isOpen what is finished cannot be late any more
 */
export function dayFact(key: string, value: string | null, isOpen: boolean, { look }: Surroundings): Fact[] {
  const day = /^\d{4}-\d\d-\d\d/.exec(value ?? '')?.[0]
  return day ? [{ key, kind: 'date', value: day, isLate: isOpen && day < look.today }] : []
}

/** A moment; Bitrix24 writes the year 9999 for none. */
export function momentFact(key: string, value: string | null, isOpen: boolean, { look }: Surroundings): Fact[] {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) || value?.startsWith('9999') ? [] : [{ key, kind: 'date', value: new Date(at).toISOString(), isLate: isOpen && at < look.now }]
}
