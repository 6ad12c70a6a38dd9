import { readdirSync, readFileSync } from 'node:fs'
import { at } from '../setup.ts'

const FILES = new URL('../../../fixtures/rest-methods/', import.meta.url)

export const documentedMethods = readdirSync(FILES).filter(name => name.endsWith('.json')).map(name => name.slice(0, -'.json'.length))

/** The documented answer of a method; throws where its page has none. */
export function exampleOf(method: string): unknown {
  const file: unknown = JSON.parse(readFileSync(new URL(`${method}.json`, FILES), 'utf8'))
  const example = at(file, 'resultExample')
  if (example === undefined) throw new Error(`The file of ${method} has no example: the row must say what its page documents.`)

  return example
}
