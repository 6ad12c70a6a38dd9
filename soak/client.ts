import { setTimeout as pause } from 'node:timers/promises'
import type { Finding } from './audit.ts'
import type { Figures } from './figures.ts'
import type { Outcome } from './ledger.ts'
import { strangeMarks, type MarkReader } from './marks.ts'

export interface Answer {
  /** 0 when none came. */
  status: number
  /** `done`, the code of a refusal, or `unanswered`. */
  code: string
  text: string
  json: Record<string, unknown>
}

export interface Call {
  /** What it is counted as. */
  kind: string
  method?: string
  url: string
  session?: string
  /** A form is posted as the portal's page does, anything else as JSON. */
  body?: URLSearchParams | object
  /** Whose page it is, thus what may be in the answer; null: no text at all. */
  reader: MarkReader | null
}

/** Sends a call, counts it, and looks for what its reader must not see. */
export type Send = (call: Call) => Promise<Answer>

const patience = 25_000
/** A process that is told to end closes its connections a moment before it is gone: what comes next must not overtake what it is still at. */
const untilGone = 700

export function createSend(figures: Figures, report: (finding: Finding) => void): Send {
  return async ({ kind, method = 'POST', url, session, body, reader }) => {
    const isForm = body instanceof URLSearchParams
    const headers: Record<string, string> = {}
    if (session) headers.authorization = `Bearer ${session}`
    if (body && !isForm) headers['content-type'] = 'application/json'

    const began = performance.now()
    const answer = await ask(url, { method, headers, body: isForm ? body : JSON.stringify(body), signal: AbortSignal.timeout(patience) })
    figures.count(kind, answer.code, answer.status ? performance.now() - began : undefined)

    if (!answer.status) await pause(untilGone)
    for (const mark of strangeMarks(answer.text, reader)) report({ what: 'stranger', where: `${mark} in the answer to ${kind} for ${place(reader)}` })
    return answer
  }
}

async function ask(url: string, request: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, request)
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('text/html') ? openingOf(text) : parse(text)
    return { status: response.status, code: response.ok ? 'done' : String(json.code ?? `status ${response.status}`), text, json }
  }
  catch {
    return { status: 0, code: 'unanswered', text: '', json: {} }
  }
}

/** What a page is made of, out of the payload that its scripts read (Nuxt writes it with devalue: values refer to each other by index). */
function openingOf(html: string): Record<string, unknown> {
  const values: unknown = JSON.parse(/id="__NUXT_DATA__"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '[]')
  if (!Array.isArray(values)) return {}
  const opening: unknown = values.find(value => typeof value === 'object' && value !== null && 'view' in value)
  return Object.fromEntries(Object.entries(opening ?? {}).map(([name, index]) => [name, typeof index === 'number' ? values[index] : index]))
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  }
  catch {
    return {}
  }
}

/** A refusal that names its reason means that nothing was stored; silence and a server's unexpected end mean nothing. */
export function outcomeOf({ status, code }: Answer): Outcome {
  if (code === 'done') return 'done'
  return status === 0 || code === 'unexpected' || code.startsWith('status ') ? 'unknown' : 'refused'
}

function place(reader: MarkReader | null): string {
  return reader ? `person ${reader.userId} on ${reader.deal === null ? 'the own page' : `deal ${reader.deal}`} of portal ${reader.portal}` : 'nobody'
}
