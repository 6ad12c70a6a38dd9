import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { InstallStep } from '../../shared/opening.ts'
import { dynamicPlacements, isBuilt, manifest, pathOf, type Placement, type View } from './manifest.ts'
import type { Answer, Command, PortalClient } from './rest.ts'

/**
 * Events of an application's life.
 * @see https://apidocs.bitrix24.com/api-reference/common/events/index.html
 */
export const applicationEvents = ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPPAYMENT']

/** A registration that the portal did not take, and why; the rest works without it. */
export interface Skipped { code: string, reason: string }

/** A step of the work began, advanced or ended; the last word is the outcome. */
export type Progress
  = | { step: InstallStep, state: 'running' | 'done', done: number, total: number }
    | { outcome: Outcome }

/** What is registered at the end, what the portal did not take, and what had to be changed: on a portal that was in order, nothing. */
export interface Outcome { bound: string[], skipped: Skipped[], changed: string[] }

/** One thing to register or to take away. */
export interface Change { step: 'widgets' | 'events', code: string, command: Command }

export interface Reconcile {
  /** A client with an administrator's rights. */
  client: PortalClient
  /** Public origin of this application. */
  appUrl: string
  /** LANG_ALL of a view's bindings. */
  titlesOf: (view: View) => Record<string, { TITLE: string }>
  /** Which rows of the manifest to bind; by default those that this version can show. */
  wants?: (row: Placement) => boolean
}

const batchSize = 50

const codes = z.array(z.string())
const bindings = z.array(z.object({
  placement: z.string(),
  handler: z.string(),
  // PHP's empty array stands for "no options" as well.
  options: z.record(z.string(), z.unknown()).or(z.array(z.unknown()).transform(() => ({}))).nullish(),
  // PHP's empty array stands for "no languages".
  langAll: z.record(z.string(), z.object({ TITLE: z.string().nullish() })).or(z.array(z.unknown()).transform(() => ({}))).nullish(),
}))
const eventBindings = z.array(z.object({ event: z.string(), handler: z.string() }))
const dynamicTypes = z.object({ types: z.array(z.object({ entityTypeId: z.coerce.number().int() })) })

type Binding = z.infer<typeof bindings>[number]

/**
 * Compares what should be registered on a portal with what is, and applies the difference in batches of 50: for the installation, an
 * update and a repair alike. It can be repeated and resumed at will: what is in place stays untouched.
 * @throws Failure when the portal does not answer, refuses the administrator, or at the end lacks what it had accepted.
 */
export async function* reconcile({ client, appUrl, titlesOf, wants = isBuilt }: Reconcile): AsyncGenerator<Progress> {
  yield { step: 'portal', state: 'running', done: 0, total: 1 }
  const actual = await survey(client)
  yield { step: 'portal', state: 'done', done: 1, total: 1 }

  const wanted = wantedPlacements(actual, wants)
  const work = changesFor(wanted, actual, appUrl, titlesOf)

  const skipped: Skipped[] = []
  const steps = ['widgets', 'events'] as const
  const total = (step: InstallStep) => work.filter(entry => entry.step === step).length
  for (const step of steps) yield { step, state: 'running', done: 0, total: total(step) }
  for (let from = 0; from < work.length; from += batchSize) {
    const chunk = work.slice(from, from + batchSize)
    const answers = await client.batch(Object.fromEntries(chunk.map((entry, index) => [`c${index}`, entry.command])))
    chunk.forEach((entry, index) => {
      const reason = refusalOf(answers[`c${index}`])
      if (reason) skipped.push({ code: entry.code, reason })
    })
    for (const step of steps) {
      const done = work.slice(0, from + batchSize).filter(entry => entry.step === step).length
      yield { step, state: done === total(step) ? 'done' : 'running', done, total: total(step) }
    }
  }
  if (!work.length) for (const step of steps) yield { step, state: 'done', done: 0, total: 0 }

  yield { step: 'check', state: 'running', done: 0, total: 1 }
  const bound = await check(client, wanted, skipped, appUrl)
  yield { step: 'check', state: 'done', done: 1, total: 1 }
  yield { outcome: { bound, skipped, changed: work.map(({ code }) => code) } }
}

/** What `reconcile` would change, without changing it. @throws as `reconcile`. */
export async function planOf({ client, appUrl, titlesOf, wants = isBuilt }: Reconcile): Promise<Change[]> {
  const actual = await survey(client)
  return changesFor(wantedPlacements(actual, wants), actual, appUrl, titlesOf)
}

/** The difference between what should be registered and what is. */
function changesFor(wanted: Placement[], actual: Survey, appUrl: string, titlesOf: Reconcile['titlesOf']): Change[] {
  const handler = eventHandler(appUrl)
  return [
    ...actual.bound.filter(binding => !wanted.some(row => isInPlace(row, [binding], appUrl, titlesOf)))
      .map((binding): Change => ({ step: 'widgets', code: binding.placement, command: unbind(binding) })),
    ...wanted.filter(row => !isInPlace(row, actual.bound, appUrl, titlesOf))
      .map((row): Change => ({ step: 'widgets', code: row.code, command: bind(row, appUrl, titlesOf) })),
    ...applicationEvents.filter(event => !actual.events.some(known => known.event.toUpperCase() === event && known.handler === handler))
      .map((event): Change => ({ step: 'events', code: event, command: ['event.bind', { event, handler }] })),
  ]
}

function eventHandler(appUrl: string): string {
  return `${appUrl}/events`
}

interface Survey { offered: Set<string>, bound: Binding[], events: z.infer<typeof eventBindings>, dynamicTypeIds: number[] }

