import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../sandbox/interface/languages.ts'
import english from '../../../sandbox/interface/texts/en.json' with { type: 'json' }

const ALL = LANGUAGES.map(({ code, name }) => [name, code] as const)
const SPOKEN = ALL.filter(([, code]) => existsSync(fileOf(code)))

function fileOf(code: string): URL {
  return new URL(`../../../sandbox/interface/texts/${code}.json`, import.meta.url)
}

function textsOf(code: string): Record<string, string> {
  return JSON.parse(readFileSync(fileOf(code), 'utf8'))
}

/** Each key with the placeholders and the link marks of its text; their order is the language's own. */
function placeholders(texts: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\w+\}|\[\/?URL/g) ?? []).toSorted()]))
}

describe('the texts of the interface', () => {
  it.each(ALL)('are there in %s', (_, code) => {
    expect(existsSync(fileOf(code))).toBe(true)
  })

  it.each(SPOKEN)('have the keys of English in %s', (_, code) => {
    expect(Object.keys(textsOf(code))).toEqual(Object.keys(english))
  })

  it.each(SPOKEN)('have the placeholders of English in %s', (_, code) => {
    expect(placeholders(textsOf(code))).toEqual(placeholders(english))
  })
})
