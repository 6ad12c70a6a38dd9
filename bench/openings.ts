import qs from 'qs'
import { profileCommand } from '../server/bitrix24/profile.ts'
import { kindOf } from '../server/subjects/kinds/index.ts'
import { open } from './app.ts'
import { loadOf, loadOfOpenings, type Load } from './load.ts'
import { deals, dealTab } from './notes.ts'
import type { Stage } from './stage.ts'
import { median } from './statistics.ts'

export const concurrencies = [1, 10, 50] as const
export type Concurrency = typeof concurrencies[number]

const rows = ['constant', 'inProcess', 'opening'] as const

/** Median of the rounds; `ratio` is the constant row's rate over this one's, each taken within its round. */
export interface Row extends Load { ratio: number }

export interface Openings {
  rows: Record<typeof rows[number], Record<Concurrency, Row>>
  /** REST batches per second of the sandbox's process alone, at concurrency 10. */
  sandboxBatches: number
}

export interface OpeningsPlan {
  rounds: number
  /** Of a row of pages; the constant one takes half of it. */
  seconds: number
  warmUp: number
}

/** More forms per second than this machine can open. */
export const formsPerSecond = 1500

/**
 * Openings of a deal tab under load, beside two rows of the same process: the same HTML as a constant, and the same page with verdict and
 * batch answered inside the process. The rows follow one another in every round, so that what else the machine does hits all of them.
 */
export async function measureOpenings(stage: Stage, { rounds, seconds, warmUp }: OpeningsPlan): Promise<Openings> {
  const { html } = await openOne(stage)
  await stage.preload('PUT', 'constant', html)
  await inProcess(stage, 10, warmUp)
  await openingsUnder(stage, 10, warmUp)
  await constant(stage, 10, 1)

  const taken = { constant: [], inProcess: [], opening: [] } as Record<typeof rows[number], { concurrency: Concurrency, load: Load, ratio: number }[]>
  for (let round = 0; round < rounds; round++) {
    for (const concurrency of concurrencies) {
      const load = {
        constant: await constant(stage, concurrency, seconds / 2),
        inProcess: await inProcess(stage, concurrency, seconds),
        opening: await openingsUnder(stage, concurrency, seconds),
      }
      for (const row of rows) taken[row].push({ concurrency, load: load[row], ratio: load.constant.perSecond / load[row].perSecond })
    }
  }

  const summary = (row: typeof rows[number], concurrency: Concurrency): Row => {
    const of = taken[row].filter(entry => entry.concurrency === concurrency)
    return {
      perSecond: median(of.map(({ load }) => load.perSecond)),
      p50: median(of.map(({ load }) => load.p50)),
      p99: median(of.map(({ load }) => load.p99)),
      ratio: median(of.map(({ ratio }) => ratio)),
    }
  }
  const summaries = (row: typeof rows[number]) => ({ 1: summary(row, 1), 10: summary(row, 10), 50: summary(row, 50) })
  return {
    rows: { constant: summaries('constant'), inProcess: summaries('inProcess'), opening: summaries('opening') },
    sandboxBatches: (await batches(stage, seconds / 2)).perSecond,
  }
}

async function openOne(stage: Stage) {
  const [form] = await stage.sandbox('forms', { ...dealTab, count: 1 })
  if (!form) throw new Error('no form')
  return open(form)
}

const formsFor = (stage: Stage, seconds: number) =>
  stage.sandbox('forms', { ...dealTab, count: Math.ceil(seconds * formsPerSecond) })

/** The page of a thread, with its notes. */
const ofThread = 'https://example.com/terms'

export function constant({ appUrl }: Stage, connections: number, seconds: number) {
  return loadOf(`${appUrl}/bench/constant`, { connections, seconds, expected: null })
}

export async function openingsUnder(stage: Stage, connections: number, seconds: number) {
  return loadOfOpenings(await formsFor(stage, seconds), { connections, seconds, expected: ofThread })
}

/** @throws when a call left the process after all. */
export async function inProcess(stage: Stage, connections: number, seconds: number) {
  const [learn, forms] = [await stage.sandbox('forms', { ...dealTab, count: deals.length }), await formsFor(stage, seconds)]
  await stage.preload('PUT', 'in-process', 'on')
  for (const form of learn) await open(form)

  await stage.sandbox('takeRequests')
  const load = await loadOfOpenings(forms, { connections, seconds, expected: ofThread })
  const escaped = await stage.sandbox('takeRequests')
  await stage.preload('PUT', 'in-process', 'off')
  if (escaped.length) throw new Error(`${escaped.length} calls of the row in-process reached the sandbox, the first was ${escaped[0]?.method}`)
  return load
}

/** The batch of an opening, sent straight to the sandbox. */
async function batches({ portalUrl, sandbox }: Stage, seconds: number) {
  const [id = 0] = deals
  const deal = { kind: 'crm-item' as const, entityTypeId: 2, id: String(id) }
  const kind = kindOf(deal)
  const commands = { ...kind.decide(deal), ...kind.surround?.(deal), profile: profileCommand }
  const cmd = Object.fromEntries(Object.entries(commands).map(([name, [method, parameters]]) => [name, `${method}?${qs.stringify(parameters)}`]))
  return loadOf(`${portalUrl}/rest/batch`, { connections: 10, seconds, expected: '"profile"' }, { cmd, halt: 0, auth: await sandbox('token', { of: 'sidenote' }) })
}
