import { describe, expect, it } from 'vitest'
import { documentedMethods, exampleOf } from './conformance/example.ts'
import { rows } from './conformance/index.ts'
import { differences, shapeOf } from './conformance/shape.ts'
import type { Row } from './conformance/row.ts'
import { ADMIN, ALL_SCOPES, at, stage } from './setup.ts'

const SCOPES = [...ALL_SCOPES, 'bizproc', 'sale', 'userfieldconfig']

it('every documented method has a row here', () => {
  const tested = new Set(rows.map(({ method }) => method))

  expect(documentedMethods.filter(method => !tested.has(method))).toEqual([])
})

describe('an answer has the keys, types and nesting of its documented example', () => {
  it.each(rows.map(row => ({ ...row, name: [row.method, row.variant].filter(Boolean).join(': ') })))('$name', async (row) => {
    const example = row.documented?.answer ?? exampleOf(row.like ?? row.method)

    const { status, body } = await answerOf(row)

    expect([status, at(body, 'error'), at(body, 'error_description')]).toEqual([200, undefined, undefined])
    const departures = differences(shapeOf([compared(body)]), shapeOf([compared(example)]))
    const excepted = Object.keys(row.except ?? {})
    expect(departures.filter(({ path }) => !excepted.includes(path))).toEqual([])
    expect(excepted.filter(path => !departures.some(departure => departure.path === path)), 'exceptions without a departure').toEqual([])
  })
})

async function answerOf({ method, params = {}, as = ADMIN, portal }: Row) {
  const here = await stage({ portalName: portal, scope: SCOPES })
  const given = typeof params === 'function' ? await params(here) : params

  return here.call(as, method, given)
}

/** `time` is the same everywhere and has its own test; `next` says how much data there is. */
function compared(body: unknown): unknown {
  const { time: _time, next: _next, ...rest } = { ...Object(body) }

  return rest
}
