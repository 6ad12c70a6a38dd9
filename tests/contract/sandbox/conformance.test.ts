import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { families } from './conformance/index.ts'
import { differences, shapeOf } from './conformance/shape.ts'
import type { Row } from './conformance/row.ts'
import { ADMIN, at, stage } from './setup.ts'

const FILES = new URL('../../fixtures/rest-methods/', import.meta.url)

const rows = families.flatMap(family => family.rows)
const notYet = families.flatMap(family => family.notYet)
const documentedMethods = readdirSync(FILES).filter(name => name.endsWith('.json')).map(name => name.slice(0, -'.json'.length))

describe('every documented method', () => {
  it('has a row here', () => {
    const tested = new Set(rows.map(({ method }) => method))

    expect(documentedMethods.filter(method => !tested.has(method) && !notYet.includes(method))).toEqual([])
  })

  it('is awaited only as long as it has none', () => {
    const tested = new Set(rows.map(({ method }) => method))

    expect(notYet.filter(method => tested.has(method) || !documentedMethods.includes(method))).toEqual([])
  })
})

describe('an answer has the keys, types and nesting of its documented example', () => {
  it.each(rows.map(row => ({ ...row, name: [row.method, row.variant].filter(Boolean).join(': ') })))('$name', async (row) => {
    const example = exampleOf(row)

    const { status, body } = await answerOf(row)

    expect([status, at(body, 'error'), at(body, 'error_description')]).toEqual([200, undefined, undefined])
    const departures = differences(shapeOf([compared(body)]), shapeOf([compared(example)]))
    const excepted = Object.keys(row.except ?? {})
    expect(departures.filter(({ path }) => !excepted.includes(path))).toEqual([])
    expect(excepted.filter(path => !departures.some(departure => departure.path === path)), 'exceptions without a departure').toEqual([])
  })
})

async function answerOf({ method, params = {}, as = ADMIN, portal }: Row) {
  const here = await stage({ portalName: portal })
  const given = typeof params === 'function' ? await params(here) : params

  return here.call(as, method, given)
}

function exampleOf({ method, like = method, documented }: Row): unknown {
  if (documented) return documented.answer
  const file: unknown = JSON.parse(readFileSync(new URL(`${like}.json`, FILES), 'utf8'))
  const example = at(file, 'resultExample')
  if (example === undefined) throw new Error(`The file of ${like} has no example: the row must say what its page documents.`)

  return example
}

/** `time` is the same everywhere and has its own test; `next` says how much data there is. */
function compared(body: unknown): unknown {
  const { time: _time, next: _next, ...rest } = { ...Object(body) }

  return rest
}