/** What the portal offers and has, in one request (further ones only for more than 50 smart processes). */
async function survey(client: PortalClient): Promise<Survey> {
  const answers = await client.batch({
    offered: ['placement.list'],
    bound: ['placement.get'],
    events: ['event.get'],
    types: ['crm.type.list'],
  })
  return {
    offered: new Set(mustRead(answers.offered, codes)),
    bound: mustRead(answers.bound, bindings),
    events: mustRead(answers.events, eventBindings),
    dynamicTypeIds: 'error' in answers.types ? boundTypeIds(mustRead(answers.bound, bindings)) : await dynamicTypeIds(client, answers.types),
  }
}

/** crm.type.list is for CRM administrators. Refused, it does not say that there are no smart processes: those that have a tab keep it. */
function boundTypeIds(bound: Binding[]): number[] {
  return [...new Set(bound.flatMap(({ placement }) => /^CRM_DYNAMIC_(\d+)_/.exec(placement)?.[1] ?? []).map(Number))]
}

/** All smart processes; half of the list would take the tabs of the other half away. */
async function dynamicTypeIds(client: PortalClient, first: Answer): Promise<number[]> {
  const ids: number[] = []
  for (let answer = first; ;) {
    const page = mustRead(answer, dynamicTypes).types
    ids.push(...page.map(type => type.entityTypeId))
    if (!page.length || 'error' in answer || ids.length >= (answer.total ?? 0)) return ids
    answer = (await client.batch({ types: ['crm.type.list', { start: ids.length }] })).types
  }
}

function mustRead<T>(answer: Answer, schema: z.ZodType<T>): T {
  if ('error' in answer) throw new Failure(answer.error.code === 'access_denied' ? 'not-administrator' : 'portal-unreachable', { cause: answer.error })
  const read = schema.safeParse(answer.value)
  if (!read.success) throw new Failure('portal-unreachable', { cause: read.error })
  return read.data
}

function wantedPlacements({ offered, dynamicTypeIds }: Survey, wants: (row: Placement) => boolean): Placement[] {
  const fixed = manifest.filter(row => offered.has(row.code))
  const dynamic = dynamicTypeIds.flatMap(dynamicPlacements)
  return [...fixed, ...dynamic].filter(row => row.unbound === null && wants(row))
}

function handlerOf(row: Placement, appUrl: string): string {
  return row.view ? appUrl + pathOf(row.view) : appUrl
}

/** Registered at our present address, with the present titles and options? What is not is unbound first, since placement.bind cannot change a binding. */
function isInPlace(row: Placement, bound: Binding[], appUrl: string, titlesOf: Reconcile['titlesOf']): boolean {
  const own = bound.find(binding => binding.placement === row.code && binding.handler === handlerOf(row, appUrl))
  return own !== undefined && hasTitles(own, row, titlesOf) && hasOptions(own, optionsOf(row, appUrl))
}

/** The portal may keep more options than it was told, with its defaults. */
function hasOptions({ options }: Binding, wanted: Record<string, string>): boolean {
  const registered: Record<string, unknown> = options ?? {}
  return Object.entries(wanted).every(([key, value]) => registered[key] === value)
}

function optionsOf(row: Placement, appUrl: string): Record<string, string> {
  return row.view === 'worker' ? { ...row.options, errorHandlerUrl: eventHandler(appUrl) } : row.options
}

function hasTitles({ langAll }: Binding, { view }: Placement, titlesOf: Reconcile['titlesOf']): boolean {
  const registered: Record<string, { TITLE?: string | null } | undefined> = langAll ?? {}
  return !view || Object.entries(titlesOf(view)).every(([lang, { TITLE }]) => registered[lang]?.TITLE === TITLE)
}

function unbind({ placement, handler }: Binding): Command {
  return ['placement.unbind', { PLACEMENT: placement, HANDLER: handler }]
}

function bind(row: Placement, appUrl: string, titlesOf: Reconcile['titlesOf']): Command {
  const titles = row.view ? titlesOf(row.view) : {}
  return ['placement.bind', {
    PLACEMENT: row.code,
    HANDLER: handlerOf(row, appUrl),
    TITLE: titles.en?.TITLE ?? 'Sidenote',
    LANG_ALL: titles,
    OPTIONS: optionsOf(row, appUrl),
  }]
}

/** Why a registration was not taken; null when it is in place. A second binding of the same handler is one that is there already. */
function refusalOf(answer: Answer | undefined): string | null {
  if (!answer || 'value' in answer) return null
  return /already bind/i.test(answer.error.message) ? null : answer.error.code
}

/** Does the portal say of itself what it was told? @returns the codes that are bound. */
async function check(client: PortalClient, wanted: Placement[], skipped: Skipped[], appUrl: string): Promise<string[]> {
  const answers = await client.batch({ bound: ['placement.get'], events: ['event.get'] })
  const bound = mustRead(answers.bound, bindings)
  const events = mustRead(answers.events, eventBindings)

  const refused = new Set(skipped.map(({ code }) => code))
  const isBound = (row: Placement) => bound.some(binding => binding.placement === row.code && binding.handler === handlerOf(row, appUrl))
  const hasEvent = (event: string) => events.some(known => known.event.toUpperCase() === event && known.handler === eventHandler(appUrl))
  const missing = [
    ...wanted.filter(row => !refused.has(row.code) && !isBound(row)).map(row => row.code),
    ...applicationEvents.filter(event => !refused.has(event) && !hasEvent(event)),
  ]
  if (missing.length) throw new Failure('portal-unreachable', { cause: `accepted but not in place: ${missing.join(', ')}` })
  return wanted.filter(isBound).map(row => row.code)
}
